import {
  type Bytes,
  checkReceipt,
  codeFits,
  leafHash,
  parseReceiptCode,
  parseVerifierKey,
  type ReceiptFile,
  readReceipt,
  receiptCode,
  sameBytes,
  toBase64,
  type Verifier,
} from '../log/index.ts';
import { problemOf } from './checkpoints.ts';
import type { Place } from './edition.ts';
import { word } from './files.ts';
import { isExtended } from './held.ts';
import type { Gap, Journal, Watched } from './journal.ts';
import type { Notebook } from './notebook.ts';
import { type Note, readNote } from './notes.ts';
import type { ActFate, ReceiptReport } from './types.ts';

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

type AskedOne =
  | { readonly kind: 'file'; readonly receipt: ReceiptFile; readonly note: Note | null }
  | { readonly kind: 'code'; readonly code: string; readonly index: number }
  | { readonly kind: 'broken' };

export interface Asked {
  readonly list: readonly AskedOne[];
  readonly notes: readonly Note[];
  readonly indexes: ReadonlySet<number>;
}

function askedOf(text: string): AskedOne {
  const receipt = readReceipt(text);
  if (receipt !== null) return { kind: 'file', receipt, note: readNote(receipt.checkpoint) };
  const code = text.length > 200 ? null : parseReceiptCode(text);
  return code === null ? { kind: 'broken' } : { kind: 'code', ...code };
}

/** Receipt files and codes, as they were given. */
export function readAsked(texts: readonly string[]): Asked {
  const list = texts.map(askedOf);
  return {
    list,
    notes: list.flatMap((one) => (one.kind === 'file' && one.note !== null ? [one.note] : [])),
    indexes: new Set(
      list.flatMap((one) =>
        one.kind === 'file' ? [one.receipt.index] : one.kind === 'code' ? [one.index] : []
      )
    ),
  };
}

export interface ReceiptContext {
  readonly journal: Journal | null;
  readonly place: Place | null;
  readonly origin: string;
  readonly live: Note | null;
  readonly notebook: Notebook;
  readonly sha256: (data: Bytes) => Bytes;
  readonly key: string | undefined;
}

/** Looks for each in the journal that was read; without one, says what the receipt proves by itself. */
export async function reportReceipts(
  { list }: Asked,
  context: ReceiptContext
): Promise<readonly ReceiptReport[]> {
  const reports: ReceiptReport[] = [];
  for (const one of list) {
    context.notebook.looked('receipts');
    if (one.kind === 'broken') {
      context.notebook.find('receipt-broken');
      continue;
    }
    reports.push(one.kind === 'code' ? reportCode(one, context) : await reportFile(one, context));
  }
  return reports;
}

function reportCode(
  { code, index }: Extract<AskedOne, { kind: 'code' }>,
  { journal, notebook }: ReceiptContext
): ReceiptReport {
  const found = journal?.watched.get(index);
  const inJournal = found === undefined ? null : codeFits(code, index, found.hash);
  if (inJournal === false) notebook.find('receipt-not-in-journal', { code, index });
  const fate = found && inJournal ? fateOf(found, journal as Journal) : 'unknown';
  return { code, index, proof: 'code', reason: '', inJournal, fate };
}

async function reportFile(
  { receipt, note }: Extract<AskedOne, { kind: 'file' }>,
  { journal, place, origin, live, notebook, sha256, key }: ReceiptContext
): Promise<ReceiptReport> {
  const { index } = receipt;
  const hash = leafHash(utf8(receipt.entry), sha256);
  const code = receiptCode(index, hash);
  const keys = [
    ...(journal?.keys.map((one) => one.key) ?? []),
    ...(key === undefined ? [] : [key]),
  ];
  const verifiers = keys.flatMap((one): Verifier[] => {
    const verifier = parseVerifierKey(one);
    return verifier === null ? [] : [verifier];
  });
  const checked = checkReceipt(receipt, verifiers, sha256);
  const reason = checked.kind === 'refused' ? checked.reason : '';
  // Without any key the signature cannot be asked; the rest of the proof can.
  const unsigned = verifiers.length === 0 && reason === 'unknown-signer';
  const proof = reason === '' ? 'proved' : unsigned ? 'unsigned' : 'refused';
  if (proof === 'refused') notebook.find('receipt-refused', { code, index, reason });
  const found = journal?.watched.get(index);
  const inJournal = found === undefined ? null : sameBytes(found.hash, hash);
  let lostAt: number | undefined;
  if (proof === 'proved' && journal !== null && place !== null && note !== null) {
    const problem = problemOf(note, journal, origin);
    const state =
      problem === 'beyond' ? await isExtended(note, journal, place, live, sha256) : problem;
    // What was signed and is published no more: the receipt proves it.
    if (state === 'forked' || (state === 'beyond' && live !== null)) {
      const gap = gapOf(note, journal);
      if (gap === undefined) notebook.find('receipt-forked', { code, index, size: note.size });
      else if (index >= gap.from && inJournal !== true) lostAt = gap.index;
    }
  }
  if (lostAt !== undefined) notebook.find('receipt-lost', { code, index, journal: lostAt });
  else if (inJournal === false) notebook.find('receipt-not-in-journal', { code, index });
  const fate = found && inJournal ? fateOf(found, journal as Journal) : 'unknown';
  return { code, index, proof, reason, inJournal, fate };
}

/**
 * The stretch of lost acts that a checkpoint is of, which the present journal does not extend: it is behind what was
 * restored, and not beyond what was announced. Announced is a stretch where it ends: a phase may have changed meanwhile.
 */
function gapOf({ size, root }: Note, { gaps }: Journal): Gap | undefined {
  return gaps.find(
    (gap) =>
      (gap.from === gap.index || gap.from === gap.index - 1) &&
      gap.from < size &&
      (size < gap.lost || (size === gap.lost && toBase64(root) === gap.root))
  );
}

/** What became of an act, from all acts behind it. */
function fateOf({ leaf }: Watched, { fold }: Journal): ActFate {
  const { content, index, kind, subject } = leaf;
  if (kind === 'ballot') {
    if (content === null) return leaf.withheld === 'sealed' ? 'sealed' : 'erased';
    const number = fold.targetNumber(word(content, 'target'));
    const voter = word(content, 'voter');
    if (number === undefined || voter.length !== 32) return 'unknown';
    const place = fold.table.find(number, voter);
    if (!fold.table.has(place) || fold.table.at(place).index !== index) return 'replaced';
    return content.act === 'withdrawn' ? 'withdrawn' : 'counted';
  }
  const item = fold.items.items.get(subject);
  if (item === undefined) return 'recorded';
  if (item.hidden !== null) return 'hidden';
  return leaf.withheld === 'erased' ? 'erased' : 'public';
}
