import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  canonicalJson,
  checkpointText,
  checkReceipt,
  codeFits,
  consistencyProof,
  entryBundle,
  type HashAt,
  inclusionProof,
  leafHash,
  makeSigner,
  nodeHash,
  openNote,
  parseCheckpoint,
  parseReceiptCode,
  parseTilePath,
  parseVerifierKey,
  readEntryBundle,
  readReceipt,
  receiptCode,
  receiptFile,
  rootOf,
  signNote,
  tilePath,
  toBase64,
  toHex,
  verifierKey,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';

// Many thousands of hashes, on machines that have other work too.
vi.setConfig({ testTimeout: 60_000 });

const bytes = (text: string) => new TextEncoder().encode(text);
const leaves = (count: number) =>
  Array.from({ length: count }, (_, index) => leafHash(bytes(`leaf ${index}`)));

/** The definition of RFC 9162, word for word: slow, and independent of the code under test. */
function literalRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return rootOf([]);
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(literalRoot(hashes.slice(0, split)), literalRoot(hashes.slice(split)));
}
const hashAtOf =
  (hashes: readonly Uint8Array[]): HashAt =>
  (level, index) =>
    literalRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level));

describe('a tree', () => {
  const all = leaves(70);
  const hashAt = hashAtOf(all);
  it('has the root of the definition at every size', () => {
    for (let size = 0; size <= all.length; size += 1) {
      expect(toHex(rootOf(all.slice(0, size)))).toBe(toHex(literalRoot(all.slice(0, size))));
    }
    expect(toHex(rootOf([]))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    );
  });
  it('proves each leaf at each size, and none elsewhere', () => {
    for (let size = 1; size <= all.length; size += 1) {
      const root = rootOf(all.slice(0, size));
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(index, size, hashAt);
        const leaf = all[index] as Uint8Array;
        expect(verifyInclusion({ index, size, leaf, proof, root })).toBe(true);
        expect(verifyInclusion({ index: index + 1, size, leaf, proof, root })).toBe(false);
      }
    }
  });
  it('proves each beginning', () => {
    for (let to = 0; to <= all.length; to += 1) {
      for (let from = 0; from <= to; from += 1) {
        const proof = consistencyProof(from, to, hashAt);
        const [fromRoot, toRoot] = [rootOf(all.slice(0, from)), rootOf(all.slice(0, to))];
        expect(verifyConsistency({ from, to, fromRoot, toRoot, proof })).toBe(true);
        const other = nodeHash(fromRoot, toRoot);
        expect(verifyConsistency({ from, to, fromRoot: other, toRoot, proof })).toBe(false);
        // Nothing is the beginning of everything.
        expect(verifyConsistency({ from, to, fromRoot, toRoot: other, proof })).toBe(
          from === 0 && to > 0
        );
      }
    }
  });
});

it('canonical JSON does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = canonicalJson(value as never);
      expect(canonicalJson(JSON.parse(once))).toBe(once);
    })
  );
  expect(canonicalJson({ b: [1e21, -0, 0.000001], a: '\u20ac\n' })).toBe(
    '{"a":"€\\n","b":[1e+21,0,0.000001]}'
  );
});

it('notes, checkpoints, receipts and codes go there and back', () => {
  const signer = makeSigner('example.org/c', new Uint8Array(32).fill(7));
  const key = parseVerifierKey(verifierKey(signer.name, signer.publicKey));
  if (key === null) throw new Error('no key');
  const all = leaves(9).map((_, index) =>
    bytes(canonicalJson({ at: '2015-10-01T14:00:00.000Z', kind: `k${index}` }))
  );
  const hashes = all.map((entry) => leafHash(entry));
  const text = checkpointText({ origin: 'example.org/c', size: 9, root: rootOf(hashes) });
  const checkpoint = signNote(text, [signer]);
  expect(openNote(checkpoint, [key])).toMatchObject({ kind: 'signed', text });
  expect(openNote(checkpoint.replace('9', '8'), [key]).kind).toBe('refused');
  expect(parseCheckpoint(text)?.size).toBe(9);
  const file = receiptFile({
    origin: 'example.org/c',
    entry: new TextDecoder().decode(all[4]),
    index: 4,
    proof: inclusionProof(4, 9, hashAtOf(hashes)),
    checkpoint,
  });
  const receipt = readReceipt(file);
  if (receipt === null) throw new Error(file);
  expect(checkReceipt(receipt, [key]).kind).toBe('included');
  expect(checkReceipt({ ...receipt, index: 5 }, [key])).toMatchObject({ reason: 'wrong-proof' });
  const code = receiptCode(4, hashes[4] as Uint8Array);
  expect(parseReceiptCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)?.code).toBe(code);
  expect(codeFits(code, 4, hashes[4] as Uint8Array)).toBe(true);
  expect(codeFits(code, 5, hashes[5] as Uint8Array)).toBe(false);
  expect(tilePath(0, 1_234_067, 5)).toBe('tile/0/x001/x234/067.p/5');
  expect(parseTilePath('tile/entries/x001/067')).toEqual({
    level: 'entries',
    index: 1_067,
    width: 256,
  });
  expect(readEntryBundle(entryBundle(all))?.map(toBase64)).toEqual(all.map(toBase64));
});
