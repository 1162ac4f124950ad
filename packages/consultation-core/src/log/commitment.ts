import { type Bytes, concat, defaultSha256, type Sha256, utf8 } from './bytes.ts';
import { canonicalJson, type Json } from './canonical.ts';

export function toHex(bytes: Bytes): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

const zero = new Uint8Array(1);
const commitmentPrefix = concat(utf8('consultation-commitment@1'), zero);
const orderPrefix = concat(utf8('consultation-order@1'), zero);

/**
 * Stands in a leaf for what it hides: hex SHA-256 of `consultation-commitment@1`, a zero byte, the nonce and the canonical
 * JSON of the content. Who has no nonce cannot find the content by trying; once the nonce is erased, nobody can.
 * Throws RangeError unless the nonce has 32 bytes.
 */
export function commitment(nonce: Bytes, content: Json, sha256: Sha256 = defaultSha256): string {
  if (nonce.length !== 32) throw new RangeError(`A nonce has 32 bytes, not ${nonce.length}`);
  return toHex(sha256(concat(commitmentPrefix, nonce, utf8(canonicalJson(content)))));
}

/** Published before the opening for the seed of the neutral order, so that it cannot be chosen afterwards. */
export function orderCommitment(seed: string, sha256: Sha256 = defaultSha256): string {
  return toHex(sha256(concat(orderPrefix, utf8(seed))));
}
