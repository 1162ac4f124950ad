import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { hashAtOf, literalRoot, nodeSha256 } from '../../test/literal-tree.ts';
import {
  append,
  type Bytes,
  type Consistency,
  consistencyProof,
  emptyFrontier,
  type Frontier,
  frontierOf,
  frontierRoot,
  type Inclusion,
  inclusionProof,
  leafHash,
  nodeHash,
  parseTilePath,
  rootOf,
  tilePath,
  tilesFor,
  tileWidth,
  toHex,
  treeBuilder,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';

// Many thousands of hashes, on machines that have other work too.
vi.setConfig({ testTimeout: 60_000 });

const most = 300;
const all = Array.from({ length: most }, (_, index) =>
  leafHash(new TextEncoder().encode(`leaf ${index}`))
);
const hashAt = hashAtOf(all);
const roots = Array.from({ length: most + 1 }, (_, size) => rootOf(all.slice(0, size), nodeSha256));
const root = (size: number) => roots[size] as Bytes;
const leaf = (index: number) => all[index] as Bytes;

const included = (index: number, size: number): Inclusion => ({
  index,
  size,
  leaf: leaf(index),
  proof: inclusionProof(index, size, hashAt, nodeSha256),
  root: root(size),
});
const begun = (from: number, to: number): Consistency => ({
  from,
  to,
  fromRoot: root(from),
  toRoot: root(to),
  proof: consistencyProof(from, to, hashAt, nodeSha256),
});
const flipped = (hash: Bytes, bit: number) => {
  const other = hash.slice();
  other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
  return other;
};
/** All proofs with one hash left out, doubled, changed in one bit, cut short, made longer, or two exchanged. */
function* changedProofs(proof: readonly Bytes[], bit: number): Generator<readonly Bytes[]> {
  yield [...proof, leaf(0)];
  yield [leaf(0), ...proof];
  for (const [at, hash] of proof.entries()) {
    yield proof.toSpliced(at, 1);
    yield proof.toSpliced(at, 0, hash);
    yield proof.with(at, flipped(hash, bit));
    yield proof.with(at, hash.slice(1));
    yield proof.with(at, Uint8Array.of(...hash, 0));
    if (at > 0) yield proof.with(at, proof[at - 1] as Bytes).with(at - 1, hash);
  }
}

describe('every tree up to 300 leaves', () => {
  it('has the root of the definition, however it has grown', () => {
    let frontier: Frontier = emptyFrontier;
    const builder = treeBuilder(emptyFrontier, nodeSha256);
    for (let size = 0; size <= most; size += 1) {
      const expected = toHex(literalRoot(all.slice(0, size)));
      expect(toHex(rootOf(all.slice(0, size)))).toBe(expected);
      expect(toHex(frontierRoot(frontier))).toBe(expected);
      expect(toHex(builder.root())).toBe(expected);
      expect(frontierOf(size, hashAt)).toEqual(frontier);
      expect(builder.frontier()).toEqual(frontier);
      if (size === most) break;
      frontier = append(frontier, leaf(size));
      builder.append(leaf(size));
    }
  });
  it('goes on from a frontier that was kept as JSON', () => {
    const kept = JSON.stringify({ ...frontierOf(77, hashAt) }, (_, value) =>
      value instanceof Uint8Array ? toHex(value) : value
    );
    const { size, nodes } = JSON.parse(kept);
    const builder = treeBuilder({
      size,
      nodes: nodes.map((hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))),
    });
    for (const hash of all.slice(77)) builder.append(hash);
    expect(toHex(builder.root())).toBe(toHex(root(most)));
  });
  it('proves every leaf, with as few hashes as the height', () => {
    for (let size = 1; size <= most; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const claim = included(index, size);
        if (!verifyInclusion(claim, nodeSha256)) expect.fail(`${index} of ${size}`);
        if (claim.proof.length > Math.ceil(Math.log2(size))) expect.fail(`long: ${index}, ${size}`);
      }
    }
  });
  it('proves every beginning', () => {
    for (let to = 0; to <= most; to += 1) {
      for (let from = 0; from <= to; from += 1) {
        if (!verifyConsistency(begun(from, to), nodeSha256)) expect.fail(`${from} of ${to}`);
      }
    }
  });
});

