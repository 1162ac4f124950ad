/** Our published vectors, computed again: hashes by Node and by the definition, the rest by the module. */
import { describe, expect, it } from 'vitest';
import { literalRoot, nodeSha256 } from '../../test/literal-tree.ts';
import vectors from '../../vectors/log.json' with { type: 'json' };
import {
  canonicalJson,
  checkReceipt,
  codeFits,
  commitment,
  type Json,
  makeSigner,
  openNote,
  orderCommitment,
  parseCheckpoint,
  parseReceiptCode,
  parseTilePath,
  parseVerifierKey,
  readEntry,
  readEntryBundle,
  readReceipt,
  receiptCode,
  rootOf,
  signNote,
  type TileLevel,
  tilePath,
  toHex,
  type Verifier,
  verifierKey,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';

const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const { entries, roots } = vectors;
const leaves = entries.map(({ leaf }) => fromHex(leaf));
const root = (size: number) => fromHex(roots[size] as string);
const verifiers = vectors.keys.map(({ key }) => parseVerifierKey(key) as Verifier);

describe('vectors/log.json', () => {
  it('canonical JSON', () => {
    for (const { value, text } of vectors.canonical)
      expect(canonicalJson(value as Json)).toBe(text);
  });
  it('entries and leaves', () => {
    for (const { entry, leaf } of entries) {
      expect(readEntry(entry)).not.toBeNull();
      expect(hex(nodeSha256(Buffer.concat([Uint8Array.of(0), Buffer.from(entry)])))).toBe(leaf);
    }
  });
  it('roots of all sizes', () => {
    expect(roots).toHaveLength(entries.length + 1);
    for (const [size, expected] of roots.entries()) {
      expect(hex(literalRoot(leaves.slice(0, size)))).toBe(expected);
      expect(toHex(rootOf(leaves.slice(0, size)))).toBe(expected);
    }
  });
  it('proofs', () => {
    for (const { index, size, proof } of vectors.inclusions) {
      const leaf = leaves[index] as Uint8Array;
      const claim = { index, size, leaf, proof: proof.map(fromHex), root: root(size) };
      expect(verifyInclusion(claim)).toBe(true);
    }
    for (const { from, to, proof } of vectors.consistencies) {
      const both = { from, to, fromRoot: root(from), toRoot: root(to) };
      expect(verifyConsistency({ ...both, proof: proof.map(fromHex) })).toBe(true);
    }
  });
  it('commitments', () => {
    for (const { nonce, commitment: expected, ...one } of vectors.commitments) {
      const content = one.content as unknown as Json;
      expect(commitment(fromHex(nonce), content)).toBe(expected);
      const whole = `consultation-commitment@1\0`;
      const bytes = [whole, fromHex(nonce), canonicalJson(content)].map((one) => Buffer.from(one));
      expect(hex(nodeSha256(Buffer.concat(bytes)))).toBe(expected);
    }
    for (const { seed, commitment: expected } of vectors.orders) {
      expect(orderCommitment(seed)).toBe(expected);
      expect(hex(nodeSha256(Buffer.from(`consultation-order@1\0${seed}`)))).toBe(expected);
    }
  });
  it('keys and checkpoints', () => {
    const signers = vectors.keys.map(({ name, seed }) => makeSigner(name, fromHex(seed)));
    expect(signers.map(({ name, publicKey }) => verifierKey(name, publicKey))).toEqual(
      vectors.keys.map(({ key }) => key)
    );
    for (const { size, signers: keys, note } of vectors.checkpoints) {
      const opened = openNote(note, verifiers);
      if (opened.kind === 'refused') throw new Error(opened.reason);
      expect(opened.signers).toEqual(keys);
      expect(parseCheckpoint(opened.text)).toMatchObject({ size, root: root(size) });
      const own = signers.filter(({ name, publicKey }) =>
        keys.includes(verifierKey(name, publicKey))
      );
      expect(signNote(opened.text, own)).toBe(note);
    }
  });
  it('codes', () => {
    for (const { index, leaf, code } of vectors.codes) {
      expect(receiptCode(index, fromHex(leaf))).toBe(code);
      expect(parseReceiptCode(code)).toEqual({ index, code });
      expect(codeFits(code, index, fromHex(leaf))).toBe(true);
    }
  });
  it('receipts, good and forged', () => {
    for (const { file, index, checked } of vectors.receipts) {
      const receipt = readReceipt(file);
      if (receipt === null) throw new Error(file);
      expect(receipt.index).toBe(index);
      const seen = checkReceipt(receipt, verifiers);
      expect(seen.kind === 'included' ? seen.kind : seen.reason).toBe(checked);
    }
  });
  it('tiles', () => {
    for (const { path, ...place } of vectors.tiles) {
      expect(tilePath(place.level as TileLevel, place.index, place.width)).toBe(path);
      expect(parseTilePath(path)).toEqual(place);
    }
    const { from, to, bytes } = vectors.bundle;
    const read = readEntryBundle(fromHex(bytes))?.map((one) => Buffer.from(one).toString());
    expect(read).toEqual(entries.slice(from, to).map(({ entry }) => entry));
  });
});
