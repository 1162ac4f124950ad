import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { createDatabase, environmentOf } from './support/process.ts';

const script = fileURLToPath(new URL('../../../playground/load/cli.mjs', import.meta.url));

it('the load of the playground, small: every vote by HTTP, then the close and the verifier by address', async () => {
  await createDatabase('load');
  const folder = path.join(inject('workspace'), 'load');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...[script, '--json', '--folder', folder],
      ...['--voters', '200', '--votes', '1400', '--items', '40', '--connections', '20'],
    ],
    {
      env: {
        ...environmentOf('load', {}),
        PLAYGROUND_DIST: path.join(inject('workspace'), 'playground'),
      },
    }
  );
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({
    voters: 200,
    votes: 1400,
    ballots: 1400,
    statuses: { 200: 1400 },
  });
  // The journal: its beginning, text, opening, phase, what people asked for, votes.
  expect(result.leaves).toBeGreaterThan(1400);
  expect(result.verifier.code, result.verifier.text).toBe(0);
}, 240_000);
