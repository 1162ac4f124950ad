import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { receiptCode } from '../src/log/index.ts';
import type { Report } from '../src/verify/index.ts';
import { run } from '../src/verify/node/cli.ts';
import { tell } from './edition.ts';
import { type FileMap, filesOf, listsOf, siteOf } from './edition-files.ts';

// A machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const story = tell(71, { sealed: false, until: 'answer', acts: 80, rotates: false });
const folder = mkdtempSync(join(tmpdir(), 'consultation-verify-test-'));
const edition = join(folder, 'edition');
let server: Server;
let host = '';
let site: FileMap;

beforeAll(async () => {
  mkdirSync(edition);
  const files = filesOf(listsOf(story));
  for (const [path, bytes] of files) writeFileSync(join(edition, path), bytes);
  site = siteOf(files, 'now', story);
  server = createServer((request, response) => {
    const path = (request.url ?? '').replace('/consultations/data/here/', '');
    const bytes = site.get(path);
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function typed(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await run(
    args,
    { LANG: 'en_GB.UTF-8' },
    {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      live: false,
    }
  );
  return { code, out, err };
}

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('the command line', () => {
  it('reads a folder, and says what it checked in both languages', async () => {
    const english = await typed(edition);
    expect(english).toMatchObject({ code: 0 });
    expect(english.out).toContain('Everything that was checked is as it should be.');
    expect(english.out).toContain('This is not a secret ballot');
    const french = await typed(edition, '--language', 'fr');
    expect(french.out).toContain('Tout ce qui a été vérifié est exact.');
    expect(french.out).not.toMatch(/undefined|NaN|\[object/);
  });

  it('reads an address: of the files, of an edition, of any page', async () => {
    for (const path of [
      '/consultations/data/here/',
      '/consultations/data/here',
      '/consultations/data/here/editions/now/',
      '/consultations/fr/here',
      '/consultations/en/here/amendments?page=2',
    ]) {
      const { code, out } = await typed(`${host}${path}`, '--json');
      expect({ path, code }).toEqual({ path, code: 0 });
      const report = JSON.parse(out) as Report;
      expect(report.format).toBe('consultation-report@1');
      expect(report.checks.find(({ name }) => name === 'live')?.kind).toBe('passed');
    }
  });

  it('says what is wrong, and ends with 1', async () => {
    const counts = join(edition, 'counts.ndjson');
    const before = readFileSync(counts, 'utf8');
    writeFileSync(counts, before.replace(/"for":\d+|"yes":\d+/, '"for":999'));
    const { code, out } = await typed(edition);
    writeFileSync(counts, before);
    expect(code).toBe(1);
    expect(out).toContain('Something is wrong.');
    expect(out).toMatch(/999 published, \d+ recomputed/);
    expect(out).toContain('it was changed');
  });

  it('ends with 2 when it cannot check: no address, no answer, no argument that it knows', async () => {
    expect((await typed()).code).toBe(2);
    expect((await typed('--nonsense')).err).toContain('--nonsense');
    expect((await typed('--language', 'xx', edition)).code).toBe(2);
    expect((await typed(edition, 'another')).code).toBe(2);
    expect((await typed(join(folder, 'nowhere'))).code).toBe(2);
    expect((await typed(folder)).err).toContain('No open data');
    expect((await typed('http://127.0.0.1:1/x/')).code).toBe(2);
    expect((await typed(`${host}/elsewhere/`)).code).toBe(2);
    expect((await typed('--receipt', join(folder, 'none'))).err).toContain('none');
    expect((await typed('--help')).code).toBe(0);
  });

  it('looks for codes and receipts', async () => {
    const index = story.leaves.findLastIndex(({ entry }) => entry.kind === 'ballot');
    const code = receiptCode(index, story.hashes[index] as Uint8Array);
    const found = await typed(edition, '--code', code.toLowerCase());
    expect(found.code).toBe(0);
    expect(found.out).toContain(`${code}: a code alone, without proof; in the journal`);
    const wrong = await typed(
      edition,
      '--code',
      code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    );
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain('is not in the published journal');
    expect((await typed('--receipt', file('bad.txt', 'hello'))).code).toBe(1);
  });

  it('holds the journal against a checkpoint that was kept', async () => {
    const kept = file('kept.txt', story.notary.note(story.hashes, 20));
    expect((await typed(edition, '--held', kept)).code).toBe(0);
    const forked = file('forked.txt', story.notary.note([...story.hashes].reverse(), 20));
    const { code, out } = await typed(edition, '--held', forked);
    expect(code).toBe(1);
    expect(out).toContain('Fork: the checkpoint at 20 acts that you kept');
  });

  it('asks for the witnesses of a policy', async () => {
    const none = file('none.txt', '# Nobody need have seen it.\nquorum none\n');
    expect((await typed(edition, '--policy', none)).code).toBe(0);
    const key = 'w1.example+89d3dde6+BIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c';
    const one = file('one.txt', `witness university ${key}\nquorum university\n`);
    const { code, out } = await typed(edition, '--policy', one);
    expect(code).toBe(1);
    expect(out).toContain('the signatures that your policy asks for (seen by: nobody)');
    const broken = await typed(edition, '--policy', file('broken.txt', 'quorum university\n'));
    expect(broken.code).toBe(2);
    expect(broken.out).toContain('the policy cannot be read: line 1');
    expect((await typed(edition, '--policy', join(folder, 'gone.txt'))).code).toBe(2);
  });

  it('watches a journal from day to day', async () => {
    const address = `${host}/consultations/fr/here`;
    const kept = join(folder, 'watch.json');
    const first = await typed(address, '--monitor', kept);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain('First look');
    expect((await typed(address, '--monitor', kept)).code).toBe(0);
    const before = readFileSync(kept, 'utf8');
    const honest = site.get('log/checkpoint') as Uint8Array;
    site.set('log/checkpoint', new TextEncoder().encode(story.notary.note(story.hashes, 30)));
    const alarm = await typed(address, '--monitor', kept);
    site.set('log/checkpoint', honest);
    expect(alarm.code).toBe(1);
    expect(alarm.out).toContain('ALARM: acts were removed');
    // What was proved stays; the alarm is given again tomorrow.
    expect(readFileSync(kept, 'utf8')).toBe(before);
  });

  it('tells how far it is, and is silent when it is asked to be', async () => {
    expect((await typed(edition)).err).toMatch(/%/);
    expect((await typed(edition, '--quiet')).err).toBe('');
  });
});