describe('no proof holds once anything is changed', () => {
  const place = fc
    .integer({ min: 1, max: most })
    .chain((size) => fc.tuple(fc.nat(size - 1), fc.constant(size)));
  const bit = fc.nat(255);

  it('of a leaf', () => {
    const refuse = (claim: Inclusion) => {
      if (verifyInclusion(claim, nodeSha256)) expect.fail(`${claim.index} of ${claim.size}`);
    };
    fc.assert(
      fc.property(place, bit, ([index, size], bit) => {
        const claim = included(index, size);
        for (let other = 0; other < size; other += 1) {
          if (other !== index) refuse({ ...claim, index: other });
          if (other !== index) refuse({ ...claim, leaf: leaf(other) });
        }
        for (const other of [-1, size, index + 0.5, Number.NaN]) refuse({ ...claim, index: other });
        refuse({ ...claim, leaf: flipped(claim.leaf, bit) });
        refuse({ ...claim, leaf: claim.leaf.slice(1) });
        refuse({ ...claim, root: flipped(claim.root, bit) });
        refuse({ ...claim, root: new Uint8Array(0) });
        for (const proof of changedProofs(claim.proof, bit)) refuse({ ...claim, proof });
      }),
      { numRuns: 150 }
    );
  });
  it('of a leaf with the root of another size', () => {
    for (let size = 1; size <= 40; size += 1) {
      for (let other = 1; other <= 40; other += 1) {
        if (other === size) continue;
        for (let index = 0; index < size; index += 1) {
          const claim = { ...included(index, size), root: root(other) };
          if (verifyInclusion(claim, nodeSha256)) expect.fail(`${index} of ${size}, not ${other}`);
        }
      }
    }
  });
  it('of a beginning', () => {
    const refuse = (claim: Consistency) => {
      if (verifyConsistency(claim, nodeSha256)) expect.fail(`${claim.from} of ${claim.to}`);
    };
    fc.assert(
      fc.property(place, bit, ([before, to], bit) => {
        const claim = begun(before, to);
        refuse({ ...claim, fromRoot: flipped(claim.fromRoot, bit) });
        refuse({ ...claim, from: to + 1 });
        refuse({ ...claim, from: -1 });
        refuse({ ...claim, from: before + 0.5 });
        for (const proof of changedProofs(claim.proof, bit)) refuse({ ...claim, proof });
        for (let other = 1; other < to; other += 1) {
          if (other !== before) refuse({ ...claim, fromRoot: root(other) });
        }
        // Nothing is the beginning of everything; else the newer root is bound too.
        if (before > 0) refuse({ ...claim, toRoot: flipped(claim.toRoot, bit) });
        if (before > 0) refuse({ ...claim, toRoot: root(before) });
      }),
      { numRuns: 150 }
    );
  });
  it('and none is given for what is not there', () => {
    for (const [index, size] of [
      [0, 0],
      [3, 3],
      [-1, 3],
      [0.5, 3],
      [0, Number.NaN],
    ] as const) {
      expect(() => inclusionProof(index, size, hashAt)).toThrow(RangeError);
    }
    for (const [from, to] of [
      [4, 3],
      [-1, 3],
      [1.5, 3],
    ] as const) {
      expect(() => consistencyProof(from, to, hashAt)).toThrow(RangeError);
    }
  });
});

describe('a very large tree', () => {
  // All leaves are equal, so that each perfect subtree has one hash for its level.
  const levels: Bytes[] = [leaf(0)];
  for (let level = 1; level <= 52; level += 1) {
    const below = levels[level - 1] as Bytes;
    levels.push(nodeHash(below, below));
  }
  const sameAt = (level: number) => levels[level] as Bytes;
  it.each([2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32 + 5, 2 ** 40, 2 ** 52 + 1])(
    'of %i leaves proves them beyond 32 bits',
    (size) => {
      const whole = frontierRoot(frontierOf(size, sameAt));
      for (const index of [0, 1, 2 ** 30, size - 2, size - 1]) {
        const proof = inclusionProof(index, size, sameAt);
        const claim = { index, size, leaf: leaf(0), proof, root: whole };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: leaf(1) })).toBe(false);
      }
      for (const from of [1, 2 ** 29, 2 ** 30 + 7, size - 1]) {
        const proof = consistencyProof(from, size, sameAt);
        const fromRoot = frontierRoot(frontierOf(from, sameAt));
        const claim = { from, to: size, fromRoot, toRoot: whole, proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, fromRoot: leaf(1) })).toBe(false);
      }
    }
  );
});

