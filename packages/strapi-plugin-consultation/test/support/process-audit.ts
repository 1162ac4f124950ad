import { createHash } from 'node:crypto';
import {
  canonicalJson,
  codeFits,
  commitment,
  emptyFrontier,
  leafHash,
  openNote,
  parseCheckpoint,
  parseReceiptCode,
  parseVerifierKey,
  toBase64,
  treeBuilder,
} from 'consultation-core/log';
import type { Server } from './process.ts';

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
const utf8 = (text: string) => new TextEncoder().encode(text);

export interface Leaf {
  readonly index: number;
  readonly kind: string;
  readonly at: string;
  readonly subject: string;
  readonly hash: Uint8Array;
  // biome-ignore lint/suspicious/noExplicitAny: data of every kind of act
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: content of every kind of act
  readonly content: any;
}
export interface Audit {
  /** What is not as it must be, in words; empty when all is well. */
  readonly findings: readonly string[];
  readonly leaves: readonly Leaf[];
  readonly ballots: ReadonlyMap<string, string>;
  readonly checkpoints: number;
}
interface Row {
  readonly [column: string]: string;
}

function readLeaf(row: Row, index: number, report: (finding: string) => void): Leaf {
  const say = (what: string) => report(`leaf ${index}: ${what}`);
  if (Number(row.idx) !== index) say(`has the place ${row.idx}`);
  const text = row.entry ?? '';
  const entry = JSON.parse(text);
  if (canonicalJson(entry) !== text) say('its bytes are not canonical');
  let content = null;
  if (entry.commitment !== undefined) {
    content = JSON.parse(row.content ?? 'null');
    const nonce = Buffer.from(row.nonce ?? '', 'base64url');
    if (nonce.length !== 32) say('has no nonce of 32 bytes');
    else if (commitment(nonce, content, sha256) !== entry.commitment) say('does not open');
  }
  return {
    index,
    kind: entry.kind,
    at: entry.at,
    subject: entry.subject ?? '',
    hash: leafHash(utf8(text), sha256),
    data: entry.data,
    content,
  };
}

const seatOf = (target: string, voter: string) => `${target} ${voter}`;

/** What the acts on ballots make of an empty box. An act that does not fit what was before is reported. */
function foldBallots(leaves: readonly Leaf[], report: (finding: string) => void) {
  const box = new Map<string, string>();
  const last = new Map<string, number>();
  for (const { kind, content, index } of leaves) {
    if (kind !== 'ballot') continue;
    const { act, choice, target, voter } = content;
    const seat = seatOf(target, voter);
    const before = box.get(seat);
    if ((act === 'cast') !== (before === undefined)) {
      report(`leaf ${index}: ${act} where the box had ${before ?? 'nothing'}`);
    }
    last.set(seat, index);
    if (act === 'withdrawn') box.delete(seat);
    else box.set(seat, choice);
  }
  return { box, last };
}

/**
 * Reads the whole journal of a consultation and all its tables through one process, and compares everything with
 * everything: places, bytes, commitments, the box with the fold of the journal, each counter with a recount, each
 * checkpoint with the root of the leaves.
 */
export async function audit(server: Server, consultation: string): Promise<Audit> {
  const state = async () => {
    const [log] = await server.ask('rows', 'consultation_logs', { consultation });
    return JSON.stringify([log?.size, log?.signed]);
  };
  // A server notes phases and signs by itself: what was read on both sides of that is read again.
  for (;;) {
    const before = await state();
    const done = await auditOnce(server, consultation);
    if ((await state()) === before) return done;
  }
}

async function auditOnce(server: Server, consultation: string): Promise<Audit> {
  const findings: string[] = [];
  const report = (finding: string) => {
    if (findings.length < 50) findings.push(finding);
  };
  const rows = (name: string): Promise<Row[]> =>
    server.ask('rows', `consultation_${name}`, { consultation });
  const [log] = await rows('logs');
  const acts = (await rows('acts')).filter(({ idx }) => idx !== null && idx !== undefined);
  acts.sort((a, b) => Number(a.idx) - Number(b.idx));
  const leaves = acts.map((row, index) => readLeaf(row, index, report));
  if (log === undefined) report('there is no journal');
  else {
    if (Number(log.size) !== leaves.length) report(`size ${log.size}, ${leaves.length} leaves`);
    if (leaves[0]?.kind !== 'journal-begun') report('leaf 0 does not begin the journal');
  }
  // Ballots say the hour only, so that an act can be followed by an earlier instant within it.
  let latest = '';
  for (const { at, index, kind } of leaves) {
    const from = kind === 'ballot' ? latest.slice(0, 13) : latest;
    if (at.slice(0, from.length) < from) report(`leaf ${index}: its time goes back`);
    if (kind !== 'ballot' && at > latest) latest = at;
  }

  const { box, last } = foldBallots(leaves, report);
  const ballots = new Map<string, string>();
  const counted = new Map<string, number>();
  for (const { target = '', voter = '', choice = '', idx } of await rows('ballots')) {
    const pseudonyms = leaves[Number(idx)]?.content?.voter;
    const seat = seatOf(target, pseudonyms ?? voter);
    ballots.set(seat, choice);
    if (last.get(seat) !== Number(idx)) report(`the ballot ${seat} names the leaf ${idx}`);
    const count = `${target} ${choice}`;
    counted.set(count, (counted.get(count) ?? 0) + 1);
  }
  for (const seat of new Set([...box.keys(), ...ballots.keys()])) {
    if (box.get(seat) !== ballots.get(seat)) {
      report(`${seat}: the journal says ${box.get(seat)}, the box ${ballots.get(seat)}`);
    }
  }
  const tallies = new Map(
    (await rows('tallies'))
      .filter(({ count }) => Number(count) !== 0)
      .map(({ target, choice, count }) => [`${target} ${choice}`, Number(count)])
  );
  for (const name of new Set([...tallies.keys(), ...counted.keys()])) {
    if (tallies.get(name) !== counted.get(name)) {
      report(`${name}: counter ${tallies.get(name)}, recounted ${counted.get(name)}`);
    }
  }
  const recounted = await server.ask('call', 'ballot', 'recount', consultation);
  for (const { target, choice, count } of recounted) {
    if (counted.get(`${target} ${choice}`) !== count) report(`recount says ${count} of ${target}`);
  }
  const slots = new Map<string, number>();
  const slotOf = ({ kind, at = '' }: Row) => `${kind} ${at.slice(0, 15)}`;
  for (const row of acts) slots.set(slotOf(row), (slots.get(slotOf(row)) ?? 0) + 1);
  for (const { kind, slot, count } of await rows('act_counts')) {
    const there = slots.get(`${kind} ${slot}`) ?? 0;
    if (Number(count) !== there) report(`${kind} at ${slot}: ${count} counted, ${there} there`);
    slots.delete(`${kind} ${slot}`);
  }
  for (const name of slots.keys()) report(`${name}: nothing counted`);
  await auditPeople(server, consultation, leaves, report);
  const checkpoints = auditCheckpoints(await rows('checkpoints'), leaves, report);
  return { findings, leaves, ballots, checkpoints };
}

