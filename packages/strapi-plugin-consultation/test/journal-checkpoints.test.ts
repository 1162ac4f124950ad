import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { receiptCode } from 'consultation-core/log';
import { describe as inWords, verify } from 'consultation-core/verify';
import type { Knex } from 'knex';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { change, hide, send, view } from './support/amending.ts';
import { app, database } from './support/app.ts';
import { citizens } from './support/citizens.ts';
import { api, citizen, newKey, ok, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { data, journalOf, mirror, offline, signed, strangersLeaf } from './support/journal.ts';
import { argue, findings, made, overHttp } from './support/open-data.ts';

let tokens: string[];
beforeAll(async () => {
  knex = (await app()).strapi.db.connection;
  tokens = await citizens(30);
});

const vote = (place: Fixture, token: string | undefined, choice = 'for', target = 'article:art1') =>
  api('PUT', `/consultations/${place.slug}/ballots/${target}`, {
    token,
    body: { choice, key: newKey() },
  });
const votes = async (place: Fixture, count = 10) => {
  for (const token of tokens.slice(0, count)) await ok(vote(place, token));
};
let knex: Knex;
const table = (name: string) => knex(`consultation_${name}`);
const proposal = { kind: 'replace', block: 'p2', text: 'They do it within a month.' };
const anchorOf = (place: Fixture) =>
  path.join(inject('workspace'), 'open-data', place.id, 'checkpoint');

describe('a checkpoint', () => {
  it('vouches for every leaf, as a mirror sees that has the tiles alone', async () => {
    const place = await consultation();
    await votes(place);
    expect((await data(place, 'log/checkpoint')).status).toBe(404);
    const checkpoint = await signed(place);
    const { entries, checkpoint: seen } = await mirror(place);
    expect(seen.size).toBe(checkpoint.size);
    const kinds = entries.map((entry) => JSON.parse(entry.toString()).kind);
    expect(kinds[0]).toBe('journal-begun');
    expect(kinds.filter((kind) => kind === 'ballot')).toHaveLength(10);
    const opened = entries.find((entry) => entry.includes('consultation-opened'))?.toString();
    expect(JSON.parse(opened ?? '').data.software).toEqual({
      name: 'strapi-plugin-consultation',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    const view = await journalOf(place);
    expect(view).toMatchObject({ size: checkpoint.size, sealed: false, editions: [] });
    expect(view.checkpoint).toEqual(checkpoint);
    expect(view.order.commitment).toBe(
      JSON.parse(entries[0]?.toString() ?? '').data.order.commitment
    );
    const { service } = await app();
    expect(await service('journal').sign(place.id)).toEqual({ kind: 'current', checkpoint });
    expect(await service('journal').audit(place.id)).toEqual({
      kind: 'sound',
      size: checkpoint.size,
      checkpoints: 1,
    });
  });

  it('follows from the one before it, over the borders of tiles', async () => {
    const place = await consultation();
    const choices = ['for', 'mixed', 'against'];
    const sizes: number[] = [];
    for (let round = 0; round < 19; round += 1) {
      for (const token of tokens) await ok(vote(place, token, choices[round % 3]));
      if (round % 4 === 0 || round > 15) sizes.push((await signed(place)).size);
    }
    const last = await mirror(place);
    expect(last.checkpoint.size).toBeGreaterThan(512);
    const { service } = await app();
    const sound = await service('journal').audit(place.id);
    expect(sound).toMatchObject({ kind: 'sound', checkpoints: sizes.length });
    const lines = (await data(place, 'log/checkpoints.ndjson')).text.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).size)).toEqual(sizes);
    // Each leaf has its receipt, and each is proved by its file alone.
    for (const index of [0, 1, 255, 256, 257, 511, 512, last.checkpoint.size - 1]) {
      const code = receiptCode(index, strangersLeaf(last.entries[index] as Buffer));
      const act = await ok(api('GET', `/consultations/${place.slug}/journal/${code}`));
      expect(act).toMatchObject({ index, code, entry: last.entries[index]?.toString() });
      expect(Buffer.byteLength(act.proof)).toBeLessThan(3_000);
      expect(offline(act.proof, last.keys)).toMatchObject({ kind: 'included' });
      const forged = act.proof.replace(`index ${index}`, `index ${index === 0 ? 1 : index - 1}`);
      expect(offline(forged, last.keys)).toMatchObject({ kind: 'refused', reason: 'wrong-proof' });
    }
  });

  it('is made by one of many who try at once', async () => {
    const place = await consultation();
    await votes(place, 5);
    const { service } = await app();
    const done = await Promise.all(
      Array.from({ length: 6 }, () => service('journal').sign(place.id))
    );
    expect(done.filter(({ kind }) => kind === 'signed')).toHaveLength(1);
    expect(done.every(({ kind }) => ['signed', 'current', 'elsewhere'].includes(kind))).toBe(true);
    if (database === 'postgres') expect(done.some(({ kind }) => kind === 'elsewhere')).toBe(true);
    expect(await table('checkpoints').where({ consultation: place.id })).toHaveLength(1);
  });
});

