// Builds both halves of the plugin: `node build.mjs [server|admin] [--watch]`.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const only = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const watch = process.argv.includes('--watch');

/** Every dependency stays outside: one copy of each in the app, and ESM packages are `require`d by Node itself. */
const shared = {
  absWorkingDir: here,
  bundle: true,
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  legalComments: 'none',
};
const targets = {
  server: [
    {
      ...shared,
      entryPoints: ['server/src/index.ts'],
      outfile: 'dist/server/index.js',
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
    },
  ],
  admin: ['esm', 'cjs'].map((format) => ({
    ...shared,
    entryPoints: ['admin/src/index.ts'],
    outfile: format === 'esm' ? 'dist/admin/index.mjs' : 'dist/admin/index.js',
    platform: 'browser',
    format,
    target: 'es2022',
    jsx: 'automatic',
    loader: { '.json': 'json' },
  })),
};

for (const [name, options] of Object.entries(targets)) {
  if (only.length > 0 && !only.includes(name)) continue;
  if (!watch) await rm(path.join(here, 'dist', name), { recursive: true, force: true });
  for (const option of options) {
    const build = await context(option);
    if (watch) await build.watch();
    else {
      await build.rebuild();
      await build.dispose();
    }
  }
}
