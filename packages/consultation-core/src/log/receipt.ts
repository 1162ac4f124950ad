import { type Bytes, defaultSha256, fromBase64, type Sha256, toBase64, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { type Entry, readEntry } from './entry.ts';
import { openNote, type Verifier } from './note.ts';
import { leafHash, verifyInclusion } from './tree.ts';

const firstLine = 'c2sp.org/tlog-proof@v1';

/** Proof of one leaf that can be checked without any network. */
export interface ReceiptFile {
  /** Name of the log. */
  readonly origin: string;
  /** The leaf in its canonical form. It says nothing of the choice. */
  readonly entry: string;
  readonly index: number;
  readonly proof: readonly Bytes[];
  /** A checkpoint that covers the leaf, as it was signed. */
  readonly checkpoint: string;
}

/** The file that is given to whoever acted (C2SP tlog-proof): below 3 kB at a million leaves. */
export function receiptFile({ origin, entry, index, proof, checkpoint }: ReceiptFile): string {
  const extra = toBase64(utf8(canonicalJson({ consultation: origin, entry })));
  const lines = [firstLine, `extra ${extra}`, `index ${index}`, ...proof.map(toBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

function readExtra(line: string): { origin: string; entry: string } | null {
  const bytes = line.startsWith('extra ') ? fromBase64(line.slice(6)) : null;
  if (bytes === null) return null;
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const { consultation: origin, entry } = value;
    return typeof origin === 'string' && typeof entry === 'string' ? { origin, entry } : null;
  } catch {
    return null;
  }
}

/** Null when the text is no such file. What it claims is still to be checked. */
export function readReceipt(text: string): ReceiptFile | null {
  const clean = text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n');
  const cut = clean.indexOf('\n\n');
  const [first, extraLine = '', indexLine = '', ...hashes] = clean.slice(0, cut).split('\n');
  const extra = readExtra(extraLine);
  const index = /^index (0|[1-9]\d{0,15})$/.exec(indexLine)?.[1];
  const proof = hashes.map(fromBase64);
  if (cut < 0 || first !== firstLine || extra === null || index === undefined) return null;
  if (proof.length > 63 || proof.some((hash) => hash?.length !== 32)) return null;
  return {
    ...extra,
    index: Number(index),
    proof: proof as Bytes[],
    checkpoint: clean.slice(cut + 2),
  };
}

export type CheckedReceipt =
  | { readonly kind: 'included'; readonly entry: Entry; readonly checkpoint: Checkpoint }
  | {
      readonly kind: 'refused';
      readonly reason: /** The file or the leaf in it cannot be read. */
        | 'malformed'
        /** None of the keys given signed the checkpoint. */
        | 'unknown-signer'
        | 'bad-signature'
        /** The checkpoint is of another journal than the file says. */
        | 'other-origin'
        /** The checkpoint has fewer leaves. */
        | 'not-covered'
        /** The hashes do not lead from this leaf at this place to the root that was signed. */
        | 'wrong-proof';
    };

/** Whether a receipt proves that its leaf is in the log that one of the keys signed for. */
export function checkReceipt(
  receipt: ReceiptFile,
  verifiers: readonly Verifier[],
  sha256: Sha256 = defaultSha256
): CheckedReceipt {
  const refuse = (reason: Extract<CheckedReceipt, { kind: 'refused' }>['reason']) =>
    ({ kind: 'refused', reason }) as const;
  const opened = openNote(receipt.checkpoint, verifiers);
  if (opened.kind === 'refused') return refuse(opened.reason);
  const checkpoint = parseCheckpoint(opened.text);
  const entry = readEntry(receipt.entry);
  if (checkpoint === null || entry === null) return refuse('malformed');
  const { origin, size, root } = checkpoint;
  if (origin !== receipt.origin) return refuse('other-origin');
  const { index, proof } = receipt;
  if (index >= size) return refuse('not-covered');
  const leaf = leafHash(utf8(receipt.entry), sha256);
  if (!verifyInclusion({ index, size, leaf, proof, root }, sha256)) return refuse('wrong-proof');
  return { kind: 'included', entry, checkpoint };
}
