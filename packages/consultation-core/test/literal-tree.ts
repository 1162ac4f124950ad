/** The Merkle tree as RFC 9162 defines it, word for word, and with Node's hash: slow, and nothing of the code under test. */
import { createHash } from 'node:crypto';

type Hash = Uint8Array;

export const nodeSha256 = (data: Uint8Array): Hash =>
  new Uint8Array(createHash('sha256').update(data).digest());

/** Section 2.1.1. */
export function literalRoot(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return nodeSha256(new Uint8Array(0));
  if (hashes.length === 1) return hashes[0] as Hash;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  const [left, right] = [literalRoot(hashes.slice(0, split)), literalRoot(hashes.slice(split))];
  return nodeSha256(Buffer.concat([Uint8Array.of(1), left, right]));
}

/** Hashes of perfect subtrees, each computed once. */
export function hashAtOf(hashes: readonly Hash[]): (level: number, index: number) => Hash {
  const known = new Map<string, Hash>();
  return (level, index) => {
    const name = `${level}/${index}`;
    const from = index * 2 ** level;
    if (from + 2 ** level > hashes.length) throw new Error(`Subtree ${name} is not whole`);
    const hash = known.get(name) ?? literalRoot(hashes.slice(from, from + 2 ** level));
    known.set(name, hash);
    return hash;
  };
}
