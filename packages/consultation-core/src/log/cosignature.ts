import { type Bytes, sameBytes, utf8 } from './bytes.ts';
import { isSignature, keyLine, readKeyLine, splitNote, types, type Verifier } from './signature.ts';

/** A witness's word that it saw a checkpoint and no other past of that log (C2SP tlog-cosignature, Ed25519). */
export interface Cosignature {
  /** Name of the key that made it. */
  readonly name: string;
  /** When the witness saw it, in seconds since 1970. */
  readonly at: number;
  /** Whether it is the witness's own, on this very checkpoint. */
  readonly valid: boolean;
}

/** The key of a witness as one line: `name+id+key` with signature type 4. */
export const cosignerKey = (name: string, publicKey: Bytes): string =>
  keyLine(name, publicKey, types.cosignature);

/** Null unless the line is the Ed25519 key of a witness, and its id fits. */
export const parseCosignerKey = (line: string): Verifier | null =>
  readKeyLine(line, types.cosignature);

const timeLength = 8;
const signatureLength = 64;

/** What a witness signs: two lines of its own, and the whole text of the note. */
const cosignedMessage = (text: string, at: number): string => `cosignature/v1\ntime ${at}\n${text}`;

function checked(signature: Bytes, text: string, publicKey: Bytes) {
  if (signature.length !== timeLength + signatureLength) return { at: 0, valid: false };
  const view = new DataView(signature.buffer, signature.byteOffset, timeLength);
  const at = Number(view.getBigUint64(0));
  const message = utf8(cosignedMessage(text, at));
  const valid =
    Number.isSafeInteger(at) && isSignature(signature.slice(timeLength), message, publicKey);
  return { at, valid };
}

/** Cosignatures of known witnesses under a note, in their order there; all other lines are passed over. */
export function cosignaturesOf(
  note: string,
  witnesses: readonly Verifier[]
): readonly Cosignature[] {
  const split = splitNote(note);
  return (split?.lines ?? []).flatMap((line): Cosignature[] => {
    const known = witnesses.find(({ name, id }) => name === line.name && sameBytes(id, line.id));
    if (split === null || known === undefined) return [];
    return [{ name: known.name, ...checked(line.signature, split.text, known.publicKey) }];
  });
}
