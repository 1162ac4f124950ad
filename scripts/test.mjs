/**
 * `npm test`: sets everything up, checks and tests everything: PostgreSQL and a real browser included. Projects of
 * `vitest.config.ts` run beside each other, each in a process of its own; `node scripts/test.mjs <filters>` hands
 * filters and options on to each of them.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildForTests } from './lib/build-for-tests.mjs';
import { runLanes } from './lib/lanes.mjs';
import { build, checkNode, install, root } from './lib/prepare.mjs';
import { projects } from './lib/projects.mjs';
import { main, step, Trouble } from './lib/terminal.mjs';

const asked = process.argv.slice(2);

/** Two projects at a time need 3 GB and keep two cores busy; more have not been tried. */
const lanes = Math.min(2, availableParallelism());

/** A process for each project; for all at once where projects are asked for by name. */
const runs = asked.some((word) => /^--project\b/.test(word))
  ? [{ name: 'asked', options: [] }]
  : projects.map((name) => ({ name, options: [`--project=${name}`] }));

const whatIsChecked = { sources: 'style and types', built: 'layers and packages' };
const noResults = { numPassedTests: 0, numFailedTests: 0, testResults: [] };

await main(async () => {
  checkNode();
  await install();
  const folder = await mkdtemp(join(tmpdir(), 'consultation-tests-'));
  const reportOf = (name) => join(folder, `${name}.json`);
  const playground = join(folder, 'playground');
  /** Beside it runs what needs nothing built: building alone keeps one core busy. */
  const built = (async () => {
    await build();
    await step('Building what the tests run', () => buildForTests(playground));
    // Brings packages that are there only now.
    const { unpackBrowser } = await import('./lib/browser.mjs');
    await unpackBrowser();
  })();
  // Told by whichever program needs it.
  built.catch(() => undefined);
  const vitest = ({ name, options }) => ({
    name,
    args: [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportOf(name)}`,
      ...options,
      // Filters may name tests of some projects only.
      ...(asked.length > 0 ? ['--passWithNoTests', ...asked] : []),
    ],
  });
  const ended = await runLanes(
    [
      { name: 'sources', args: ['scripts/check.mjs', 'sources'] },
      ...[{ name: 'built', args: ['scripts/check.mjs', 'built'] }, ...runs.map(vitest)].map(
        (program) => ({ ...program, needs: built })
      ),
    ],
    {
      lanes,
      env: {
        STRAPI_TELEMETRY_DISABLED: 'true',
        CONSULTATION_TEST_BUILD: playground,
        ...(process.stdout.isTTY && !process.env.NO_COLOR && { FORCE_COLOR: '1' }),
        ...process.env,
      },
    }
  );

  const failures = [];
  let passed = 0;
  let failed = 0;
  console.log('');
  for (const { name, code, seconds } of ended) {
    const checks = whatIsChecked[name];
    if (checks !== undefined) {
      console.log(`${checks}: ${code === 0 ? 'passed' : 'failed'} in ${seconds} s`);
      if (code !== 0) failures.push(`The checks of ${checks} failed.`);
      continue;
    }
    const report = await readFile(reportOf(name), 'utf8').then(JSON.parse, () => null);
    const { numPassedTests, numFailedTests, testResults, success } = report ?? noResults;
    passed += numPassedTests;
    failed += numFailedTests;
    console.log(`${name}: ${numPassedTests} passed, ${numFailedTests} failed in ${seconds} s`);
    for (const { assertionResults, message, name: file, status } of testResults) {
      const names = assertionResults.filter((one) => one.status === 'failed');
      const where = file.replace(root, '.');
      for (const { fullName, failureMessages } of names) {
        console.log(`  ✗ ${where}: ${fullName}`);
        console.log(
          failureMessages.join('\n').split('\n').slice(0, 12).join('\n').replace(/^/gm, '    ')
        );
      }
      if (status === 'failed' && names.length === 0) console.log(`  ✗ ${where}\n    ${message}`);
    }
    if (code !== 0 || numFailedTests > 0 || (report !== null && success !== true)) {
      failures.push(`Tests of ${name} failed.`);
    } else if (numPassedTests === 0 && asked.length === 0) {
      failures.push(`No test of ${name} ran.`);
    }
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  await rm(folder, { recursive: true, force: true });
  if (failures.length > 0) throw new Trouble(`${failures.join(' ')} See above.`);
  if (passed === 0) throw new Trouble('No test ran.');
});
