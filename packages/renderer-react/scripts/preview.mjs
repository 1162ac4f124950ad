// Serves the pages with the data of the tests: `node scripts/preview.mjs [port]`. For looking and for trying out.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { bundleAssets } from '../src/assets/bundle.mjs';

const port = Number(process.argv[2] ?? 1360);
const root = new URL('..', import.meta.url);
const folder = new URL('.tmp/preview/', root);
await mkdir(folder, { recursive: true });
// Test data is read from beside the bundle.
await mkdir(new URL('data/', folder), { recursive: true });
const data = 'data/republique-numerique.json.gz';
await copyFile(new URL(`test/${data}`, root), new URL(data, folder));

const { outputFiles } = await build({
  stdin: {
    contents: `
      export { createHandler } from './src/index.ts';
      export { createNodeListener } from './src/node.ts';
      export { fixtureApi } from './test/fixture-api.ts';
      export { withQuestions } from './test/fixture-questions.ts';
      export { withMarket } from './test/fixture-market.ts';
      export { serveData, withOpenData } from './test/fixture-data.ts';
      export { fixtureState } from './test/fixture-state.ts';`,
    resolveDir: root.pathname,
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  jsx: 'automatic',
  conditions: ['consultation-source'],
  external: ['react', 'react-dom', 'esbuild', 'parse5', 'papaparse', 'zod', 'intl-messageformat'],
  plugins: [
    {
      name: 'assets',
      setup(builder) {
        builder.onResolve({ filter: /^#assets$/ }, () => ({ path: 'assets', namespace: 'assets' }));
        builder.onLoad({ filter: /.*/, namespace: 'assets' }, () => {
          const named = Object.entries(bundleAssets());
          return {
            contents: named
              .map(([name, file]) => `export const ${name} = ${JSON.stringify(file)};`)
              .join('\n'),
          };
        });
      },
    },
  ],
});
const file = new URL(`bundle-${Date.now()}.mjs`, folder);
await writeFile(file, outputFiles[0].contents);
const {
  createHandler,
  createNodeListener,
  fixtureApi,
  fixtureState,
  serveData,
  withMarket,
  withOpenData,
  withQuestions,
} = await import(file.href);
await rm(file);

// The clock goes on from there: receipts have their proof half a minute after the vote.
const started = Date.now();
const now = () => new Date(Date.parse('2015-10-10T10:00:00.000Z') + Date.now() - started);
const state = withQuestions(withMarket(fixtureState()));
for (const one of state.consultations) if (one.slug === 'nuit') withOpenData(one);
const handler = createHandler({
  api: fixtureApi(state, now),
  secret: 'only for looking at pages',
  now,
  site: { name: 'Consultations', home: '/' },
  apiDescription: '/api/consultation/openapi.json',
});
const pages = createNodeListener(handler);
createServer((request, response) => {
  if (!serveData(() => state, request, response)) pages(request, response);
}).listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${port}/consultations`);
});
