import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../test/literal-tree.ts';
import {
  type Checkpoint,
  checkpointText,
  makeSigner,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signNote,
  toBase64,
  type Verifier,
  verifierKey,
} from './index.ts';

const signer = (name: string, seed: number) => makeSigner(name, new Uint8Array(32).fill(seed));
const publicPart = ({ name, publicKey }: Verifier) =>
  parseVerifierKey(verifierKey(name, publicKey)) as Verifier;
const keyLine = ({ name, publicKey }: Verifier) => verifierKey(name, publicKey);

const [old, fresh, stranger] = [signer('a.example/c', 1), signer('a.example/c', 2), signer('b', 3)];
const text = 'Ce qui est dit.\n\nEt redit.\n';

describe('a note', () => {
  it('is refused when any bit of it is flipped', () => {
    const note = new TextEncoder().encode(signNote(text, [old]));
    for (let bit = 0; bit < note.length * 8; bit += 1) {
      const other = note.slice();
      other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
      const opened = openNote(new TextDecoder('utf-8', { ignoreBOM: true }).decode(other), [
        publicPart(old),
      ]);
      if (opened.kind !== 'refused') expect.fail(`bit ${bit}`);
    }
  }, 60_000);
  it('of two keys opens with either, and says which', () => {
    const note = signNote(text, [old, fresh]);
    for (const one of [old, fresh]) {
      const opened = openNote(note, [publicPart(one)]);
      expect(opened).toEqual({ kind: 'signed', text, signers: [keyLine(one)] });
    }
    const both = openNote(note, [publicPart(fresh), publicPart(old)]);
    expect(both).toEqual({ kind: 'signed', text, signers: [keyLine(old), keyLine(fresh)] });
  });
  it('is not opened when the signature of one known key is wrong, though the other is right', () => {
    const [, line] = /\n(— .+\n)$/.exec(signNote('other\n', [fresh])) ?? [];
    const note = `${signNote(text, [old])}${line}`;
    expect(openNote(note, [publicPart(old)]).kind).toBe('signed');
    expect(openNote(note, [publicPart(old), publicPart(fresh)])).toMatchObject({
      reason: 'bad-signature',
    });
  });
  it('passes over signers that nobody knows, and needs one that is known', () => {
    const note = signNote(text, [stranger, old]);
    expect(openNote(note, [publicPart(old)])).toMatchObject({ signers: [keyLine(old)] });
    expect(openNote(note, [publicPart(fresh)])).toMatchObject({ reason: 'unknown-signer' });
    expect(openNote(note, [])).toMatchObject({ reason: 'unknown-signer' });
  });
  it('names a signer once, however often it signed', () => {
    expect(openNote(signNote(text, [old, old]), [publicPart(old)])).toMatchObject({
      signers: [keyLine(old)],
    });
  });
  it.each([
    '',
    '\n',
    'text',
    'text\n',
    'text\n\n',
    'text\n\n— a',
    'text\n\n— a YQ==\n',
    'text\n\n- a.example/c AAAAAAAAAAA=\n',
    `${signNote(text, [old])}\n`,
    `${signNote(text, [old])} `,
    signNote(text, [old]).replace('redit', 're\tdit'),
    signNote(text, [old]).replaceAll('\n', '\r\n'),
    signNote('\ufffd\n', [old]).replace('\ufffd', '\ud800'),
    `${text}\n${'— a AAAAAAAAAAA=\n'.repeat(101)}`,
  ])('is malformed: %j', (note) => {
    expect(openNote(note, [publicPart(old)])).toEqual({ kind: 'refused', reason: 'malformed' });
  });
  it.each(['text', 'a\tb\n', '\ud800\n', ''])('is not signed of %j', (bad) => {
    expect(() => signNote(bad, [old])).toThrow(RangeError);
  });
  it.each(['', 'a b', 'a+b', 'a\u00a0b'])('is not signed by somebody named %j', (name) => {
    expect(() => signer(name, 1)).toThrow(RangeError);
  });
  it('is not believed of a key of small order, for which anybody can sign', () => {
    // The neutral point: with it, R = [S]B fits every message.
    const neutral = new Uint8Array(32);
    neutral[0] = 1;
    const line = verifierKey('weak', neutral);
    const weak = parseVerifierKey(line);
    const forged = new Uint8Array(68);
    forged.set(Buffer.from(line.split('+')[1] as string, 'hex'));
    forged[4] = 1;
    const note = `any\n\n— weak ${toBase64(forged)}\n`;
    expect(openNote(note, weak ? [weak] : []).kind).toBe('refused');
  });
});

describe('a checkpoint', () => {
  const origin = fc.string({ minLength: 1 }).filter((name) => !/\n/.test(name));
  it('goes there and back', () => {
    fc.assert(
      fc.property(origin, fc.maxSafeInteger().map(Math.abs), fc.string(), (origin, size, seed) => {
        const checkpoint: Checkpoint = { origin, size, root: nodeSha256(Buffer.from(seed)) };
        expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
      })
    );
  });
  const root = toBase64(new Uint8Array(32).fill(9));
  it('may have lines of others behind it', () => {
    expect(parseCheckpoint(`o\n5\n${root}\nmore\n`)).toMatchObject({ origin: 'o', size: 5 });
  });
  it.each([
    '',
    `\n5\n${root}\n`,
    `o\n5\n${root}`,
    `o\n05\n${root}\n`,
    `o\n-5\n${root}\n`,
    `o\n5.0\n${root}\n`,
    `o\n+5\n${root}\n`,
    `o\n9007199254740993\n${root}\n`,
    `o\n5\n${root.slice(0, -1)}\n`,
    `o\n5\n${root.slice(4)}\n`,
    `o\n5\n${root.replace(/.=$/, 'l=')}\n`,
    `o\r\n5\r\n${root}\r\n`,
  ])('is none: %j', (bad) => {
    expect(parseCheckpoint(bad)).toBeNull();
  });
  it('is not written of what is no log', () => {
    const hash = new Uint8Array(32);
    for (const [origin, size] of [
      ['', 1],
      ['a\nb', 1],
      ['o', -1],
      ['o', 1.5],
      ['o', 2 ** 53],
    ] as const) {
      expect(() => checkpointText({ origin, size, root: hash })).toThrow(RangeError);
    }
  });
});
