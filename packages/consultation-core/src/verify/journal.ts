import { type Bytes, emptyFrontier, hourOf, treeBuilder } from '../log/index.ts';
import { type Files, isPlain, type Plain } from './files.ts';
import { type Fold, makeFold } from './fold.ts';
import { makeLeafHashing } from './hashing.ts';
import { type KeyFrom, readKey } from './keys.ts';
import { type Leaf, readLeaf } from './leaf.ts';
import type { Notebook } from './notebook.ts';

/** A leaf that somebody asks for. */
export interface Watched {
  readonly hash: Bytes;
  readonly leaf: Leaf;
}

/** Acts that were signed and then lost in a restore, as a leaf says: those from `from` on, up to `lost` of them in all. */
export interface Gap {
  readonly index: number;
  readonly from: number;
  readonly lost: number;
  /** Of the newest checkpoint that is known of what was lost, base64. */
  readonly root: string;
}

export interface Journal {
  readonly fold: Fold;
  readonly size: number;
  /** Time of the last leaf, ballots to the hour. */
  readonly lastAt: string;
  /** `data` of leaf 0. */
  readonly begun: Plain;
  readonly keys: readonly KeyFrom[];
  readonly gaps: readonly Gap[];
  readonly watched: ReadonlyMap<number, Watched>;
  /** Roots at the sizes that were asked for, as far as every leaf before could be read. */
  readonly roots: ReadonlyMap<number, Bytes>;
}

export interface JournalOptions {
  readonly sha256: (data: Bytes) => Bytes;
  /** Sizes of which the root is wanted. */
  readonly sizes: ReadonlySet<number>;
  /** Indexes of leaves to be kept. */
  readonly watch: ReadonlySet<number>;
}

/** Reads all leaves in one go: each is hashed into the tree, opened, and folded into what all of them come to. */
export async function readJournal(
  files: Files,
  notebook: Notebook,
  { sha256, sizes, watch }: JournalOptions
): Promise<Journal | null> {
  const lines = await files.lines('journal.ndjson');
  if (lines === null) {
    notebook.find('file-missing', { file: 'journal.ndjson' });
    return null;
  }
  const fold = makeFold(notebook);
  const hashing = makeLeafHashing(sha256);
  const tree = treeBuilder(emptyFrontier, sha256);
  const roots = new Map<number, Bytes>();
  const watched = new Map<number, Watched>();
  let keys: readonly KeyFrom[] = [];
  const gaps: Gap[] = [];
  let begun: Plain = {};
  let size = 0;
  let next = 0;
  let last = '';
  let whole = true;

  function checkOpening(leaf: Leaf) {
    const { index, content, nonce, withheld } = leaf;
    if (leaf.commitment === null) {
      if (content !== null || nonce !== null || withheld !== null) {
        notebook.find('opening-without-commitment', { index });
      }
      return;
    }
    if (withheld !== null && content === null) {
      if (!['sealed', 'hidden', 'erased'].includes(withheld)) {
        notebook.find('opening-missing', { index });
      }
      return;
    }
    if (content === null || nonce === null || withheld !== null) {
      notebook.find('opening-missing', { index });
      return;
    }
    notebook.looked('openings');
    if (!opens(leaf.commitment, nonce, content)) notebook.find('opening-differs', { index });
  }

  /** A content without canonical form is none that anybody committed to. */
  function opens(commitment: string, nonce: string, content: Plain): boolean {
    try {
      return hashing.opens(commitment, nonce, content);
    } catch {
      return false;
    }
  }

  function checkPlace(leaf: Leaf) {
    const { index, at, kind } = leaf;
    const least = kind === 'ballot' ? hourOf(last) : last;
    if (last !== '' && at < least) notebook.find('leaf-time', { index, at, before: last });
    if (at > last) last = at;
    if (index === 0) {
      if (kind !== 'journal-begun') notebook.find('journal-not-begun');
    } else if (kind === 'journal-begun') {
      notebook.find('journal-begun-twice', { index });
    }
    if (kind === 'journal-continued') {
      const { from, lost, root } = leaf.data;
      if (typeof from === 'number' && typeof lost === 'number') {
        gaps.push({ index, from, lost, root: typeof root === 'string' ? root : '' });
      }
      notebook.remark('journal-continued', { index, ...numbersOf(leaf.data) });
    }
    if (kind === 'journal-begun' || kind === 'key-rotated') keys = readKey(leaf, keys, notebook);
    if (index === 0) begun = leaf.data;
  }

  for await (const batch of lines) {
    for (const line of batch) {
      const leaf = readLeaf(line, next, notebook);
      size += 1;
      next = (leaf?.index ?? next) + 1;
      notebook.looked('leaves');
      if (leaf === null) {
        // From here on no root can be recomputed.
        whole = false;
        continue;
      }
      const hash = hashing.leaf(leaf.text);
      tree.append(hash);
      if (watch.has(leaf.index)) watched.set(leaf.index, { hash, leaf });
      checkPlace(leaf);
      checkOpening(leaf);
      fold.apply(leaf);
      if (whole && sizes.has(size)) roots.set(size, tree.root());
    }
  }
  return { fold, size, lastAt: last, begun, keys, gaps, watched, roots };
}

/** Numbers of a leaf's data, for the details of a remark. */
function numbersOf(data: Plain): Readonly<Record<string, number>> {
  if (!isPlain(data)) return {};
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  );
}
