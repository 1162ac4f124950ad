/** Our verifier and a short script that shares no code with it must say the same of every journal. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootOf, toBase64 } from '../src/log/index.ts';
import { type FindingCode, verify } from '../src/verify/index.ts';
import { dice, type Story, tell } from './edition.ts';
import { type FileMap, filesOf, listsOf, sourceOf } from './edition-files.ts';
import { resign } from './tampering/hands.ts';
import { tamperings } from './tampering/index.ts';

const exec = promisify(execFile);
const script = join(import.meta.dirname, 'independent-verifier.mjs');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the script prints of a journal. */
async function independently(files: FileMap, key: string) {
  for (const name of ['journal.ndjson', 'checkpoints.ndjson']) {
    await writeFile(join(folder, name), files.get(name) as Uint8Array);
  }
  try {
    const { stdout } = await exec(process.execPath, [script, folder, key]);
    return { ok: true, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    // It speaks; it does not fall over.
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    return { ok: false, said: stdout };
  }
}

/** What is wrong with the tree, the signatures, the order or an opening; the rest is not for the script to see. */
const ofTheJournal: ReadonlySet<string> = new Set<FindingCode>([
  'checkpoint-broken',
  'checkpoint-order',
  'checkpoint-origin',
  'checkpoint-signature',
  'checkpoint-forked',
  'checkpoint-beyond',
  'checkpoint-missing',
  'key-broken',
  'leaf-unreadable',
  'leaf-not-canonical',
  'leaf-index',
  'leaf-time',
  'journal-not-begun',
  'opening-differs',
  'opening-missing',
  'opening-without-commitment',
]);

/** Tampering with the journal, or by an operator who signs what it made of it; the rest leaves the journal as it is. */
const told = tamperings.filter(({ code, resigned }) => ofTheJournal.has(code) || resigned);

const firstKey = (story: Story) => story.notary.keys()[0] as string;

describe('two verifiers that share no code', () => {
  it.each([1, 2, 3, 4])(
    'agree on an honest journal (%i)',
    async (seed) => {
      const story = tell(seed, { acts: 150 });
      const files = filesOf(listsOf(story));
      const { said } = await independently(files, firstKey(story));
      expect(said).toBe(`ok ${story.hashes.length} ${toBase64(rootOf(story.hashes))}\n`);
      expect((await verify(sourceOf(files))).verdict).toBe('ok');
      // Of another key, the same journal is not.
      const other = firstKey(tell(seed + 100, { acts: 5 }));
      expect((await independently(files, other)).ok).toBe(false);
    },
    30_000
  );

  it.each(told)(
    'agree on $name',
    async ({ story: options, resigned, change }) => {
      let times = 0;
      for (const seed of [11, 12, 13]) {
        if (times > 0) break;
        const story = tell(seed, { acts: 60, ...options });
        const lists = listsOf(story);
        if (change(lists, story, dice(seed)) === false) continue;
        times += 1;
        if (resigned) resign(lists, story);
        const files = filesOf(lists);
        const report = await verify(sourceOf(files));
        const seen = Object.keys(report.totals).filter((code) => ofTheJournal.has(code));
        const { ok, said } = await independently(files, firstKey(story));
        expect({ ok, said }, seen.join()).toEqual({ ok: seen.length === 0, said });
      }
      expect(times).toBe(1);
    },
    30_000
  );

  it('agree on a journal of which any byte was changed', async () => {
    const story = tell(21, { acts: 25, sealed: false, until: 'answer' });
    const honest = filesOf(listsOf(story));
    const roll = dice(5);
    for (let times = 0; times < 12; times += 1) {
      const name = times % 2 === 0 ? 'journal.ndjson' : 'checkpoints.ndjson';
      const bytes = (honest.get(name) as Uint8Array).slice();
      const at = roll.below(bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << roll.below(7));
      const files = new Map(honest).set(name, bytes);
      const report = await verify(sourceOf(files));
      const { ok, said } = await independently(files, firstKey(story));
      expect(report.verdict, said).not.toBe('ok');
      // The time of a checkpoint is in no signature: only the sums of the files hold it.
      const line = Buffer.from(bytes).toString('latin1').slice(0, at).split('\n').at(-1) as string;
      const unsigned =
        name === 'checkpoints.ndjson' && line.length < '{"at":"2015-10-23T21:30:00.000Z"'.length;
      expect(unsigned ? false : ok, `${name} ${at}: ${line}`).toBe(false);
    }
  }, 60_000);
});
