import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { hashAtOf, nodeSha256 } from '../../test/literal-tree.ts';
import {
  type Bytes,
  ballotEntry,
  checkpointText,
  checkReceipt,
  codeFits,
  commitment,
  entryBytes,
  entryText,
  frontierOf,
  frontierRoot,
  inclusionProof,
  leafHash,
  makeSigner,
  nodeHash,
  parseReceiptCode,
  parseVerifierKey,
  type ReceiptFile,
  readReceipt,
  receiptCode,
  receiptFile,
  rootOf,
  signNote,
  toHex,
  type Verifier,
  verifierKey,
} from './index.ts';

// Many thousands of hashes, on machines that have other work too.
vi.setConfig({ testTimeout: 60_000 });

const origin = 'consultation.example/republique-numerique';
const signer = makeSigner(origin, nodeSha256(Buffer.from('key')));
const stranger = makeSigner(origin, nodeSha256(Buffer.from('other key')));
const verifiers = [parseVerifierKey(verifierKey(origin, signer.publicKey)) as Verifier];

const size = 13;
const entries = Array.from({ length: size }, (_, index) =>
  ballotEntry('2015-10-01T14:07:31.000Z', commitment(new Uint8Array(32).fill(index), { index }))
);
const hashes = entries.map((entry) => leafHash(entryBytes(entry)));
const checkpointOf = (of: string, count: number, by = signer) =>
  signNote(checkpointText({ origin: of, size: count, root: rootOf(hashes.slice(0, count)) }), [by]);
const receiptOf = (index: number): ReceiptFile => ({
  origin,
  entry: entryText(entries[index] as (typeof entries)[0]),
  index,
  proof: inclusionProof(index, size, hashAtOf(hashes)),
  checkpoint: checkpointOf(origin, size),
});
const check = (receipt: ReceiptFile) => {
  const read = readReceipt(receiptFile(receipt));
  return read === null ? { kind: 'refused', reason: 'malformed' } : checkReceipt(read, verifiers);
};

describe('a receipt', () => {
  it('proves its leaf, whichever it is', () => {
    for (let index = 0; index < size; index += 1) {
      expect(check(receiptOf(index))).toMatchObject({ kind: 'included', entry: entries[index] });
    }
  });
  it('of a million leaves is smaller than 3,000 bytes', () => {
    const leaf = hashes[3] as Bytes;
    const levels: Bytes[] = [leaf];
    for (let level = 0; level < 20; level += 1) {
      levels.push(nodeHash(levels[level] as Bytes, levels[level] as Bytes));
    }
    const at = (level: number) => levels[level] as Bytes;
    const million = 2 ** 20;
    const text = checkpointText({
      origin,
      size: million,
      root: frontierRoot(frontierOf(million, at)),
    });
    const receipt = {
      ...receiptOf(3),
      index: million - 1,
      proof: inclusionProof(million - 1, million, at),
      // The week after a rotation there are two signatures.
      checkpoint: signNote(text, [stranger, signer]),
    };
    expect(receipt.proof).toHaveLength(20);
    expect(Buffer.byteLength(receiptFile(receipt))).toBeLessThan(3_000);
    expect(check(receipt).kind).toBe('included');
  });
  it('is read with the line ends and the mark that an editor on Windows adds', () => {
    const file = `\ufeff${receiptFile(receiptOf(2)).replaceAll('\n', '\r\n')}`;
    const read = readReceipt(file);
    expect(read && checkReceipt(read, verifiers).kind).toBe('included');
  });
  it('never holds the choice', () => {
    const choice = { act: 'cast', choice: 'against', target: 'article:a1', voter: 'f'.repeat(32) };
    const entry = ballotEntry('2015-10-01T14:07:31.000Z', commitment(new Uint8Array(32), choice));
    const file = receiptFile({ ...receiptOf(0), entry: entryText(entry) });
    const extra = Buffer.from(/extra (\S+)/.exec(file)?.[1] as string, 'base64').toString();
    for (const word of ['cast', 'against', 'article', 'ffff', '14:07']) {
      expect(file + extra).not.toContain(word);
    }
  });
});

