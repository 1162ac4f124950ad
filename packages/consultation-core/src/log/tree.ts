import { type Bytes, defaultSha256, type Sha256, sameBytes } from './bytes.ts';

/** Hash of a leaf: SHA-256 of 0x00 and its bytes (RFC 9162, section 2.1.1). */
export function leafHash(entry: Bytes, sha256: Sha256 = defaultSha256): Bytes {
  const input = new Uint8Array(entry.length + 1);
  input.set(entry, 1);
  return sha256(input);
}

/** Hash of a node: SHA-256 of 0x01, the left and the right hash. */
export function nodeHash(left: Bytes, right: Bytes, sha256: Sha256 = defaultSha256): Bytes {
  const input = new Uint8Array(65);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 33);
  return sha256(input);
}

/** Hash of the perfect subtree of 2^`level` leaves that is number `index` from the left. */
export type HashAt = (level: number, index: number) => Bytes;

/**
 * The roots of the perfect subtrees that a tree of `size` leaves is made of, the largest first: all that is needed to
 * append to it and to tell its root.
 */
export interface Frontier {
  readonly size: number;
  readonly nodes: readonly Bytes[];
}

export const emptyFrontier: Frontier = { size: 0, nodes: [] };

/** Perfect subtrees of a tree of `size` leaves, the largest first. */
function subtrees(size: number): { level: number; index: number }[] {
  const found = [];
  let before = 0;
  for (let level = 52; level >= 0; level -= 1) {
    const width = 2 ** level;
    if (size - before < width) continue;
    found.push({ level, index: before / width });
    before += width;
  }
  return found;
}

/** The frontier of the first `size` leaves, from the hashes of perfect subtrees. */
export function frontierOf(size: number, hashAt: HashAt): Frontier {
  return { size, nodes: subtrees(size).map(({ level, index }) => hashAt(level, index)) };
}

/** One leaf more. For very many at once, `treeBuilder`. */
export function append(frontier: Frontier, leaf: Bytes, sha256: Sha256 = defaultSha256): Frontier {
  const builder = treeBuilder(frontier, sha256);
  builder.append(leaf);
  return builder.frontier();
}

function foldRight(nodes: readonly Bytes[], sha256: Sha256): Bytes {
  let root = nodes.at(-1);
  if (root === undefined) return sha256(new Uint8Array(0));
  for (let at = nodes.length - 2; at >= 0; at -= 1)
    root = nodeHash(nodes[at] as Bytes, root, sha256);
  return root;
}

/** Root of the tree; of the empty one, SHA-256 of nothing (RFC 9162, section 2.1.1). */
export function frontierRoot(frontier: Frontier, sha256: Sha256 = defaultSha256): Bytes {
  return foldRight(frontier.nodes, sha256);
}

export interface TreeBuilder {
  readonly append: (leaf: Bytes) => void;
  readonly size: () => number;
  readonly root: () => Bytes;
  readonly frontier: () => Frontier;
}

/** Grows a tree leaf by leaf without copying; one hash a leaf on average besides the leaf's own. */
export function treeBuilder(
  from: Frontier = emptyFrontier,
  sha256: Sha256 = defaultSha256
): TreeBuilder {
  const nodes = [...from.nodes];
  let count = from.size;
  const input = new Uint8Array(65);
  input[0] = 1;
  return {
    append(leaf) {
      let hash = leaf;
      for (let rest = count; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        input.set(nodes.pop() as Bytes, 1);
        input.set(hash, 33);
        hash = sha256(input);
      }
      nodes.push(hash);
      count += 1;
    },
    size: () => count,
    root: () => foldRight(nodes, sha256),
    frontier: () => ({ size: count, nodes: [...nodes] }),
  };
}

/** Root of the tree over these leaf hashes. */
export function rootOf(leaves: readonly Bytes[], sha256: Sha256 = defaultSha256): Bytes {
  const builder = treeBuilder(emptyFrontier, sha256);
  for (const leaf of leaves) builder.append(leaf);
  return builder.root();
}

