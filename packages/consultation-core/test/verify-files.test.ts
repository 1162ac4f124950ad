import { describe, expect, it, vi } from 'vitest';
import { type FindingCode, verify } from '../src/verify/index.ts';
import { dice, type Json, tell } from './edition.ts';
import { type FileMap, filesOf, listsOf, sourceOf, withSums } from './edition-files.ts';
import { contentOf, insertBallot, opened, other, resign, stranger } from './tampering/hands.ts';

// A machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const story = tell(21, { sealed: false, until: 'answer', acts: 60 });
const lists = listsOf(story);
const honest = () => filesOf(listsOf(story));
const codes = async (files: FileMap) =>
  Object.keys((await verify(sourceOf(files))).totals) as FindingCode[];
const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (files: FileMap, path: string) => new TextDecoder().decode(files.get(path));

/** Sums that fit whatever the files now are. */
const summed = (files: FileMap) => withSums(files, lists);

describe('files', () => {
  it.each([...honest().keys()])(
    'one bit of %s is seen, whichever it is',
    { timeout: 60_000 },
    async (path) => {
      const roll = dice(path.length);
      for (let time = 0; time < 6; time += 1) {
        const files = honest();
        const bytes = Uint8Array.from(files.get(path) as Uint8Array);
        // A list of nothing has no bit.
        if (bytes.length === 0) return;
        const place = roll.below(bytes.length);
        bytes[place] = (bytes[place] as number) ^ (1 << roll.below(8));
        files.set(path, bytes);
        const report = await verify(sourceOf(files));
        expect(report.verdict).not.toBe('ok');
        const about = report.findings.filter(({ check }) => check === 'files');
        // The list of files may be so broken that nothing can be looked for.
        if (path !== 'datapackage.json' && path !== 'SHA256SUMS') {
          expect(about.map(({ details }) => details.file)).toContain(path);
        }
      }
    }
  );

  it('a file that is gone is missed', async () => {
    for (const path of honest().keys()) {
      const files = honest();
      files.delete(path);
      const report = await verify(sourceOf(files));
      expect(report.verdict).not.toBe('ok');
      if (path !== 'datapackage.json' && path !== 'journal.ndjson') {
        expect(Object.keys(report.totals)).toContain('file-missing');
      }
    }
  });

  it('a file that no list names is not asked for, one that leads elsewhere is not opened', async () => {
    const files = honest();
    const manifest = JSON.parse(text(files, 'datapackage.json'));
    manifest.resources.push({ path: '../../etc/passwd', bytes: 1, hash: 'sha256:00' });
    files.set('datapackage.json', utf8(JSON.stringify(manifest)));
    files.set('SHA256SUMS', utf8(`${text(files, 'SHA256SUMS')}${'0'.repeat(64)}  /etc/passwd\n`));
    const asked: string[] = [];
    const source = sourceOf(files);
    const report = await verify({
      name: 'spy',
      open: (path) => {
        asked.push(path);
        return source.open(path);
      },
    });
    expect(report.totals['file-name']).toBe(2);
    expect(asked.filter((path) => path.includes('etc'))).toEqual([]);
  });

  it('a sum for another file, and a file without one', async () => {
    const files = honest();
    const sums = text(files, 'SHA256SUMS').split('\n');
    files.set('SHA256SUMS', utf8(sums.filter((line) => !line.endsWith('counts.csv')).join('\n')));
    expect(await codes(files)).toEqual(['file-unlisted']);
  });

  it('what is no text, no JSON, too deep or too long is a finding, not a crash', async () => {
    const odd = [
      utf8('{"entry":'),
      utf8('null\n[]\n"x"\n1\n'),
      Uint8Array.of(0xff, 0xfe, 0x00, 0x0a),
      utf8(`${'['.repeat(200_000)}\n`),
      utf8(`{"entry":{"at":1,"kind":{}},"content":{"a":"\\ud800"}}\n`),
      utf8(
        `{"entry":{"__proto__":1,"at":"2015-01-01T00:00:00.000Z","kind":"ballot"},"index":1e400}\n`
      ),
      utf8('\n\n\n'),
      utf8('\ufeff{}\n'),
    ];
    for (const path of honest().keys()) {
      for (const bytes of odd) {
        const files = honest();
        files.set(path, bytes);
        if (path !== 'datapackage.json' && path !== 'SHA256SUMS') summed(files);
        const report = await verify(sourceOf(files));
        expect(report.verdict).not.toBe('ok');
        expect(report.trouble ?? '').not.toMatch(/undefined|not a function|Cannot read prop/);
      }
    }
  }, 60_000);

  it('a network that fails in the middle is no finding', async () => {
    const source = sourceOf(honest());
    const report = await verify({
      name: 'broken',
      open: async (path) => {
        if (path !== 'counts.ndjson') return source.open(path);
        throw new Error('connection reset');
      },
    });
    expect(report).toMatchObject({ verdict: 'incomplete', trouble: 'connection reset' });
  });

  it('is the same whatever the pieces that files come in', async () => {
    const whole = await verify(sourceOf(honest(), 1 << 30));
    for (const piece of [1, 7, 4_096])
      expect(await verify(sourceOf(honest(), piece))).toEqual(whole);
  }, 60_000);
});

