import { type Bytes, concat } from './bytes.ts';
import { entryLimit } from './entry.ts';

/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles: a height of 8). */
export const tileWidth = 256;

export type TileLevel = number | 'entries';
export interface TilePlace {
  readonly level: TileLevel;
  readonly index: number;
  /** Hashes or entries in it, 1 to 256. */
  readonly width: number;
}

/** Where a tile is: `tile/0/x001/x234/067`, with `.p/5` behind it where it has only 5 hashes yet (C2SP tlog-tiles). */
export function tilePath(level: TileLevel, index: number, width: number = tileWidth): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new RangeError(`No tile ${index}`);
  if (!Number.isInteger(width) || width < 1 || width > tileWidth) {
    throw new RangeError(`No tile has a width of ${width}`);
  }
  const groups: string[] = [];
  let rest = index;
  do {
    const group = String(rest % 1_000).padStart(3, '0');
    groups.unshift(groups.length === 0 ? group : `x${group}`);
    rest = Math.floor(rest / 1_000);
  } while (rest > 0);
  const partial = width === tileWidth ? '' : `.p/${width}`;
  return `tile/${level}/${groups.join('/')}${partial}`;
}

/** Null unless the path is one that `tilePath` makes. */
export function parseTilePath(path: string): TilePlace | null {
  const found =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4})(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (found === null) return null;
  const [, where = '', high = '', low = '', partial] = found;
  const level = where === 'entries' ? where : Number(where);
  const width = partial === undefined ? tileWidth : Number(partial);
  const index = Number(high.replace(/[x/]/g, '') + low);
  if (width > tileWidth || (partial !== undefined && width === tileWidth)) return null;
  return tilePath(level, index, width) === path ? { level, index, width } : null;
}

/** All tiles and bundles of a log of `size` leaves, the last of each level as wide as it is. */
export function* tilesFor(size: number): Generator<TilePlace> {
  const row = function* (level: TileLevel, count: number): Generator<TilePlace> {
    for (let index = 0; index * tileWidth < count; index += 1) {
      yield { level, index, width: Math.min(tileWidth, count - index * tileWidth) };
    }
  };
  yield* row('entries', size);
  for (let [level, count] = [0, size]; count > 0; level += 1) {
    yield* row(level, count);
    count = Math.floor(count / tileWidth);
  }
}

/** Entries one after the other, each behind its length in two bytes (C2SP tlog-tiles, entry bundle). */
export function entryBundle(entries: readonly Bytes[]): Bytes {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > entryLimit) throw new RangeError('An entry is too long for a bundle');
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
    })
  );
}

/** Null where the bytes end in the middle of an entry. */
export function readEntryBundle(bytes: Bytes): readonly Bytes[] | null {
  const entries: Bytes[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = at + 2;
    const length = ((bytes[at] as number) << 8) | (bytes[at + 1] ?? 0);
    if (start + length > bytes.length) return null;
    entries.push(bytes.slice(start, start + length));
    at = start + length;
  }
  return entries;
}