/** The largest power of two below `size`, for a size of 2 or more. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Hash over the leaves `start` to `end` (excluded), where `start` begins a subtree. */
function rangeHash(start: number, end: number, hashAt: HashAt, sha256: Sha256): Bytes {
  const nodes = subtrees(end - start).map(({ level, index }) =>
    hashAt(level, start / 2 ** level + index)
  );
  return foldRight(nodes, sha256);
}

function insistOnRange(inner: number, outer: number, what: string): void {
  if (!Number.isSafeInteger(inner) || !Number.isSafeInteger(outer) || inner < 0 || inner > outer) {
    throw new RangeError(`${what}: ${inner} of ${outer}`);
  }
}

/**
 * Proof that leaf `index` is in the tree of the first `size` leaves: the hashes beside its way to the root, from the leaf
 * up (RFC 9162, section 2.1.3.1). Throws RangeError where there is no such leaf.
 */
export function inclusionProof(
  index: number,
  size: number,
  hashAt: HashAt,
  sha256: Sha256 = defaultSha256
): readonly Bytes[] {
  insistOnRange(index, size, 'No such leaf');
  if (index === size) throw new RangeError(`No such leaf: ${index} of ${size}`);
  const proof: Bytes[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      proof.unshift(rangeHash(middle, end, hashAt, sha256));
      end = middle;
    } else {
      proof.unshift(rangeHash(start, middle, hashAt, sha256));
      start = middle;
    }
  }
  return proof;
}

/**
 * Proof that the tree of the first `from` leaves is the beginning of the tree of the first `to` (RFC 9162, section
 * 2.1.4.1). Empty from nothing and to itself.
 */
export function consistencyProof(
  from: number,
  to: number,
  hashAt: HashAt,
  sha256: Sha256 = defaultSha256
): readonly Bytes[] {
  insistOnRange(from, to, 'No such beginning');
  if (from === 0 || from === to) return [];
  const proof: Bytes[] = [];
  let [start, end] = [0, to];
  let whole = true;
  while (from !== end) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      proof.unshift(rangeHash(middle, end, hashAt, sha256));
      end = middle;
    } else {
      proof.unshift(rangeHash(start, middle, hashAt, sha256));
      start = middle;
      whole = false;
    }
  }
  if (!whole) proof.unshift(rangeHash(start, end, hashAt, sha256));
  return proof;
}

const isHash = (bytes: Bytes) => bytes.length === 32;

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  /** Hash of the leaf. */
  readonly leaf: Bytes;
  readonly proof: readonly Bytes[];
  readonly root: Bytes;
}

/** Whether the proof leads from the leaf to the root (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(
  { index, size, leaf, proof, root }: Inclusion,
  sha256: Sha256 = defaultSha256
): boolean {
  if (![leaf, root, ...proof].every(isHash)) return false;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return false;
  if (index < 0 || index >= size) return false;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const beside of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(beside, hash, sha256);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, beside, sha256);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && sameBytes(hash, root);
}

export interface Consistency {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Bytes;
  readonly toRoot: Bytes;
  readonly proof: readonly Bytes[];
}

/** Whether the proof leads from the older root to both roots (RFC 9162, section 2.1.4.2). */
export function verifyConsistency(
  { from, to, fromRoot, toRoot, proof }: Consistency,
  sha256: Sha256 = defaultSha256
): boolean {
  if (![fromRoot, toRoot, ...proof].every(isHash)) return false;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to)
    return false;
  if (from === to) return proof.length === 0 && sameBytes(fromRoot, toRoot);
  if (from === 0) return proof.length === 0 && sameBytes(fromRoot, sha256(new Uint8Array(0)));
  const isPower = Number.isInteger(Math.log2(from)) && 2 ** Math.log2(from) === from;
  const [first, ...rest] = isPower ? [fromRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [place, last] = [from - 1, to - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [older, newer] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      older = nodeHash(beside, older, sha256);
      newer = nodeHash(beside, newer, sha256);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      newer = nodeHash(newer, beside, sha256);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && sameBytes(older, fromRoot) && sameBytes(newer, toRoot);
}
