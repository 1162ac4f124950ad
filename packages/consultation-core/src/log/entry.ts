import { type Bytes, utf8 } from './bytes.ts';
import { canonicalJson, type Json } from './canonical.ts';

/** Format of the leaves, named in the first of them. */
export const journalFormat = 'journal@1';

/** A leaf of the journal: one accepted act. What is personal is not in it, but in what it commits to. */
export interface Entry {
  /** ISO 8601 instant in UTC; of a ballot only its hour. Never before that of an earlier leaf. */
  readonly at: string;
  readonly kind: string;
  /** What it is about: `amendment:…`, `version:…`; left out for the consultation as a whole and for ballots. */
  readonly subject?: string;
  readonly data?: { readonly [key: string]: Json };
  /** See `commitment`. */
  readonly commitment?: string;
}

/** What the commitment of a ballot leaf hides. */
export interface BallotAct {
  readonly act: 'cast' | 'changed' | 'withdrawn';
  /** Null where the ballot was withdrawn. */
  readonly choice: string | null;
  readonly target: string;
  /** 32 hex digits; another one for each target. */
  readonly voter: string;
}

/** The most that a bundle of entries can hold of one (C2SP tlog-tiles). */
export const entryLimit = 65_535;

/** Start of the hour of an instant. */
export function hourOf(at: string): string {
  return `${at.slice(0, 13)}:00:00.000Z`;
}

/** The leaf of every act on a ballot: all have the same shape and length, so that none says what was done to it. */
export function ballotEntry(at: string, commitment: string): Entry {
  return { at: hourOf(at), commitment, kind: 'ballot' };
}

/** The canonical text of an entry, whose UTF-8 is what is hashed. Throws RangeError when it is too long for a leaf. */
export function entryText(entry: Entry): string {
  const members = Object.entries(entry).filter(([, value]) => value !== undefined);
  return canonicalJson(Object.fromEntries(members) as Json);
}

export function entryBytes(entry: Entry): Bytes {
  const bytes = utf8(entryText(entry));
  if (bytes.length > entryLimit) {
    throw new RangeError(`A leaf holds ${entryLimit} bytes at most, not ${bytes.length}`);
  }
  return bytes;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const known = new Set(['at', 'kind', 'subject', 'data', 'commitment']);

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { at, kind, subject, data, commitment } = value as Record<string, unknown>;
  return (
    Object.keys(value).every((key) => known.has(key)) &&
    typeof at === 'string' &&
    instant.test(at) &&
    !Number.isNaN(Date.parse(at)) &&
    typeof kind === 'string' &&
    kind !== '' &&
    (subject === undefined || typeof subject === 'string') &&
    (data === undefined || (typeof data === 'object' && data !== null && !Array.isArray(data))) &&
    (commitment === undefined ||
      (typeof commitment === 'string' && /^[0-9a-f]{64}$/.test(commitment)))
  );
}

/** Reads a leaf; null unless it is an entry in canonical form, byte for byte. */
export function readEntry(text: string): Entry | null {
  // A code unit has three bytes of UTF-8 at most: few entries have to be measured.
  if (text.length * 3 > entryLimit && utf8(text).length > entryLimit) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isEntry(value) && canonicalJson(value as unknown as Json) === text ? value : null;
  } catch {
    return null;
  }
}
