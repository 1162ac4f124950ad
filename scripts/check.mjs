/**
 * `npm run check`: style, types, layers, unused code, packages as others will get them. `sources` are the checks that
 * need nothing built, `built` all others.
 */

import { run } from './lib/prepare.mjs';
import { main, step, Trouble } from './lib/terminal.mjs';

const packages = ['consultation-core', 'renderer-react', 'strapi-plugin-consultation'];

const sources = [
  ['Style and lint', 'npx', ['biome', 'check', '--error-on-warnings', '.']],
  ...[...packages, 'strapi-plugin-consultation/admin'].map((name) => [
    `Types of ${name}`,
    'npx',
    ['tsc', '--noEmit', '-p', `packages/${name}`],
  ]),
];
const built = [
  [
    'Layers: arrows point one way',
    'npx',
    ['depcruise', '--config', '.dependency-cruiser.cjs', 'packages'],
  ],
  ['Unused files, exports and dependencies', 'npx', ['knip', '--no-progress']],
  ...packages.map((name) => [
    `Package ${name} as published`,
    'npx',
    ['publint', '--strict', `packages/${name}`],
  ]),
];

const [asked] = process.argv.slice(2);
const checks = { sources, built }[asked] ?? [...sources, ...built];

await main(async () => {
  const failures = [];
  for (const [title, command, args] of checks) {
    await step(title, () => run(command, args)).catch((error) =>
      failures.push(`${title}\n${error.message}`)
    );
  }
  if (failures.length > 0) throw new Trouble(failures.join('\n\n'));
});
