import manifest from '../../package.json' with { type: 'json' };

/** What counts and records, as the leaf of an opening names it. */
export const software = { name: manifest.name, version: manifest.version } as const;