describe('tables for spreadsheets', () => {
  const changed = async (path: string, change: (rows: string[]) => string[]) => {
    const files = honest();
    files.set(path, utf8(change(text(files, path).split('\r\n')).join('\r\n')));
    return codes(summed(files));
  };

  it.each(['ballots', 'counts', 'activity', 'contributions', 'decisions', 'orders'])(
    '%s.csv',
    async (name) => {
      const path = `${name}.csv`;
      expect(await changed(path, (rows) => rows)).toEqual([]);
      expect(await changed(path, ([first = '', , ...rest]) => [first, ...rest])).toContain(
        'table-differs'
      );
      expect(
        await changed(path, (rows) => [...rows.slice(0, -1), rows[1] as string, ''])
      ).toContain('table-differs');
      expect(
        await changed(path, ([first = '', second = '', ...rest]) => [
          first,
          second.replace(/[a-z0-9]/, 'Z'),
          ...rest,
        ])
      ).toContain('table-differs');
      expect(await changed(path, (rows) => [...rows.slice(0, -1), '"open'])).toContain(
        'table-broken'
      );
    }
  );
});

describe('the manifest', () => {
  it('a list without its records is missed', async () => {
    for (const name of [
      'ballots',
      'counts',
      'activity',
      'contributions',
      'decisions',
      'versions',
      'orders',
    ] as const) {
      const found = await codes(filesOf({ ...listsOf(story), [name]: [] as Json[] }));
      expect(found.length).toBeGreaterThan(0);
    }
  });
});

describe('an hour with far more votes than the others', () => {
  it('is told by a rule with a version, and nothing is left out for it', async () => {
    const lists = listsOf(story);
    const roll = dice(5);
    const hoursOf = (target: unknown) => lists.activity.filter((one) => one.target === target);
    const line = opened(lists).find((one) => hoursOf(contentOf(one).target).length > 2) as Json;
    const { target } = contentOf(line);
    const hour = (line.entry as Json).at as string;
    const quiet = await verify(sourceOf(honest()));
    expect(quiet.remarks.map(({ code }) => code)).not.toContain('busy-hours');
    for (let n = 0; n < 150; n += 1) {
      const content = { act: 'cast', choice: other(lists, ''), target };
      insertBallot(lists, line.index as number, { ...content, voter: stranger(roll) }, roll);
    }
    resign(lists, story);
    const { remarks } = await verify(sourceOf(filesOf(lists)));
    const told = remarks.find(({ code }) => code === 'busy-hours')?.details;
    expect(told).toMatchObject({ rule: 'busy-hour@1', count: 1, target, hour });
    expect(told?.acts).toBeGreaterThan(150);
    expect(told?.usual).toBeLessThan(15);
  });
});
