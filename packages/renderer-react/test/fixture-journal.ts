/** The journal of a consultation in memory: real leaves, real commitments, real proofs, signed with a key for tests. */
import { createHash } from 'node:crypto';
import { isPublic } from 'consultation-core/amendment';
import {
  ballotEntry,
  canonicalJson,
  checkpointText,
  commitment,
  type Entry,
  entryText,
  inclusionProof,
  type Json,
  leafHash,
  makeSigner,
  orderCommitment,
  parseReceiptCode,
  receiptCode,
  receiptFile,
  rootOf,
  signNote,
  toBase64,
  verifierKey,
} from 'consultation-core/log';
import type { FixtureConsultation } from './fixture-state.ts';

export interface FixtureLeaf {
  /** Canonical text. */
  readonly entry: string;
  readonly kind: string;
  readonly hash: Uint8Array;
  readonly content: Json | null;
  readonly nonce: Uint8Array | null;
  /** Milliseconds: since when it waits for a signature. */
  readonly made: number;
}
export interface FixtureJournal {
  readonly origin: string;
  readonly keys: readonly string[];
  readonly seed: string;
  readonly leaves: FixtureLeaf[];
  checkpoint: { note: string; size: number; root: string; at: string } | null;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const utf8 = (text: string) => new TextEncoder().encode(text);
const signerOf = (origin: string) => makeSigner(origin, digest(`key of ${origin}`));

/** Milliseconds from an act to the checkpoint that covers it. */
const signingDelay = 30_000;

export function leafOf(
  entry: Omit<Entry, 'commitment'>,
  made: number,
  content: Json | null = null,
  salt = ''
): FixtureLeaf {
  const nonce = content === null ? null : digest(`nonce ${salt} ${entry.at} ${entry.kind}`);
  const hidden = nonce === null || content === null ? undefined : commitment(nonce, content);
  const text = entryText(
    entry.kind === 'ballot' && hidden !== undefined
      ? ballotEntry(entry.at, hidden)
      : { ...entry, ...(hidden === undefined ? {} : { commitment: hidden }) }
  );
  return { entry: text, kind: entry.kind, hash: leafHash(utf8(text)), content, nonce, made };
}

export const voterOf = (target: string, who: string) =>
  digest(`${target} ${who}`).toString('hex').slice(0, 32);

/** Everything that a consultation of the tests went through before they begin. */
export function beginJournal(consultation: FixtureConsultation, seed: string): FixtureJournal {
  const { id, versions, amendments, ballots, state, phases } = consultation;
  const origin = `example.org/${id}`;
  const keys = [verifierKey(origin, signerOf(origin).publicKey)];
  const first = versions[0]?.publishedAt ?? '2015-09-01T00:00:00.000Z';
  const order = { algorithm: 'hash-order@1', commitment: orderCommitment(seed) };
  const begun = { format: 'journal@1', consultation: id, origin, key: keys[0] ?? '', order };
  const past: { entry: Entry; content: Json | null; salt: string }[] = [
    { entry: { at: first, kind: 'journal-begun', data: begun }, content: null, salt: '' },
  ];
  for (const { number, title, publishedAt, body } of versions) {
    const sum = digest(canonicalJson(body as unknown as Json)).toString('hex');
    const data = { title, body: sum, computedFrom: null };
    const entry = {
      at: publishedAt,
      kind: 'version-published',
      subject: `version:${number}`,
      data,
    };
    past.push({ entry, content: null, salt: '' });
  }
  const opens = phases[0]?.opensAt ?? first;
  if (state !== 'draft') {
    past.push({ entry: { at: opens, kind: 'consultation-opened' }, content: null, salt: '' });
  }
  for (const one of amendments) {
    if (!isPublic(one.status) || one.submittedAt === null) continue;
    const data = { article: one.article, kind: one.proposal.kind, number: one.number };
    const content = { author: one.author, title: one.title, justification: '', change: null };
    const subject = `amendment:${one.id}`;
    const entry = { at: one.submittedAt, kind: 'amendment-submitted', subject, data };
    past.push({ entry, content, salt: one.id });
  }
  for (const [key, { choice, at }] of ballots) {
    const [target = '', who = ''] = key.split(' ');
    const content = { act: 'cast', choice, target, voter: voterOf(target, who) };
    past.push({ entry: { at, kind: 'ballot' }, content, salt: key });
  }
  past.sort((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : 0));
  const leaves = past.map(({ entry, content, salt }) =>
    leafOf(entry, Date.parse(entry.at), content, salt)
  );
  return { origin, keys, seed, leaves, checkpoint: null };
}

/** Writes a leaf and says where it is. */
export function record(journal: FixtureJournal, leaf: FixtureLeaf) {
  const index = journal.leaves.push(leaf) - 1;
  return { code: receiptCode(index, leaf.hash), index };
}

export function sign(journal: FixtureJournal, at: string): void {
  const { origin, leaves } = journal;
  const size = leaves.length;
  const root = rootOf(leaves.map(({ hash }) => hash));
  const note = signNote(checkpointText({ origin, size, root }), [signerOf(origin)]);
  journal.checkpoint = { note, size, root: toBase64(root), at };
}

/** Signs what has waited long enough. */
export function signDue(journal: FixtureJournal, now: Date): void {
  const signed = journal.checkpoint?.size ?? 0;
  const oldest = journal.leaves[signed];
  if (oldest !== undefined && oldest.made <= now.getTime() - signingDelay) {
    sign(journal, now.toISOString());
  }
}

/** An act by its code, as the API tells it; undefined where there is no act with this code. */
export function recordedAct(journal: FixtureJournal, code: string, sealed: boolean, at: string) {
  const index = parseReceiptCode(code)?.index ?? -1;
  const leaf = journal.leaves[index];
  if (leaf === undefined || receiptCode(index, leaf.hash) !== code) return undefined;
  const { entry, content, nonce } = leaf;
  const isSealed = leaf.kind === 'ballot' && sealed;
  return {
    code,
    index,
    entry,
    opening:
      content === null || nonce === null || isSealed
        ? null
        : { nonce: Buffer.from(nonce).toString('base64url'), content: canonicalJson(content) },
    standing: isSealed ? 'sealed' : standingOf(journal, index),
    proof: proofOf(journal, index),
    at,
  };
}

function standingOf({ leaves }: FixtureJournal, index: number): string {
  const leaf = leaves[index];
  if (leaf?.kind !== 'ballot') return 'no-ballot';
  const { act, target, voter } = leaf.content as Record<string, string>;
  if (act === 'withdrawn') return 'withdrawn';
  const isLater = leaves.slice(index + 1).some((one) => {
    const other = one.content as Record<string, string> | null;
    return one.kind === 'ballot' && other?.target === target && other?.voter === voter;
  });
  return isLater ? 'replaced' : 'counted';
}

function proofOf({ origin, leaves, checkpoint }: FixtureJournal, index: number): string | null {
  const leaf = leaves[index];
  if (leaf === undefined || checkpoint === null || index >= checkpoint.size) return null;
  const hashAt = (level: number, n: number) =>
    rootOf(leaves.slice(n * 2 ** level, (n + 1) * 2 ** level).map(({ hash }) => hash));
  const proof = inclusionProof(index, checkpoint.size, hashAt);
  return receiptFile({ origin, entry: leaf.entry, index, proof, checkpoint: checkpoint.note });
}
