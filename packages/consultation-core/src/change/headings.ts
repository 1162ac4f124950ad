import { inlineText } from '../text/inline.ts';
import { type Body, type Heading, headingRanks } from '../text/types.ts';
import { type Couple, surest } from './pairing.ts';
import { rarityIn, sameSubject, type Wording } from './resemblance.ts';

/** A heading with what stands below it. */
interface Division {
  readonly heading: Heading;
  readonly rank: number;
  /** Where the heading stands in the body. */
  readonly at: number;
  /** The division that it stands in, by its place in the list; -1 for none. */
  readonly parent: number;
  /** Letters of all blocks below it that are no headings. */
  weight: number;
  /** Behind its last block. */
  end: number;
}

/** Part of the words of two divisions that must be the same for them to be the same, whatever they are called. */
const enough = 0.5;

/**
 * What two articles of one number must have in common to be about the same subject. In a bill of 2010 and the Code
 * civil 99 of 100 articles that have nothing to do with each other stay below.
 */
const subject = 0.2;

interface Divided {
  readonly divisions: readonly Division[];
  /** The innermost division of each block of the body, -1 in front of the first. */
  readonly homes: readonly number[];
}

function divide(body: Body, wordings: readonly Wording[]): Divided {
  const divisions: Division[] = [];
  const homes: number[] = [];
  let home = -1;
  for (const [at, block] of body.entries()) {
    if (block.type === 'heading') {
      const rank = headingRanks.indexOf(block.rank);
      while (home !== -1 && (divisions[home] as Division).rank >= rank) {
        (divisions[home] as Division).end = at;
        home = (divisions[home] as Division).parent;
      }
      divisions.push({ heading: block, rank, at, end: body.length, parent: home, weight: 0 });
      home = divisions.length - 1;
    } else {
      for (let up = home; up !== -1; up = (divisions[up] as Division).parent) {
        (divisions[up] as Division).weight += wordings[at]?.weight ?? 0;
      }
    }
    homes.push(home);
  }
  return { divisions, homes };
}

const titleOf = ({ heading }: Division) => inlineText(heading.children).trim();

/** Letters that the divisions of both sides have in common: those of the blocks that are the same. */
function sharedWeights(
  old: Divided,
  now: Divided,
  partners: ReadonlyMap<number, number>,
  wordings: readonly Wording[]
): ReadonlyMap<number, Map<number, number>> {
  const shared = new Map<number, Map<number, number>>();
  for (const [b, a] of partners) {
    for (let up = now.homes[b] as number; up !== -1; up = (now.divisions[up] as Division).parent) {
      const { rank } = now.divisions[up] as Division;
      let other = old.homes[a] as number;
      while (other !== -1 && (old.divisions[other] as Division).rank > rank) {
        other = (old.divisions[other] as Division).parent;
      }
      if (other === -1 || (old.divisions[other] as Division).rank !== rank) continue;
      let row = shared.get(up);
      if (row === undefined) {
        row = new Map();
        shared.set(up, row);
      }
      row.set(other, (row.get(other) ?? 0) + (wordings[b]?.weight ?? 0));
    }
  }
  return shared;
}

/** How sure it is that two divisions of one rank are the same; undefined when they are not. */
function sureness(
  was: Division,
  is: Division,
  shared: number,
  inPlace: boolean,
  areAbout: (was: Division, is: Division) => number
): number | undefined {
  const alike = shared === 0 ? 0 : (2 * shared) / (was.weight + is.weight);
  const sameLabel = was.heading.label !== undefined && was.heading.label === is.heading.label;
  const title = titleOf(was);
  const sameTitle = title !== '' && title === titleOf(is);
  // The number of an article says which one it is, unless both have words and these are about something else.
  const byNumber =
    (sameLabel || inPlace) &&
    (shared > 0 || was.weight === 0 || is.weight === 0 || areAbout(was, is) >= subject);
  if (alike < enough && !byNumber && !sameTitle) return undefined;
  return alike + (sameLabel ? 0.4 : 0) + (sameTitle ? 0.4 : 0);
}