describe('the code of a receipt', () => {
  it('finds its act, however it is written, and nothing else does', async () => {
    const place = await consultation();
    await ok(vote(place, tokens[0]));
    const before = await ok(vote(place, tokens[1], 'against'));
    expect(before.receipt.code).toMatch(/^\d+(?:-[0-9A-Z]{4}){4}$/);
    const find = (code: string) =>
      api('GET', `/consultations/${place.slug}/journal/${encodeURIComponent(code)}`);
    const waiting = await ok(find(before.receipt.code));
    expect(waiting).toMatchObject({ standing: 'counted', proof: null });
    expect(JSON.parse(waiting.opening.content)).toMatchObject({ act: 'cast', choice: 'against' });
    await signed(place);
    const found = await ok(find(before.receipt.code.toLowerCase()));
    const { keys } = await journalOf(place);
    expect(offline(found.proof, keys)).toMatchObject({ kind: 'included' });
    expect(found.proof).not.toContain('against');
    const after = await ok(vote(place, tokens[1], 'mixed'));
    expect((await ok(find(before.receipt.code))).standing).toBe('replaced');
    expect((await ok(find(after.receipt.code))).standing).toBe('counted');
    const gone = await ok(
      api('DELETE', `/consultations/${place.slug}/ballots/article:art1?key=${newKey()}`, {
        token: tokens[1],
      })
    );
    expect((await ok(find(gone.receipt.code))).standing).toBe('withdrawn');
    expect((await ok(find(after.receipt.code))).standing).toBe('replaced');
    const { index, code } = before.receipt;
    const others = [
      code.replace(/^\d+/, String(index - 1)),
      code.replace(/^\d+/, '999999'),
      `${index}-0000-0000-0000-0000`,
      'nothing',
    ];
    for (const other of others) expect((await find(other)).code).toBe('not-found');
    const elsewhere = await consultation();
    const reply = await api('GET', `/consultations/${elsewhere.slug}/journal/${code}`);
    expect(reply.code).toBe('not-found');
  });

  it('is there of one’s own contributions, for their author alone, and of their newest words', async () => {
    const place = await consultation();
    const ada = await citizen();
    const grace = await citizen('Grace');
    const made = await ok(send(place, ada, { proposal }));
    const again = await ok(change(place, ada, made.id, { proposal, title: 'Other title' }));
    expect(again.receipt.index).toBeGreaterThan(made.receipt.index);
    const target = `amendment:${made.id}`;
    const said = await argue(place, ada.token, target, 'It is late.');
    const account = await ok(api('GET', '/account', { token: ada.token }));
    expect(account.amendments[0].amendment.receipt).toEqual(again.receipt);
    expect(account.arguments[0].argument.receipt).toEqual(said.receipt);
    const seen = await view(place, made.id, grace.token);
    expect([seen.amendment.receipt, seen.arguments.against.items[0].receipt]).toEqual([
      undefined,
      undefined,
    ]);
    await signed(place);
    const act = await ok(api('GET', `/consultations/${place.slug}/journal/${again.receipt.code}`));
    expect(act.standing).toBe('no-ballot');
    expect(JSON.parse(act.opening.content).title).toBe('Other title');
    expect(offline(act.proof, (await journalOf(place)).keys)).toMatchObject({ kind: 'included' });
    await hide(place, made.id);
    const hidden = await ok(
      api('GET', `/consultations/${place.slug}/journal/${again.receipt.code}`)
    );
    expect(hidden.opening).toBeNull();
    expect(hidden.entry).not.toContain('Other title');
  });

  it('tells nothing of a sealed ballot before the close', async () => {
    const place = await consultation({ settings: { counts: 'at-close' } });
    const { receipt } = await ok(vote(place, tokens[0], 'against'));
    await signed(place);
    const find = () => ok(api('GET', `/consultations/${place.slug}/journal/${receipt.code}`));
    expect(await find()).toMatchObject({ standing: 'sealed', opening: null });
    await ok(staff('POST', `/consultations/${place.id}/state`, { body: { state: 'closed' } }));
    expect((await find()).standing).toBe('counted');
  });
});

