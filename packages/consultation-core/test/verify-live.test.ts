import { describe, expect, it, vi } from 'vitest';
import {
  entryText,
  inclusionProof,
  nodeHash,
  receiptCode,
  receiptFile,
  rootOf,
} from '../src/log/index.ts';
import { monitor, verify, verifyReceipts } from '../src/verify/index.ts';
import { dice, type Story, tell } from './edition.ts';
import { type FileMap, filesOf, listsOf, siteOf, sourceOf } from './edition-files.ts';
import { makeNotary } from './edition-notary.ts';
import { hashesOf, recommit, resign } from './tampering/hands.ts';

// A machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The same consultation, when it had fewer leaves: an edition of then, a site of now. */
function thenAndNow(seed: number, options = {}) {
  const now = tell(seed, { acts: 700, sealed: false, until: 'open', rotates: true, ...options });
  return { now, site: siteOf(filesOf(listsOf(now)), 'now', now) };
}

/** Hash of a perfect subtree, the slow way. */
const hashAt =
  (hashes: readonly Uint8Array[]) =>
  (level: number, index: number): Uint8Array => {
    let row = hashes.slice(index * 2 ** level, (index + 1) * 2 ** level);
    while (row.length > 1) {
      row = Array.from({ length: row.length / 2 }, (_, pair) =>
        nodeHash(row[pair * 2] as Uint8Array, row[pair * 2 + 1] as Uint8Array)
      );
    }
    return row[0] as Uint8Array;
  };

function receiptOf(story: Story, index: number, size = story.hashes.length): string {
  const { hashes, leaves, notary, origin } = story;
  return receiptFile({
    origin,
    entry: entryText(leaves[index]?.entry as never),
    index,
    proof: inclusionProof(index, size, hashAt(hashes.slice(0, size))),
    checkpoint: notary.note(hashes, size),
  });
}

/** Leaves that come after an edition: a story that is the same up to there. */
function grown(story: Story, more: number): Story {
  const hashes = [...story.hashes];
  const leaves = [...story.leaves];
  for (let n = 0; n < more; n += 1) {
    leaves.push(leaves[1] as (typeof leaves)[number]);
    hashes.push(hashes[1] as Uint8Array);
  }
  const checkpoints = [...story.notary.checkpoints];
  const notary = { ...story.notary, checkpoints };
  checkpoints.push({ at: story.at, size: hashes.length, note: story.notary.note(hashes) });
  return { ...story, hashes, leaves, notary };
}

describe('the live journal', () => {
  it('extends the edition, whatever the sizes', async () => {
    for (const [acts, more] of [
      [20, 0],
      [20, 1],
      [260, 300],
      [600, 1_000],
    ] as const) {
      const { now } = thenAndNow(31, { acts });
      const site = siteOf(filesOf(listsOf(now)), 'now', grown(now, more));
      const report = await verify(sourceOf(site));
      expect(report.findings).toEqual([]);
      expect(report.verdict).toBe('ok');
      expect(report.checks.find(({ name }) => name === 'live')?.kind).toBe('passed');
    }
  });

  it('takes the edition that is asked for', async () => {
    const { site } = thenAndNow(31, { acts: 10 });
    expect((await verify(sourceOf(site), { edition: 'now' })).verdict).toBe('ok');
    expect((await verify(sourceOf(site), { edition: 'other' })).verdict).toBe('incomplete');
  });

  const tampered: readonly (readonly [string, string, (site: FileMap, now: Story) => void])[] = [
    [
      'shorter',
      'live-shorter',
      (site, now) => {
        site.set('log/checkpoint', utf8(now.notary.note(now.hashes, now.hashes.length - 3)));
      },
    ],
    [
      'forked at the same size',
      'live-forked',
      (site, now) => {
        site.set('log/checkpoint', utf8(now.notary.note([...now.hashes].reverse())));
      },
    ],
    [
      'signed with another key',
      'live-signature',
      (site, now) => {
        site.set('log/checkpoint', utf8(makeNotary(now.origin, 'stranger').note(now.hashes)));
      },
    ],
    ['no checkpoint', 'live-broken', (site) => site.set('log/checkpoint', utf8('nothing\n'))],
    ['not there', 'live-broken', (site) => site.delete('log/checkpoint')],
    [
      'of another origin',
      'live-broken',
      (site, now) => {
        site.set('log/checkpoint', utf8(makeNotary('example.org/other', 1).note(now.hashes)));
      },
    ],
    ['other keys', 'live-keys', (site) => site.set('log/keys.json', utf8('{"keys":[]}'))],
    [
      'another sum in the list of editions',
      'listing-differs',
      (site) => {
        const list = JSON.parse(new TextDecoder().decode(site.get('editions.json')));
        list[0].files[0].sha256 = '0'.repeat(64);
        site.set('editions.json', utf8(JSON.stringify(list)));
      },
    ],
  ];
  it.each(tampered)('%s: %s', async (_, code, change) => {
    const { now, site } = thenAndNow(32, { acts: 100 });
    change(site, now);
    expect(Object.keys((await verify(sourceOf(site))).totals)).toEqual([code]);
  });

  it('a past that was rewritten under a longer journal is a fork', async () => {
    const { now } = thenAndNow(33, { acts: 300 });
    const other = grown({ ...now, hashes: now.hashes.toSpliced(5, 1, new Uint8Array(32)) }, 40);
    const site = siteOf(filesOf(listsOf(now)), 'now', other);
    expect(Object.keys((await verify(sourceOf(site))).totals)).toEqual(['live-forked']);
  });
});

