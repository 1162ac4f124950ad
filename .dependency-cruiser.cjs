/**
 * The arrows of ARCHITECTURE.md, checked. A module may import what its row allows and nothing else.
 * Tests and benches stand outside of the layers.
 */
const core = '^packages/consultation-core/src/';
const folder = (name) => `${core}${name}/`;
const sources = { pathNot: '\\.test\\.tsx?$' };

/** Modules of the core, and what each may import of its own package. */
const coreRows = {
  text: [],
  change: ['text'],
  // A vote knows nothing of texts.
  vote: [],
  // A log knows nothing of what is written in it.
  log: [],
  amendment: ['change', 'text', 'consultation'],
  consultation: ['text', 'amendment'],
  // Whoever checks a consultation leans on the journal's format, and on what counts and orders.
  verify: ['log', 'vote', 'consultation'],
  analysis: ['text', 'change', 'amendment', 'vote', 'consultation'],
  formats: ['text', 'change', 'amendment'],
  slate: ['text', 'change'],
  contract: ['text', 'change', 'amendment', 'vote', 'consultation', 'analysis'],
};

/** Packages from outside that a module of the core may load; the rest load none. */
const coreOutside = {
  change: ['@noble/hashes'],
  consultation: ['@noble/hashes'],
  log: ['@noble/hashes', '@noble/ed25519'],
  verify: ['@noble/hashes'],
  formats: ['parse5', 'mdast-util-', 'micromark', '@types/mdast', 'papaparse', '@types/papaparse'],
  slate: ['slate'],
  contract: ['zod'],
};

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment:
        'Nothing imports itself by a detour. Imports of types alone are no circle: they vanish.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-leans-on-nobody',
      severity: 'error',
      from: { path: core },
      to: { path: ['^packages/(?!consultation-core/)', 'node_modules/(react|@strapi|knex)/'] },
    },
    {
      name: 'core-has-no-node',
      comment: 'The core runs in a browser: no Node built-in, but for the command line.',
      severity: 'error',
      from: { path: core, pathNot: ['\\.test\\.tsx?$', `${folder('verify')}node/`] },
      to: { dependencyTypes: ['core'] },
    },
    ...Object.entries(coreRows).map(([name, allowed]) => ({
      name: `core-${name}`,
      severity: 'error',
      from: { path: folder(name), ...sources },
      to: { path: core, pathNot: [name, ...allowed].map(folder) },
    })),
    ...Object.keys(coreRows).map((name) => ({
      name: `core-${name}-loads`,
      severity: 'error',
      from: { path: folder(name), ...sources },
      to: {
        path: 'node_modules/',
        pathNot: (coreOutside[name] ?? []).map((outside) => `node_modules/${outside}`),
      },
    })),
    {
      name: 'renderer-leans-on-core-only',
      severity: 'error',
      from: { path: '^packages/renderer-react/src/' },
      to: { path: ['^packages/strapi-plugin-consultation/', 'node_modules/(@strapi|knex|koa)/'] },
    },
    {
      name: 'admin-and-server-apart',
      severity: 'error',
      from: { path: '^packages/strapi-plugin-consultation/admin/' },
      to: { path: '^packages/strapi-plugin-consultation/server/' },
    },
    {
      name: 'server-and-admin-apart',
      severity: 'error',
      from: { path: '^packages/strapi-plugin-consultation/server/' },
      to: { path: '^packages/strapi-plugin-consultation/admin/' },
    },
    {
      name: 'sql-in-the-store-only',
      severity: 'error',
      from: { path: '^packages/strapi-plugin-consultation/server/src/(?!store/)', ...sources },
      to: { path: 'node_modules/knex/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-deep-imports',
      comment:
        'Another package is reached by its exports, never by a path into its sources. Tests share what they are made of.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: '^packages/[^/]+/test/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build|\\.tmp)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['consultation-source', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