describe('what was stored and is changed behind the journal', () => {
  async function journal() {
    const place = await consultation();
    await votes(place, 6);
    await signed(place);
    await votes(place, 8);
    const rows = await table('acts').where({ consultation: place.id }).orderBy('idx');
    return { place, rows };
  }
  const put = async (place: Fixture, idx: number, columns: object) =>
    table('acts').where({ consultation: place.id, idx }).update(columns);

  it('is named before anything new is signed', async () => {
    const { service } = await app();
    const { place, rows } = await journal();
    const { idx, content, entry } = rows[rows.length - 1];
    await put(place, idx, { content: content.replace('"cast"', '"cost"') });
    const done = await service('journal').sign(place.id);
    expect(done).toMatchObject({ kind: 'refused', fault: { code: 'leaf-changed', index: idx } });
    await put(place, idx, { content, entry: entry.replace('ballot', 'bellot') });
    expect(await service('journal').sign(place.id)).toMatchObject({
      fault: { code: 'leaf-changed', index: idx },
    });
    // Put back, signing goes on by itself.
    await put(place, idx, { content, entry });
    expect((await service('journal').sign(place.id)).kind).toBe('signed');
  });

  it('is found by an audit in every signed leaf, bit by bit', async () => {
    const { service } = await app();
    const place = await consultation();
    await votes(place, 3);
    await signed(place);
    const rows = await table('acts').where({ consultation: place.id }).orderBy('idx');
    let tried = 0;
    for (const { idx, entry } of rows) {
      const bytes = Buffer.from(entry);
      for (let bit = idx % 7; bit < bytes.length * 8; bit += 61) {
        // Text that a database keeps as it is.
        if ((bit & 7) > 4) continue;
        const changed = Buffer.from(bytes);
        const at = bit >> 3;
        changed[at] = (changed[at] as number) ^ (1 << (bit & 7));
        await put(place, idx, { entry: changed.toString() });
        expect(await service('journal').audit(place.id)).toMatchObject({ fault: { index: idx } });
        tried += 1;
      }
      await put(place, idx, { entry });
    }
    expect(tried).toBeGreaterThan(50);
    expect((await service('journal').audit(place.id)).kind).toBe('sound');
  });

  it('is found where the whole leaf was made anew, tiles and checkpoints too', async () => {
    const { service } = await app();
    const { place, rows } = await journal();
    await signed(place);
    const ballots = rows.filter(({ kind }: { kind: string }) => kind.startsWith('ballot'));
    const [one, other] = ballots;
    // A leaf that is sound in itself, in the place of another.
    const { entry, nonce, content, at } = other;
    await put(place, one.idx, { entry, nonce, content, at });
    expect(await service('journal').audit(place.id)).toMatchObject({
      fault: { code: 'leaf-changed', index: one.idx },
    });
    await put(place, one.idx, {
      entry: one.entry,
      nonce: one.nonce,
      content: one.content,
      at: one.at,
    });
    const tiles = table('tiles').where({ consultation: place.id, level: 0, n: 0 });
    const [{ hashes }] = await tiles.clone();
    const changed = Buffer.from(hashes, 'base64');
    changed[40] = (changed[40] as number) ^ 1;
    await tiles.clone().update({ hashes: changed.toString('base64') });
    expect(await service('journal').audit(place.id)).toMatchObject({
      fault: { code: 'tile-changed', index: 1 },
    });
    await votes(place, 2);
    await tiles.clone().update({ hashes });
    expect((await service('journal').audit(place.id)).kind).toBe('sound');
    const notes = table('checkpoints').where({ consultation: place.id });
    const [first] = await notes.clone().orderBy('size');
    await notes
      .clone()
      .where({ size: first.size })
      .update({ root: first.root.replace(/./, 'A') });
    expect(await service('journal').audit(place.id)).toMatchObject({
      fault: { code: 'checkpoint-changed' },
    });
  });

  it('stops writing and signing where leaves are gone', async () => {
    const { service } = await app();
    const { place, rows } = await journal();
    const { idx } = rows[rows.length - 2];
    const [row] = await table('acts').where({ consultation: place.id, idx });
    await table('acts').where({ consultation: place.id, idx }).delete();
    expect(await service('journal').sign(place.id)).toMatchObject({
      fault: { code: 'leaf-missing', index: idx },
    });
    expect((await vote(place, tokens[9])).status).toBe(503);
    await table('acts').insert(row);
    expect((await service('journal').sign(place.id)).kind).toBe('signed');
    await ok(vote(place, tokens[9]));
  });
});