describe('tiles', () => {
  it('give the same hashes and proofs as the tree', () => {
    const size = 70_000;
    const hashes = Array.from({ length: size }, (_, index) =>
      nodeSha256(Buffer.from(`entry ${index}`))
    );
    // What a host keeps: of each tile, its hashes; the next level has the roots of full tiles.
    const rows: Bytes[][] = [hashes];
    for (let row = hashes; row.length >= tileWidth; ) {
      const next: Bytes[] = [];
      for (let at = 0; at + tileWidth <= row.length; at += tileWidth) {
        next.push(literalRoot(row.slice(at, at + tileWidth)));
      }
      rows.push(next);
      row = next;
    }
    const files = new Map<string, readonly Bytes[]>();
    for (const { level, index, width } of tilesFor(size)) {
      if (level === 'entries') continue;
      const start = index * tileWidth;
      files.set(
        tilePath(level, index, width),
        (rows[level] as Bytes[]).slice(start, start + width)
      );
    }
    expect(files.size).toBe(274 + 2 + 1);
    // What a reader does: any perfect subtree from one tile.
    const fromTiles = (level: number, index: number) => {
      const tileLevel = Math.floor(level / 8);
      const span = 2 ** (level % 8);
      const first = index * span;
      const tile = Math.floor(first / tileWidth);
      const have = (rows[tileLevel] as Bytes[]).length;
      const width = Math.min(tileWidth, have - tile * tileWidth);
      const file = files.get(tilePath(tileLevel, tile, width));
      if (file === undefined) throw new Error(`No tile ${tileLevel}/${tile}`);
      return rootOf(file.slice(first % tileWidth, (first % tileWidth) + span), nodeSha256);
    };
    const whole = rootOf(hashes, nodeSha256);
    expect(toHex(frontierRoot(frontierOf(size, fromTiles)))).toBe(toHex(whole));
    for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) {
      const proof = inclusionProof(index, size, fromTiles);
      const claim = { index, size, leaf: hashes[index] as Bytes, proof, root: whole };
      expect(verifyInclusion(claim)).toBe(true);
    }
  }, 30_000);
  it('have one path each', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant('entries' as const), fc.nat(6)),
        fc.oneof(
          fc.nat(2_000),
          fc
            .maxSafeInteger()
            .map(Math.abs)
            .map((n) => n % 10 ** 15)
        ),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          const path = tilePath(level, index, width);
          expect(parseTilePath(path)).toEqual({ level, index, width });
        }
      )
    );
  });
  it.each([
    'tile/0/67',
    'tile/0/x000/067',
    'tile/00/067',
    'tile/0/067.p/0',
    'tile/0/067.p/256',
    'tile/0/067.p/05',
    'tile/0/1067',
    'tile/0/../067',
    'tile/data/067',
    'tile/0/067/',
    '/tile/0/067',
    'tile/0/067\n',
    'tile/-1/067',
  ])('have no path %j', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});

it('keeps up with millions of ballots when the host lends its hash', () => {
  // A bound that a tree with a copy per leaf misses by far; measured, a hundredth of a millisecond a leaf.
  const sha256 = (data: Bytes) => createHash('sha256').update(data).digest();
  const [count, entry] = [100_000, new Uint8Array(120)];
  const builder = treeBuilder(emptyFrontier, sha256);
  const begin = performance.now();
  for (let index = 0; index < count; index += 1) {
    entry[0] = index;
    entry[1] = index >> 8;
    builder.append(leafHash(entry, sha256));
  }
  expect(builder.frontier().nodes.length).toBe(6);
  expect(performance.now() - begin).toBeLessThan(15_000);
});