describe('a forged receipt is refused with the reason', () => {
  const good = receiptOf(4);
  const other = receiptOf(5);
  const flippedProof = good.proof.map((hash, at) =>
    at === 1 ? hash.map((byte) => byte ^ 1) : hash
  );
  it.each<[string, ReceiptFile, string]>([
    ['the index of another leaf', { ...good, index: 5 }, 'wrong-proof'],
    ['the entry of another leaf', { ...good, entry: other.entry }, 'wrong-proof'],
    ['the proof of another leaf', { ...good, proof: other.proof }, 'wrong-proof'],
    ['a proof with one bit changed', { ...good, proof: flippedProof }, 'wrong-proof'],
    ['a proof cut short', { ...good, proof: good.proof.slice(1) }, 'wrong-proof'],
    ['no proof', { ...good, proof: [] }, 'wrong-proof'],
    [
      'the checkpoint of another time',
      { ...good, checkpoint: checkpointOf(origin, 9) },
      'wrong-proof',
    ],
    ['a checkpoint from before', { ...good, checkpoint: checkpointOf(origin, 4) }, 'not-covered'],
    [
      'the checkpoint of another journal',
      { ...good, checkpoint: checkpointOf('b.example', size) },
      'other-origin',
    ],
    ['the name of another journal', { ...good, origin: 'b.example' }, 'other-origin'],
    [
      'a signature of somebody else',
      { ...good, checkpoint: checkpointOf(origin, size, stranger) },
      'unknown-signer',
    ],
    [
      'a root that was not signed',
      { ...good, checkpoint: good.checkpoint.replace('\n13\n', '\n14\n') },
      'bad-signature',
    ],
    [
      'a note that is no checkpoint',
      { ...good, checkpoint: signNote('hello\n', [signer]) },
      'malformed',
    ],
    ['no checkpoint', { ...good, checkpoint: '' }, 'malformed'],
    ['an entry that is none', { ...good, entry: '{}' }, 'malformed'],
    ['an entry not in canonical form', { ...good, entry: ` ${good.entry}` }, 'malformed'],
  ])('%s', (_, forged, reason) => {
    expect(check(forged)).toEqual({ kind: 'refused', reason });
  });
  it('replayed for another act, it proves its own leaf and does not fit the code of that act', () => {
    expect(check(good).kind).toBe('included');
    const code = receiptCode(5, hashes[5] as Bytes);
    const own = leafHash(new TextEncoder().encode(good.entry));
    expect(codeFits(code, good.index, own)).toBe(false);
    expect(codeFits(receiptCode(4, hashes[4] as Bytes), good.index, own)).toBe(true);
  });
  const file = receiptFile(good);
  it.each([
    '',
    'hello',
    file.replace('@v1', '@v2'),
    file.replace(/extra .+\n/, ''),
    file.replace(/extra .+\n/, 'extra YWJj\n'),
    file.replace(/extra .+\n/, 'extra bnVsbA==\n'),
    file.replace('index 4', 'index 04'),
    file.replace('index 4', 'index -4'),
    file.replace('index 4', 'index 4 '),
    file.replace('\n\n', '\n'.repeat(1)).replace('\n\n', '\n'),
    file.replace(/(index 4\n.{10})./, '$1!'),
    file.replace(/(index 4\n)(.+)/, `$1${'A'.repeat(20)}`),
    file.replace(/(index 4\n)/, `$1${`${'A'.repeat(43)}=\n`.repeat(64)}`),
  ])('malformed: %#', (text) => {
    const read = readReceipt(text);
    const seen = read === null ? 'malformed' : checkReceipt(read, verifiers);
    expect(seen).toBe('malformed');
  });
  it('whatever single character of the file is changed', () => {
    fc.assert(
      fc.property(
        fc.nat(file.length - 1),
        fc.constantFrom('A', 'b', '0', '7', '=', ' ', '\n'),
        (at, to) => {
          fc.pre(file[at] !== to);
          const read = readReceipt(file.slice(0, at) + to + file.slice(at + 1));
          expect(read === null || checkReceipt(read, verifiers).kind === 'refused').toBe(true);
        }
      ),
      { numRuns: 400 }
    );
  });
});

describe('a code', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const index = fc.nat(10 ** 9);
  it('is read as people type it', () => {
    const swap = (code: string, from: RegExp, to: string) => code.replace(from, to);
    fc.assert(
      fc.property(index, hash, (index, leaf) => {
        const code = receiptCode(index, leaf);
        expect(code).toMatch(/^\d+(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
        for (const typed of [
          code,
          code.toLowerCase(),
          ` ${code}\n`,
          code.replaceAll('-', ' '),
          code.replaceAll('-', '–'),
          code.replaceAll('-', ' - '),
          swap(code, /0/g, 'o'),
          swap(code, /1/g, 'l'),
          swap(code, /1/g, 'I'),
          code.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
        ]) {
          expect(parseReceiptCode(typed)).toEqual({ index, code });
          expect(codeFits(typed, index, leaf)).toBe(true);
        }
      })
    );
  });
  it('fits no other leaf and no other place', () => {
    fc.assert(
      fc.property(index, hash, fc.nat(79), (index, leaf, bit) => {
        const other = leaf.slice();
        other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(codeFits(receiptCode(index, leaf), index, other)).toBe(false);
        expect(codeFits(receiptCode(index, leaf), index + 1, leaf)).toBe(false);
      })
    );
  });
  it.each([
    '',
    '5',
    '5-ABCD',
    '5-ABCD-ABCD-ABCD-ABC',
    '5-ABCD-ABCD-ABCD-ABCDE',
    '5-UBCD-ABCD-ABCD-ABCD',
    '-ABCD-ABCD-ABCD-ABCD',
    'x-ABCD-ABCD-ABCD-ABCD',
    `${'1'.repeat(16)}-ABCD-ABCD-ABCD-ABCD`,
  ])('is none: %j', (typed) => {
    expect(parseReceiptCode(typed)).toBeNull();
  });
  it('is that of the hash in base 32', () => {
    const leaf = hashes[0] as Bytes;
    const digits = BigInt(`0x${toHex(leaf).slice(0, 20)}`)
      .toString(32)
      .padStart(16, '0');
    const crockford = digits.replace(
      /./g,
      (digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(digit, 32)] as string
    );
    expect(receiptCode(0, leaf).replaceAll('-', '')).toBe(`0${crockford}`);
  });
});
