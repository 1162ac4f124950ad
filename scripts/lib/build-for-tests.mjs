/** What booted tests run: the plugin's server and the playground around it, built from their sources. */
import { join } from 'node:path';
import { root, run } from './prepare.mjs';

/**
 * Builds the plugin's server where it belongs, and the playground without its screens into a folder.
 * @param {string} folder
 */
export async function buildForTests(folder) {
  await run(process.execPath, [
    join(root, 'packages/strapi-plugin-consultation/build.mjs'),
    'server',
  ]);
  await run(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    join(root, 'playground/tsconfig.json'),
    '--outDir',
    folder,
    '--incremental',
    'false',
    '--tsBuildInfoFile',
    'null',
  ]);
}