describe('a backup that is older than what was published', () => {
  /** What a restored backup looks like: all rows of the journal as they were. */
  async function backup(place: Fixture) {
    const names = ['acts', 'logs', 'tiles', 'checkpoints', 'ballots', 'tallies'];
    const rows = new Map<string, object[]>();
    for (const name of names) {
      rows.set(name, await table(name).where({ consultation: place.id }));
    }
    return async () => {
      for (const name of names) {
        await table(name).where({ consultation: place.id }).delete();
        for (const row of rows.get(name) ?? []) await table(name).insert(row);
      }
    };
  }

  it('stops writing and signing, says what to do, and goes on with the gap in the journal', async () => {
    const { service } = await app();
    const place = await consultation();
    await votes(place, 3);
    await signed(place);
    const restore = await backup(place);
    await votes(place, 9);
    const lost = await signed(place);
    await restore();
    await service('journal').check(place.id);
    const refused = await vote(place, tokens[20]);
    expect([refused.status, refused.code]).toEqual([503, 'service-unavailable']);
    const done = await service('journal').sign(place.id);
    expect(done).toMatchObject({ kind: 'refused', fault: { code: 'shorter-than-published' } });
    const state = await ok(staff('GET', `/consultations/${place.id}/journal`));
    expect(state.halted).toContain('continue the journal explicitly');
    const view = await ok(
      staff('POST', `/consultations/${place.id}/journal/continuation`, { body: {} })
    );
    expect(view.halted).toBeNull();
    await ok(vote(place, tokens[20]));
    await service('journal').sign(place.id);
    const { entries } = await mirror(place);
    const gap = entries
      .map((entry) => JSON.parse(entry.toString()))
      .find(({ kind }) => kind === 'journal-continued');
    expect(gap.data).toEqual({ from: gap.data.from, lost: lost.size, root: lost.root });
    expect(gap.data.from).toBeLessThan(lost.size);
    expect((await service('journal').audit(place.id)).kind).toBe('sound');
    // Nothing to continue any more.
    const again = await staff('POST', `/consultations/${place.id}/journal/continuation`, {
      body: {},
    });
    expect(again.code).toBe('status-forbids');
  });

  it('is told to whoever has the receipt of one of five hundred acts that it lost', async () => {
    const { service } = await app();
    const place = await consultation();
    await votes(place, 3);
    await signed(place);
    const restore = await backup(place);
    const proofs: string[] = [];
    let size = 0;
    const proofOf = async ({ receipt }: { receipt: { code: string } }) =>
      (await ok(api('GET', `/consultations/${place.slug}/journal/${receipt.code}`))).proof;
    const choices = ['against', 'mixed', 'for'];
    const lost: { receipt: { code: string } }[] = [];
    for (let round = 0; lost.length < 500; round += 1) {
      const choice = choices[round % 3];
      lost.push(...(await Promise.all(tokens.map((token) => ok(vote(place, token, choice))))));
      // Signed on the way too: who has such a receipt holds no root that the gap names.
      if (round === 7) size = (await signed(place)).size;
      if (round === 7) proofs.push(await proofOf(lost[20] as (typeof lost)[number]));
    }
    const last = await signed(place);
    expect(last.size - size).toBeGreaterThan(200);
    proofs.push(
      await proofOf(lost[20] as (typeof lost)[number]),
      await proofOf(lost.at(-1) as never)
    );
    const kept = receiptCode(0, strangersLeaf((await mirror(place)).entries[0] as Buffer));
    const keptProof = await proofOf({ receipt: { code: kept } });

    await restore();
    await service('journal').check(place.id);
    const { kind, fault } = (await service('journal').sign(place.id)) as {
      kind: string;
      fault?: { message: string };
    };
    expect([kind, fault?.message]).toEqual([
      'refused',
      expect.stringContaining('continue the journal explicitly'),
    ]);
    await service('journal').continue(place.id);
    for (let round = 0; round < 3; round += 1) {
      for (const token of tokens) await ok(vote(place, token, choices[round]));
    }
    await made(place);
    expect(await findings(place)).toEqual([]);
    const report = await verify(overHttp(place), { receipts: [...proofs, keptProof] });
    expect(report.totals).toEqual({ 'receipt-lost': 3 });
    expect(report.receipts.map(({ proof, inJournal }) => [proof, inJournal])).toEqual([
      ['proved', false],
      ['proved', false],
      ['proved', null],
      ['proved', true],
    ]);
    expect(report.remarks.find(({ code }) => code === 'journal-continued')?.details.lost).toBe(
      last.size
    );
    expect(inWords(report, 'en').findings[0]?.text).toMatch(/^Acknowledged but lost/);

    // Whoever voted since that edition was made holds what the journal of today extends.
    const since = await ok(vote(place, tokens[0], 'against'));
    await signed(place);
    const fresh = await verify(overHttp(place), { receipts: [await proofOf(since)] });
    expect([fresh.totals, fresh.receipts[0]?.inJournal]).toEqual([{}, null]);
  });

  it('is noticed when it has grown beyond what was lost', async () => {
    const { service } = await app();
    const place = await consultation();
    await votes(place, 2);
    await signed(place);
    const restore = await backup(place);
    await votes(place, 5);
    await signed(place);
    await restore();
    // Written before anybody looked: longer than what was published, and another history.
    await votes(place, 12);
    const done = await service('journal').sign(place.id);
    expect(done).toMatchObject({ kind: 'refused', fault: { code: 'forked' } });
    expect((await vote(place, tokens[20])).status).toBe(503);
  });

  it('is not suspected where the data folder is older, gone or not ours', async () => {
    const { service } = await app();
    const place = await consultation();
    await votes(place, 2);
    await signed(place);
    const older = await readFile(anchorOf(place), 'utf8');
    await votes(place, 4);
    await signed(place);
    let voter = 10;
    for (const text of [older, 'nonsense', older.replace(/^\d+$/m, '99999')]) {
      await writeFile(anchorOf(place), text);
      await service('journal').check(place.id);
      voter += 1;
      await ok(vote(place, tokens[voter]));
      expect((await service('journal').sign(place.id)).kind).toBe('signed');
    }
    await rm(anchorOf(place));
    await ok(vote(place, tokens[12], 'mixed'));
    await signed(place);
    expect(await readFile(anchorOf(place), 'utf8')).toContain(place.id);
  });
});

describe('the keys', () => {
  it('change hands in public: the next checkpoint has both signatures, those after it the new one', async () => {
    const place = await consultation();
    await votes(place, 2);
    const first = await signed(place);
    const before = (await journalOf(place)).keys;
    await ok(staff('POST', `/consultations/${place.id}/journal/keys`, { body: {} }));
    const { keys } = await journalOf(place);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(before[0]);
    const signatures = (note: string) => note.split('\n').filter((line) => line.startsWith('— '));
    const second = await signed(place);
    expect([signatures(first.note).length, signatures(second.note).length]).toEqual([1, 2]);
    await votes(place, 4);
    const third = await signed(place);
    expect(signatures(third.note)).toHaveLength(1);
    // Behind the name: the first sign of base 64 that is not of the key's id alone.
    const idEnd = `— ${keys[1].split('+')[0]} `.length + 5;
    const [now] = signatures(third.note);
    expect(signatures(second.note)[1]?.slice(0, idEnd)).toBe(now?.slice(0, idEnd));
    const { service } = await app();
    expect(await service('journal').audit(place.id)).toMatchObject({
      kind: 'sound',
      checkpoints: 3,
    });
    await mirror(place);
  });
});
