// Turns the style sheets and the islands into two strings, each named by its content.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const source = fileURLToPath(new URL('..', import.meta.url));

/** One file of `src`, bundled and made small. */
function bundle(entry, conditions) {
  const { outputFiles } = buildSync({
    absWorkingDir: source,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    conditions,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['data:*'],
  });
  return outputFiles[0].text;
}

/** Names as they stand in addresses, and what is served there. */
export function bundleAssets(conditions = ['consultation-source']) {
  const asset = (entry, extension) => {
    const text = bundle(entry, conditions);
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
    return { name: `consultation.${hash}.${extension}`, text };
  };
  return {
    style: asset('styles/main.css', 'css'),
    script: asset('islands/main.ts', 'js'),
    editor: asset('editor/main.tsx', 'js'),
    rank: asset('islands/rank-page.ts', 'js'),
    check: asset('islands/check-receipt.ts', 'js'),
    verify: asset('islands/verify-page.ts', 'js'),
    verifier: asset('islands/verifier.ts', 'js'),
  };
}
