// Builds the package: assets as strings, then everything else by tsc.
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bundleAssets } from './src/assets/bundle.mjs';

const at = (path) => new URL(path, import.meta.url);
await rm(at('dist'), { recursive: true, force: true });
await mkdir(at('dist/assets/'), { recursive: true });

const assets = bundleAssets(['import']);
await writeFile(
  at('dist/assets/built.js'),
  Object.entries(assets)
    .map(([name, file]) => `export const ${name} = ${JSON.stringify(file)};\n`)
    .join('')
);
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: at('.'),
  stdio: 'inherit',
});
