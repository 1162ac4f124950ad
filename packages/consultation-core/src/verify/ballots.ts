import { isHex } from './hex.ts';

/**
 * What each voter has in each box, for millions of voters: an open hash table in typed arrays, since as many objects
 * would take a gigabyte and the time to clear them away.
 */

/** Acts on one box by one voter so far. `choice` is -1 where there is no ballot (any more). */
export interface Slot {
  readonly choice: number;
  readonly index: number;
  /** Hours since 1970. */
  readonly hour: number;
}

export interface BallotTable {
  /** Where (target, voter) is, or is to be put; the place stays good until the next `put`. */
  readonly find: (target: number, voter: string) => number;
  readonly has: (place: number) => boolean;
  readonly at: (place: number) => Slot;
  readonly put: (place: number, target: number, voter: string, slot: Slot) => void;
  /** Marks that the list of ballots has it; false where it was marked before. */
  readonly mark: (place: number) => boolean;
  /** Voters who have a ballot in a box and were not marked. */
  readonly unmarked: () => Generator<{ readonly target: number; readonly voter: string } & Slot>;
  /** Ballots in all boxes. */
  readonly ballots: () => number;
}

export const isPseudonym = (voter: string) => isHex(voter, 32);

/** Four numbers of 32 bits that a pseudonym is made of. */
function partsOf(voter: string, into: Uint32Array): void {
  for (let part = 0; part < 4; part += 1) {
    let value = 0;
    for (let at = part * 8; at < part * 8 + 8; at += 1) {
      const code = voter.charCodeAt(at);
      value = (value << 4) | (code < 58 ? code - 48 : code - 87);
    }
    into[part] = value;
  }
}

interface Arrays {
  readonly size: number;
  readonly keys: Uint32Array;
  readonly targets: Int32Array;
  readonly choices: Int32Array;
  readonly indexes: Float64Array;
  readonly hours: Int32Array;
  readonly marks: Uint8Array;
}

function arrays(size: number): Arrays {
  return {
    size,
    keys: new Uint32Array(size * 4),
    // A target's number plus one; 0 is an empty place.
    targets: new Int32Array(size),
    choices: new Int32Array(size),
    indexes: new Float64Array(size),
    hours: new Int32Array(size),
    marks: new Uint8Array(size),
  };
}

/** `salt` decides where things lie, so that nobody can choose pseudonyms that all lie in one place. */
export function makeBallotTable(salt: number, initial = 1 << 12): BallotTable {
  let table = arrays(initial);
  let used = 0;
  let ballots = 0;
  const key = new Uint32Array(4);
  const [a, b, c, d] = [0, 1, 2, 3] as const;

  function placeOf(into: Arrays, target: number, parts: Uint32Array): number {
    let hash = salt ^ Math.imul(target + 1, 0x9e3779b1);
    for (let part = 0; part < 4; part += 1) {
      hash = Math.imul(hash ^ (parts[part] as number), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    hash = Math.imul(hash, 0xc2b2ae35);
    let place = (hash ^ (hash >>> 16)) & (into.size - 1);
    for (;;) {
      const found = into.targets[place] as number;
      if (found === 0) return place;
      const at = place * 4;
      if (
        found === target + 1 &&
        into.keys[at + a] === parts[a] &&
        into.keys[at + b] === parts[b] &&
        into.keys[at + c] === parts[c] &&
        into.keys[at + d] === parts[d]
      ) {
        return place;
      }
      place = (place + 1) & (into.size - 1);
    }
  }

  function grow(): void {
    const old = table;
    table = arrays(old.size * 2);
    for (let from = 0; from < old.size; from += 1) {
      const target = old.targets[from] as number;
      if (target === 0) continue;
      const parts = old.keys.subarray(from * 4, from * 4 + 4);
      const to = placeOf(table, target - 1, parts);
      table.keys.set(parts, to * 4);
      table.targets[to] = target;
      table.choices[to] = old.choices[from] as number;
      table.indexes[to] = old.indexes[from] as number;
      table.hours[to] = old.hours[from] as number;
      table.marks[to] = old.marks[from] as number;
    }
  }

  const at = (place: number): Slot => ({
    choice: table.choices[place] as number,
    index: table.indexes[place] as number,
    hour: table.hours[place] as number,
  });

  return {
    find: (target, voter) => {
      if (used * 3 > table.size * 2) grow();
      partsOf(voter, key);
      return placeOf(table, target, key);
    },
    has: (place) => table.targets[place] !== 0,
    at,
    put: (place, target, voter, slot) => {
      const before = table.targets[place] === 0 ? -1 : (table.choices[place] as number);
      if (table.targets[place] === 0) {
        partsOf(voter, key);
        table.keys.set(key, place * 4);
        table.targets[place] = target + 1;
        used += 1;
      }
      table.choices[place] = slot.choice;
      table.indexes[place] = slot.index;
      table.hours[place] = slot.hour;
      ballots += (slot.choice >= 0 ? 1 : 0) - (before >= 0 ? 1 : 0);
    },
    mark: (place) => {
      const first = table.marks[place] === 0;
      table.marks[place] = 1;
      return first;
    },
    *unmarked() {
      for (let place = 0; place < table.size; place += 1) {
        const target = table.targets[place] as number;
        if (target === 0 || table.marks[place] === 1 || (table.choices[place] as number) < 0) {
          continue;
        }
        let voter = '';
        for (let part = 0; part < 4; part += 1) {
          voter += (table.keys[place * 4 + part] as number).toString(16).padStart(8, '0');
        }
        yield { target: target - 1, voter, ...at(place) };
      }
    },
    ballots: () => ballots,
  };
}
