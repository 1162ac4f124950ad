import { defineConfig } from 'vitest/config';

const source = {
  resolve: { conditions: ['consultation-source'] },
  ssr: { resolve: { conditions: ['consultation-source', 'node', 'import', 'default'] } },
};

/** What a browser does upon a key is asked for until it is there, as long as a busy machine may need. */
const expect = { poll: { timeout: 15_000 } };

/** Which cases property tests try. */
const setupFiles = ['scripts/lib/random-cases.ts'];

/** The story told at real screens; it shows the administration as it was last built into the playground. */
const browser = 'packages/strapi-plugin-consultation/test/browser/*.test.ts';

/** The plugin in a really booted Strapi, which all test files of one project share. It runs what was built. */
const booted = (
  database: 'sqlite' | 'postgres',
  {
    name = database as string,
    include = 'packages/strapi-plugin-consultation/test/**/*.test.ts',
  } = {}
) => ({
  test: {
    name,
    include: [include],
    exclude: include === browser ? [] : [browser],
    setupFiles,
    globalSetup: [
      'packages/strapi-plugin-consultation/test/support/build.ts',
      ...(database === 'postgres'
        ? ['packages/strapi-plugin-consultation/test/support/postgres-server.ts']
        : []),
    ],
    env: { TEST_DATABASE: database },
    expect,
    pool: 'forks' as const,
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

/**
 * `npx vitest run` goes through the projects one file after the other on two cores. `npm test` runs them beside each
 * other, a process each: their folders, ports and databases are their own (`scripts/lib/projects.mjs` names them).
 */
export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: [
            'packages/consultation-core/**/*.test.ts',
            'packages/renderer-react/**/*.test.{ts,tsx}',
            'packages/strapi-plugin-consultation/{server,admin}/src/**/*.test.{ts,tsx}',
            'playground/seed/*.test.mjs',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**'],
          // A process of its own for each of a hundred files takes a fifth of the time.
          isolate: false,
          setupFiles,
          expect,
        },
      },
      booted('sqlite'),
      booted('sqlite', { name: 'seed', include: 'playground/seed/test/*.test.mjs' }),
      booted('sqlite', { name: 'browser', include: browser }),
      booted('postgres'),
    ],
  },
});