/**
 * Which heading of `after` was which of `before`, by their places, when it is known of the other blocks which was which
 * (`partners`, from `after` to `before`) and which headings are equal in an order that both texts have (`inPlace`). A
 * division goes where most of its words go, under whatever number; where it
 * has none, by its number or title within the same wider division. One that shares nothing but its number with another
 * is another one.
 */
export function sameHeadings(
  before: Body,
  after: Body,
  partners: ReadonlyMap<number, number>,
  wordings: { readonly before: readonly Wording[]; readonly after: readonly Wording[] },
  known: ReadonlyMap<number, number>,
  inPlace: ReadonlyMap<number, number>
): ReadonlyMap<number, number> {
  const old = divide(before, wordings.before);
  const now = divide(after, wordings.after);
  const shared = sharedWeights(old, now, partners, wordings.after);
  let rarity: ((word: number) => number) | undefined;
  const areAbout = (was: Division, is: Division) => {
    rarity ??= rarityIn([...wordings.before, ...wordings.after]);
    return sameSubject(
      wordings.before.slice(was.at + 1, was.end),
      wordings.after.slice(is.at + 1, is.end),
      rarity
    );
  };
  const result = new Map<number, number>();
  const spoken = new Set(known.values());
  /** Place in the list of the division that each of `now` was. */
  const was = new Map<number, number>();
  const places = new Map(old.divisions.map(({ at }, index) => [at, index]));
  for (const [index, { at }] of now.divisions.entries()) {
    const other = places.get(known.get(at) ?? -1);
    if (other !== undefined) was.set(index, other);
  }
  for (const rank of headingRanks.keys()) {
    const ofRank = now.divisions
      .map((division, index) => ({ division, index }))
      .filter(({ division, index }) => division.rank === rank && !was.has(index));
    const names = new Map<string, number[]>();
    const name = (parent: number, kind: string, text: string) => `${parent} ${kind} ${text}`;
    const note = (key: string, index: number) => {
      const list = names.get(key);
      if (list) list.push(index);
      else names.set(key, [index]);
    };
    for (const [index, division] of old.divisions.entries()) {
      if (division.rank !== rank || spoken.has(division.at)) continue;
      if (division.heading.label) note(name(division.parent, '#', division.heading.label), index);
      if (titleOf(division)) note(name(division.parent, 'T', titleOf(division)), index);
      // Articles are numbered through the whole text.
      if (division.heading.label) note(name(-2, '#', division.heading.label), index);
    }
    const couples: Couple[] = [];
    for (const { division, index } of ofRank) {
      const row = shared.get(index);
      const parent = division.parent === -1 ? -1 : (was.get(division.parent) ?? -3);
      const { label } = division.heading;
      const named = new Set(row?.keys());
      const equal = places.get(inPlace.get(division.at) ?? -1);
      if (equal !== undefined) named.add(equal);
      for (const key of [
        ...(label ? [name(parent, '#', label), name(-2, '#', label)] : []),
        name(parent, 'T', titleOf(division)),
      ]) {
        // A name that many have says nothing.
        const list = names.get(key) ?? [];
        if (list.length <= mostNamesakes) for (const other of list) named.add(other);
      }
      for (const other of named) {
        const candidate = old.divisions[other] as Division;
        if (spoken.has(candidate.at)) continue;
        const score = sureness(
          candidate,
          division,
          row?.get(other) ?? 0,
          other === equal,
          areAbout
        );
        if (score === undefined) continue;
        const home = candidate.parent === parent ? 0.1 : 0;
        couples.push({ a: other, b: index, score: score + home });
      }
    }
    for (const { a, b } of surest(couples)) {
      was.set(b, a);
      result.set((now.divisions[b] as Division).at, (old.divisions[a] as Division).at);
    }
  }
  return result;
}

/** Divisions of one name that are still looked at one by one. */
const mostNamesakes = 8;
