import { leafHash } from 'consultation-core/log';
import type { Db } from '../store/database.ts';
import { citizenKinds, leafPages, type StoredLeaf } from '../store/leaf.ts';
import { sha256 } from '../store/log.ts';
import { findTile } from '../store/tile.ts';
import type { Facts } from './edition-facts.ts';
import type { Output } from './edition-output.ts';
import type { Sorter } from './edition-sort.ts';

/** Why the opening of a leaf is not published; undefined where it is, or where there is nothing to open. */
function withheld(leaf: StoredLeaf, isBallot: boolean, facts: Facts, sealed: boolean) {
  if (isBallot && sealed) return 'sealed';
  if (leaf.nonce === null || leaf.content === null) return 'erased';
  if (citizenKinds.has(leaf.kind) && facts.items.get(leaf.subject)?.hidden) return 'hidden';
  return undefined;
}

/** One act on a ballot as a line to sort: by target, voter and place in the journal. */
export interface BallotAct {
  readonly target: string;
  readonly voter: string;
  readonly act: 'cast' | 'changed' | 'withdrawn';
  readonly choice: string;
  readonly hour: string;
}
const gap = '\u0001';
const digits = 12;

function ballotLine(index: number, hour: string, content: string): string {
  const { act, choice, target, voter } = JSON.parse(content) as Record<string, string | null>;
  return [target, voter, String(index).padStart(digits, '0'), act, choice ?? '', hour].join(gap);
}

export function readBallotLine(line: string): BallotAct {
  const [target = '', voter = '', , act = '', choice = '', hour = ''] = line.split(gap);
  return { target, voter, act: act as BallotAct['act'], choice, hour };
}

const tileWidth = 256;
const hashBytes = 32;
/** In canonical form the time of an entry stands first: `{"at":"2026-01-31T09:00:00.000Z"`. */
const timeFrom = '{"at":"'.length;
const timeTo = timeFrom + 24;
/** In canonical form the commitment of an entry stands right behind its time. */
const committed = /^\{"at":"[^"]*","commitment":"/;

/**
 * Writes the journal leaf by leaf as it is stored, hands the ballots on to be sorted, and tells the time of each leaf. Each leaf is hashed and compared
 * with its tile on the way: nothing is published that is not what was signed. Throws Error that names the leaf otherwise.
 */
export async function writeJournal(
  db: Db,
  consultation: string,
  size: number,
  facts: Facts,
  sealed: boolean,
  out: Output,
  ballots: Sorter,
  seen: (at: string) => void,
  progress: (done: number) => void
): Promise<void> {
  let tile: Uint8Array | undefined;
  let expected = 0;
  for await (const page of leafPages(db, consultation, size)) {
    for (const leaf of page) {
      const { index, entry, nonce, content } = leaf;
      if (index !== expected) throw new Error(`Leaf ${expected} of the journal is missing.`);
      expected += 1;
      const place = index % tileWidth;
      if (place === 0) tile = await findTile(db, consultation, 0, index / tileWidth);
      const hash = tile?.subarray(place * hashBytes, (place + 1) * hashBytes);
      if (hash === undefined || Buffer.compare(leafHash(Buffer.from(entry), sha256), hash) !== 0) {
        throw new Error(`Leaf ${index} of the journal is not the one that was signed.`);
      }
      const at = entry.slice(timeFrom, timeTo);
      seen(at);
      const isBallot = leaf.kind.startsWith('ballot');
      let more = '';
      if (committed.test(entry)) {
        const why = withheld(leaf, isBallot, facts, sealed);
        more =
          why === undefined
            ? `,"content":${content},"nonce":${JSON.stringify(nonce)}`
            : `,"withheld":"${why}"`;
        if (isBallot && why === undefined && content !== null) {
          await ballots.add(ballotLine(index, at, content));
        }
      }
      await out.line(`{"entry":${entry},"index":${index}${more}}`);
    }
    progress(expected);
  }
  if (expected !== size) throw new Error(`Leaf ${expected} of the journal is missing.`);
}