/** Participants and numbers of amendments are counted once each, without gaps. */
async function auditPeople(
  server: Server,
  consultation: string,
  leaves: readonly Leaf[],
  report: (finding: string) => void
): Promise<void> {
  const rows = (name: string): Promise<Row[]> =>
    server.ask('rows', `consultation_${name}`, { consultation });
  const counters = new Map(
    (await rows('counters')).map(({ name, count }) => [name, Number(count)])
  );
  const participants = await rows('participants');
  if ((counters.get('participants') ?? 0) !== participants.length) {
    report(`participants: ${counters.get('participants')} counted, ${participants.length} known`);
  }
  const amendments = (await rows('amendments')).filter(({ number }) => number !== null);
  const numbers = amendments.map(({ number }) => Number(number)).sort((a, b) => a - b);
  if (numbers.some((number, index) => number !== index + 1)) {
    report(`amendments are numbered ${numbers.join()}`);
  }
  if ((counters.get('amendments') ?? 0) !== numbers.length) {
    report(`amendments: ${counters.get('amendments')} counted, ${numbers.length} there`);
  }
  const submitted = leaves.filter(({ kind }) => kind === 'amendment-submitted');
  const subjects = new Set(submitted.map(({ subject }) => subject));
  if (subjects.size !== submitted.length || submitted.length !== numbers.length) {
    report(`${numbers.length} amendments, ${submitted.length} leaves of their submission`);
  }
  const said = leaves.filter(({ kind }) => kind === 'argument-published').length;
  const there = (await rows('arguments')).length;
  if (said !== there) report(`${there} arguments, ${said} leaves of theirs`);
}

/** Each checkpoint is of the root of the leaves that it counts, signed by the key that the journal begins with. */
function auditCheckpoints(
  rows: readonly Row[],
  leaves: readonly Leaf[],
  report: (finding: string) => void
): number {
  const begun = leaves[0]?.data;
  if (begun === undefined) return 0;
  const verifier = parseVerifierKey(begun.key ?? '');
  if (verifier === null) report('leaf 0 names no key');
  const tree = treeBuilder(emptyFrontier, sha256);
  const sorted = [...rows].sort((a, b) => Number(a.size) - Number(b.size));
  for (const { size, root, note = '' } of sorted) {
    const say = (what: string) => report(`checkpoint of ${size} leaves: ${what}`);
    const opened = openNote(note, verifier === null ? [] : [verifier]);
    if (opened.kind !== 'signed') {
      say(`its signature is refused: ${opened.reason}`);
      continue;
    }
    const checkpoint = parseCheckpoint(opened.text);
    if (checkpoint?.origin !== begun.origin) say(`is of ${checkpoint?.origin}`);
    if (checkpoint === null || checkpoint.size !== Number(size)) {
      say(`says ${checkpoint?.size}`);
      continue;
    }
    while (tree.size() < checkpoint.size) {
      const leaf = leaves[tree.size()];
      if (leaf === undefined) break;
      tree.append(leaf.hash);
    }
    if (tree.size() !== checkpoint.size) {
      say(`there are ${leaves.length}`);
      continue;
    }
    const computed = toBase64(tree.root());
    if (computed !== root || computed !== toBase64(checkpoint.root)) say('has another root');
  }
  return rows.length;
}

/** Whether the leaf that a receipt names is the one of the act it was given for; a finding in words otherwise. */
export function receiptFault(code: unknown, leaves: readonly Leaf[]): string | null {
  const parsed = typeof code === 'string' ? parseReceiptCode(code) : null;
  if (parsed === null) return `${code} is no code of a receipt`;
  const leaf = leaves[parsed.index];
  if (leaf === undefined) return `${code}: there is no such leaf`;
  return codeFits(parsed.code, parsed.index, leaf.hash) ? null : `${code} does not fit its leaf`;
}