describe('an operator that writes everything anew, and signs it', () => {
  /** Nothing in it contradicts anything else: only who kept something sees it. */
  function rewritten(story: Story) {
    const lists = listsOf(story);
    const line = lists.journal.findLast(
      ({ content }) => (content as { act?: string } | undefined)?.act === 'cast'
    ) as Record<string, unknown>;
    const content = line.content as { target: string; voter: string };
    const stranger = dice(9).bytes(16);
    const voter = Buffer.from(stranger).toString('hex');
    recommit(line, { ...content, voter }, dice(8));
    for (const one of lists.ballots) {
      if (one.target === content.target && one.voter === content.voter) one.voter = voter;
    }
    lists.ballots.sort((a, b) => (`${a.target} ${a.voter}` < `${b.target} ${b.voter}` ? -1 : 1));
    resign(lists, story);
    return { lists, index: line.index as number };
  }
  const story = tell(41, { sealed: false, until: 'close', acts: 150, rotates: false });

  it('is not seen from its own files', async () => {
    const { lists, index } = rewritten(story);
    const later = story.leaves
      .slice(index + 1)
      .some(({ content }) => content?.voter === story.leaves[index]?.content?.voter);
    expect(later).toBe(false);
    expect((await verify(sourceOf(filesOf(lists)))).findings).toEqual([]);
  });

  it('is seen by whoever kept a checkpoint', async () => {
    const { lists } = rewritten(story);
    const kept = story.notary.note(story.hashes);
    const report = await verify(sourceOf(filesOf(lists)), { held: [kept] });
    expect(Object.keys(report.totals)).toEqual(['held-forked']);
    const honest = await verify(sourceOf(filesOf(listsOf(story))), { held: [kept] });
    expect(honest.findings).toEqual([]);
  });

  it('is seen when two people are shown two histories, and each gives the other a receipt', async () => {
    const shown = rewritten(story).lists;
    const leaves = shown.journal.map(({ entry, content }) => ({ entry, content })) as never;
    const second: Story = { ...story, leaves, hashes: hashesOf(shown) };
    const histories = [
      { files: filesOf(listsOf(story)), receipt: receiptOf(story, 2) },
      { files: filesOf(shown), receipt: receiptOf(second, 2) },
    ] as const;
    // The same act in both, and both receipts proved: nobody sees it alone.
    expect(second.hashes[2]).toEqual(story.hashes[2]);
    for (const [place, { files, receipt }] of histories.entries()) {
      const alone = await verify(sourceOf(files), { receipts: [receipt] });
      expect([alone.verdict, alone.receipts[0]?.proof]).toEqual(['ok', 'proved']);
      const others = histories[1 - place]?.receipt as string;
      const together = await verify(sourceOf(files), { receipts: [receipt, others] });
      expect(together.totals).toEqual({ 'receipt-forked': 1 });
      expect(together.receipts.map(({ proof }) => proof)).toEqual(['proved', 'proved']);
    }
  });

  it('is seen by whoever holds a receipt, of that ballot or of another', async () => {
    const { lists, index } = rewritten(story);
    const source = sourceOf(filesOf(lists));
    const own = await verify(source, { receipts: [receiptOf(story, index)] });
    expect(Object.keys(own.totals).sort()).toEqual(['receipt-forked', 'receipt-not-in-journal']);
    const others = await verify(source, { receipts: [receiptOf(story, 1)] });
    expect(Object.keys(others.totals)).toEqual(['receipt-forked']);
    const code = receiptCode(index, story.hashes[index] as Uint8Array);
    const coded = await verify(source, { receipts: [code] });
    expect(Object.keys(coded.totals)).toEqual(['receipt-not-in-journal']);
  });

  it('is seen by who knows the key, where another one signs', async () => {
    const report = await verify(sourceOf(filesOf(listsOf(story))), {
      key: makeNotary(story.origin, 'x').keys()[0] as string,
    });
    expect(Object.keys(report.totals)).toEqual(['key-unexpected']);
  });

  it('a checkpoint of more than is published was cut off', async () => {
    const longer = grown(story, 5);
    const kept = longer.notary.note(longer.hashes);
    const report = await verify(sourceOf(filesOf(listsOf(story))), { held: [kept, 'nonsense'] });
    expect(Object.keys(report.totals).sort()).toEqual(['held-beyond', 'held-broken']);
    // Online, where the journal has gone on, it is proved.
    const site = siteOf(filesOf(listsOf(story)), 'now', grown(story, 9));
    expect((await verify(sourceOf(site), { held: [kept] })).findings).toEqual([]);
  });
});

