import {
  checkReceipt,
  type Entry,
  leafHash,
  parseVerifierKey,
  readReceipt,
  receiptCode,
  type Verifier,
} from 'consultation-core/log';

/** Why a file proves nothing, by the message that says so. */
export const receiptReasons = [
  'no-receipt',
  'other-journal',
  'unknown-key',
  'bad-signature',
  'proof-broken',
] as const;
export type ReceiptReason = (typeof receiptReasons)[number];

/** What the file of a receipt proves, by arithmetic alone: nobody is asked. */
export type InspectedReceipt =
  | {
      readonly kind: 'included';
      readonly code: string;
      readonly index: number;
      /** Leaves that the journal had in the state that was signed. */
      readonly size: number;
      readonly entry: Entry;
    }
  | { readonly kind: 'refused'; readonly reason: ReceiptReason };

const refused = (reason: ReceiptReason) => ({ kind: 'refused', reason }) as const;

/**
 * Checks the file of a receipt against the name and the keys of a journal (C2SP `vkey`). Text around a file that was
 * pasted, and line ends of Windows, do not matter.
 */
export function inspectReceipt(
  text: string,
  journal: { readonly origin: string; readonly keys: readonly string[] }
): InspectedReceipt {
  const start = text.indexOf('c2sp.org/tlog-proof');
  const receipt = start < 0 ? null : readReceipt(`${text.slice(start).trimEnd()}\n`);
  if (receipt === null) return refused('no-receipt');
  if (receipt.origin !== journal.origin) return refused('other-journal');
  const verifiers = journal.keys.map(parseVerifierKey).filter((key): key is Verifier => !!key);
  const checked = checkReceipt(receipt, verifiers);
  if (checked.kind === 'refused') return refused(reasons[checked.reason]);
  const { index, entry } = receipt;
  const code = receiptCode(index, leafHash(new TextEncoder().encode(entry)));
  return { kind: 'included', code, index, size: checked.checkpoint.size, entry: checked.entry };
}

const reasons = {
  malformed: 'no-receipt',
  'unknown-signer': 'unknown-key',
  'bad-signature': 'bad-signature',
  'other-origin': 'other-journal',
  'not-covered': 'proof-broken',
  'wrong-proof': 'proof-broken',
} as const satisfies Record<string, ReceiptReason>;
