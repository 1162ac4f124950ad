/** `npm run check`: style, types, layers, unused code, packages as others will get them. */

import { run } from './lib/prepare.mjs';
import { main, step, Trouble } from './lib/terminal.mjs';

const packages = ['consultation-core', 'renderer-react', 'strapi-plugin-consultation'];

const checks = [
  ['Style and lint', 'npx', ['biome', 'check', '--error-on-warnings', '.']],
  ...[...packages, 'strapi-plugin-consultation/admin'].map((name) => [
    `Types of ${name}`,
    'npx',
    ['tsc', '--noEmit', '-p', `packages/${name}`],
  ]),
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

await main(async () => {
  const failures = [];
  for (const [title, command, args] of checks) {
    await step(title, () => run(command, args)).catch((error) =>
      failures.push(`${title}\n${error.message}`)
    );
  }
  if (failures.length > 0) throw new Trouble(failures.join('\n\n'));
});