describe('receipts', () => {
  it('say what became of each act', async () => {
    const story = tell(51, { sealed: false, until: 'answer', acts: 250 });
    const current = new Map(
      [...story.boxes.values()].map((box) => [`${box.target} ${box.voter}`, box])
    );
    const lists = listsOf(story);
    const indexes = story.leaves.flatMap(({ entry }, index) =>
      entry.kind === 'ballot' ? [index] : []
    );
    const report = await verify(sourceOf(filesOf(lists)), {
      receipts: indexes.map((index) => receiptOf(story, index)),
    });
    expect(report.findings).toEqual([]);
    const last = new Map<string, number>();
    for (const index of indexes) {
      const { target, voter } = story.leaves[index]?.content ?? {};
      last.set(`${target} ${voter}`, index);
    }
    expect(report.receipts.length).toBe(indexes.length);
    for (const { index, fate, proof, inJournal, code } of report.receipts) {
      const { target, voter, act } = story.leaves[index]?.content ?? {};
      const key = `${target} ${voter}`;
      const expected =
        last.get(key) !== index ? 'replaced' : act === 'withdrawn' ? 'withdrawn' : 'counted';
      expect({ index, fate, proof, inJournal }).toEqual({
        index,
        fate: expected,
        proof: 'proved',
        inJournal: true,
      });
      expect(code).toBe(receiptCode(index, story.hashes[index] as Uint8Array));
      if (fate === 'counted') expect(current.has(key)).toBe(true);
    }
    expect(new Set(report.receipts.map(({ fate }) => fate))).toEqual(
      new Set(['counted', 'replaced', 'withdrawn'])
    );
  });

  it('say nothing of sealed ballots, and what became of contributions', async () => {
    const story = tell(52, { sealed: true, until: 'open', acts: 300 });
    const sealed = story.leaves.findIndex(({ entry }) => entry.kind === 'ballot');
    const of = (hidden: boolean) => {
      const found = [...story.contributions].find(
        ([, item]) =>
          (item.hidden !== null) === hidden && !story.erased.has(`${item.type}:${item.id}`)
      )?.[0];
      return story.leaves.findIndex(({ entry }) => entry.subject === found);
    };
    const { receipts } = await verify(sourceOf(filesOf(listsOf(story))), {
      receipts: [sealed, of(true), of(false), 0].map((index) => receiptOf(story, index)),
    });
    expect(receipts.map(({ fate }) => fate)).toEqual(['sealed', 'hidden', 'public', 'recorded']);
  });

  it('prove by themselves, with the key, that they are in a journal', async () => {
    const story = tell(53, { acts: 40, rotates: false });
    const file = receiptOf(story, 7);
    const key = story.notary.keys()[0] as string;
    expect((await verifyReceipts({ receipts: [file], key })).receipts[0]?.proof).toBe('proved');
    expect((await verifyReceipts({ receipts: [file] })).receipts[0]?.proof).toBe('unsigned');
    const forged = file.replace(/index 7/, 'index 8');
    expect((await verifyReceipts({ receipts: [forged], key })).totals).toEqual({
      'receipt-refused': 1,
    });
    expect((await verifyReceipts({ receipts: ['hello'] })).totals).toEqual({ 'receipt-broken': 1 });
    const other = makeNotary(story.origin, 'x').keys()[0] as string;
    expect((await verifyReceipts({ receipts: [file], key: other })).verdict).toBe('findings');
  });
});

