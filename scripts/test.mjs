/** `npm test`: sets everything up, then checks and tests everything: PostgreSQL and a real browser included. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './lib/prepare.mjs';
import { main, Trouble } from './lib/terminal.mjs';

const report = join(tmpdir(), `consultation-tests-${process.pid}.json`);

function show(command, args) {
  return new Promise((resolve) => {
    spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { STRAPI_TELEMETRY_DISABLED: 'true', ...process.env },
      shell: process.platform === 'win32',
    }).on('close', resolve);
  });
}

await main(async () => {
  await prepare();
  const checked = await show('node', ['scripts/check.mjs']);
  const tested = await show('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]);
  const results = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const passed = results.numPassedTests ?? 0;
  const failed = results.numFailedTests ?? 0;
  console.log(`\n${passed} passed, ${failed} failed`);
  if (passed === 0) throw new Trouble('No test ran.');
  if (checked !== 0)
    throw new Trouble('The checks of style, types, layers or packages failed: see above.');
  if (tested !== 0 || failed > 0 || results.success !== true)
    throw new Trouble('Some tests failed: see above.');
});
