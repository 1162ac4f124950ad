import { parseArgs } from 'node:util';
import type { ReportLanguage } from '../describe.ts';

export interface Arguments {
  readonly place: string | undefined;
  readonly edition: string | undefined;
  readonly key: string | undefined;
  readonly receipts: readonly string[];
  readonly codes: readonly string[];
  readonly held: readonly string[];
  readonly policy: string | undefined;
  readonly monitor: string | undefined;
  readonly language: ReportLanguage;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
}

/** The language of the system, French or else English. */
export function systemLanguage(env: Readonly<Record<string, string | undefined>>): ReportLanguage {
  const set = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return set.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** What was typed behind the name of the command; the argument that is not understood where there is one. */
export function readArguments(
  args: readonly string[],
  system: ReportLanguage
): Arguments | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        edition: { type: 'string' },
        key: { type: 'string' },
        receipt: { type: 'string', multiple: true },
        code: { type: 'string', multiple: true },
        held: { type: 'string', multiple: true },
        policy: { type: 'string' },
        monitor: { type: 'string' },
        language: { type: 'string' },
        json: { type: 'boolean' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { language = system, edition, key, policy, monitor } = values;
    if (language !== 'fr' && language !== 'en') return { wrong: language };
    if (positionals.length > 1) return { wrong: positionals[1] as string };
    // Watching looks at checkpoints alone: what it would not look at is not taken in silence.
    const unwatched = (['policy', 'receipt', 'code', 'held'] as const).find(
      (name) => monitor !== undefined && values[name] !== undefined
    );
    if (unwatched !== undefined) return { wrong: `--monitor --${unwatched}` };
    return {
      place: positionals[0],
      edition,
      key,
      policy,
      monitor,
      receipts: values.receipt ?? [],
      codes: values.code ?? [],
      held: values.held ?? [],
      language,
      json: values.json ?? false,
      quiet: values.quiet ?? false,
      help: values.help ?? false,
    };
  } catch (error) {
    return { wrong: /'([^']+)'/.exec((error as Error).message)?.[1] ?? args.join(' ') };
  }
}