describe('a monitor', () => {
  const story = tell(61, { acts: 120, rotates: false, until: 'open' });
  const site = (one: Story) => sourceOf(siteOf(new Map(), 'none', one));
  const first = async () => {
    const seen = await monitor(site(story), null);
    if (seen.kind !== 'extended') throw new Error(seen.kind);
    return seen;
  };

  it('keeps what it saw first, and sees the journal grow', async () => {
    const { watch, from } = await first();
    expect(from).toBeNull();
    const again = await monitor(site(grown(story, 700)), watch);
    expect(again).toMatchObject({
      kind: 'extended',
      from: story.hashes.length,
      to: story.hashes.length + 700,
    });
  });

  it('sees acts removed, another past, and another key', async () => {
    const { watch } = await first();
    const shorter = {
      ...story,
      hashes: story.hashes.slice(0, -4),
      leaves: story.leaves.slice(0, -4),
    };
    const signed = (one: Story, notary = story.notary) => ({
      ...one,
      notary: {
        ...notary,
        checkpoints: [{ at: one.at, size: one.hashes.length, note: notary.note(one.hashes) }],
      },
    });
    expect((await monitor(site(signed(shorter)), watch)).kind).toBe('removed');
    const forked = { ...story, hashes: story.hashes.toSpliced(3, 1, new Uint8Array(32)) };
    expect((await monitor(site(grown(forked, 300)), watch)).kind).toBe('forked');
    expect((await monitor(site(signed(forked)), watch)).kind).toBe('forked');
    expect((await monitor(site(signed(story, makeNotary(story.origin, 'x'))), watch)).kind).toBe(
      'signature'
    );
    expect((await monitor(sourceOf(new Map()), watch)).kind).toBe('unreadable');
    expect((await monitor(site(story), { ...watch, note: '' })).kind).toBe('unreadable');
  });

  it('follows a key that the journal names, and no other', async () => {
    const turned = tell(62, { acts: 300, rotates: true, until: 'open' });
    const rotation = turned.leaves.findIndex(({ entry }) => entry.kind === 'key-rotated');
    const size = rotation - 1;
    const before = {
      ...turned,
      hashes: turned.hashes.slice(0, size),
      leaves: turned.leaves.slice(0, size),
    };
    const note = turned.notary.note(before.hashes);
    const seen = await monitor(
      site({ ...before, notary: { ...turned.notary, checkpoints: [{ at: '', size, note }] } }),
      null,
      {
        key: turned.notary.keys()[0] as string,
      }
    );
    if (seen.kind !== 'extended') throw new Error(seen.kind);
    const next = await monitor(site(turned), seen.watch);
    expect(next).toMatchObject({
      kind: 'extended',
      to: turned.hashes.length,
      watch: { key: turned.notary.keys()[1] },
    });
  });

  it('agrees with the roots of the leaves', () => {
    expect(hashesOf(listsOf(story)).map((hash) => Buffer.from(hash).toString('hex'))).toEqual(
      story.hashes.map((hash) => Buffer.from(hash).toString('hex'))
    );
    expect(rootOf(story.hashes).length).toBe(32);
  });
});
