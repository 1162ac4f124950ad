import { readHeadingLine } from '../../text/numbering.ts';
import { type Article, alineaNumbers, headingTitle } from '../../text/outline.ts';
import { type BlockId, type Body, type Heading, headingRanks } from '../../text/types.ts';
import type { Division, Place, Scope, Target } from './ops.ts';

/** A text with all that is needed to name its parts. Made once, used for many changes. */
export interface Base {
  readonly body: Body;
  readonly at: ReadonlyMap<BlockId, number>;
  /** Index of the heading that a block stands under (of a heading: its own), -1 before the first. */
  readonly heading: readonly number[];
  /** Index behind what belongs to the heading, with narrower divisions; of other blocks: behind themselves. */
  readonly end: readonly number[];
  /** Index of the next wider heading of each heading, -1 when it has none. */
  readonly wider: ReadonlyMap<number, number>;
  /** Number of an alinea in its section. */
  readonly number: ReadonlyMap<BlockId, number>;
  /** Place of a picture in its section; undefined when it is the only one. */
  readonly image: ReadonlyMap<BlockId, number | undefined>;
  divisionOf(index: number): Division;
}

/** The words of ranks that labels begin with, as `readHeadingLine` knows them. */
const wordAndNumber = /^\p{L}[\p{L}-]*\.?[ \u00a0]+(.+)$/u;

/** The number of a heading without its word, when the label is of the usual form. */
function numberOf({ label, rank }: Heading): string | undefined {
  const read = label === undefined ? undefined : readHeadingLine(label);
  if (!read || read.rank !== rank || read.label !== label || read.title !== '') return undefined;
  const [, number] = wordAndNumber.exec(label as string) ?? [];
  return number !== undefined && /^[\p{L}\p{N} .\u00a0-]+$/u.test(number) ? number : undefined;
}

function count<Key>(keys: Iterable<Key>): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Names of all headings of a text: each name is of one heading only. */
function divisions(headings: readonly { at: number; heading: Heading; wider: number }[]) {
  const keyOf = new Map<number, string>();
  for (const { at, heading } of headings) {
    const number = numberOf(heading);
    if (number !== undefined) keyOf.set(at, `${heading.rank} ${number.toLowerCase()}`);
  }
  const keys = count(keyOf.values());
  const nested = (at: number, wider: number) => `${keyOf.get(wider) ?? ''} > ${keyOf.get(at)}`;
  const nestedKeys = count(headings.map(({ at, wider }) => nested(at, wider)));
  const labelKey = ({ rank, label }: Heading) => `${rank} ${label}`;
  const labels = count(headings.map(({ heading }) => labelKey(heading)));
  const titleKey = (heading: Heading) => `${heading.rank} ${headingTitle(heading)}`;
  const titles = count(headings.map(({ heading }) => titleKey(heading)));
  const placeInRank = new Map<number, number>();
  const inRank = new Map<string, number>();
  for (const { at, heading } of headings) {
    const place = (inRank.get(heading.rank) ?? 0) + 1;
    inRank.set(heading.rank, place);
    placeInRank.set(at, place);
  }
  const byAt = new Map(headings.map((one) => [one.at, one]));
  const nameOf = (index: number): Division => {
    const { heading, wider } = byAt.get(index) as (typeof headings)[number];
    const { rank } = heading;
    const key = keyOf.get(index);
    if (key !== undefined) {
      const number = numberOf(heading) as string;
      if (keys.get(key) === 1) return { by: 'number', rank, number };
      const widerKey = keyOf.get(wider);
      if (widerKey && keys.get(widerKey) === 1 && nestedKeys.get(nested(index, wider)) === 1) {
        return { by: 'number', rank, number, within: nameOf(wider) };
      }
    } else if (heading.label && labels.get(labelKey(heading)) === 1) {
      return { by: 'label', rank, words: heading.label };
    }
    const title = headingTitle(heading);
    if (title !== '' && titles.get(titleKey(heading)) === 1) {
      return { by: 'title', rank, words: title };
    }
    return { by: 'place', rank, place: placeInRank.get(index) as number };
  };
  return nameOf;
}

/** Reads a text once. `within` is the article that readers have before them: it is called “this article”. */
export function baseOf(body: Body, within?: BlockId): Base {
  const heading: number[] = [];
  const end = body.map((_, index) => index + 1);
  const headings: { at: number; heading: Heading; wider: number }[] = [];
  const sections: { at: number; blocks: number[] }[] = [{ at: -1, blocks: [] }];
  const open: { at: number; width: number }[] = [];
  const close = (width: number, at: number) => {
    while (open.length > 0 && (open.at(-1) as { width: number }).width >= width) {
      end[(open.pop() as { at: number }).at] = at;
    }
  };
  for (const [index, block] of body.entries()) {
    if (block.type === 'heading') {
      const width = headingRanks.indexOf(block.rank);
      close(width, index);
      headings.push({ at: index, heading: block, wider: open.at(-1)?.at ?? -1 });
      open.push({ at: index, width });
      sections.push({ at: index, blocks: [] });
    } else sections.at(-1)?.blocks.push(index);
    heading.push(sections.at(-1)?.at as number);
  }
  close(-1, body.length);
  const number = new Map<BlockId, number>();
  const image = new Map<BlockId, number | undefined>();
  for (const section of sections) {
    const blocks = section.blocks.map((index) => body[index] as Body[number]);
    // The circular counts in articles; outside of them it is done in the same way.
    for (const [id, count] of alineaNumbers({ blocks } as unknown as Article))
      number.set(id, count);
    const images = blocks.filter(({ type }) => type === 'image');
    for (const [index, { id }] of images.entries()) {
      image.set(id, images.length === 1 ? undefined : index + 1);
    }
  }
  const nameOf = divisions(headings);
  const names = new Map<number, Division>();
  return {
    body,
    at: new Map(body.map(({ id }, index) => [id, index])),
    heading,
    end,
    wider: new Map(headings.map(({ at, wider }) => [at, wider])),
    number,
    image,
    divisionOf(index) {
      const known = names.get(index);
      if (known) return known;
      const block = body[index] as Heading;
      const name: Division = block.id === within ? { by: 'this', rank: block.rank } : nameOf(index);
      names.set(index, name);
      return name;
    },
  };
}

function scopeOf(base: Base, index: number): Scope {
  const heading = base.heading[index] as number;
  if (heading === -1) return base.wider.size > 0 ? 'preamble' : undefined;
  const division = base.divisionOf(heading);
  return division.by === 'this' ? undefined : division;
}

/** A block by itself: an alinea, a picture, a heading without what stands below it. */
export function blockTarget(base: Base, index: number, to = index): Target {
  const block = base.body[index] as Body[number];
  if (block.type === 'heading') return { kind: 'head', of: base.divisionOf(index) };
  const of = scopeOf(base, index);
  if (block.type === 'image') return { kind: 'image', place: base.image.get(block.id), of };
  const last = base.body[to] as Body[number];
  return {
    kind: 'alineas',
    from: base.number.get(block.id) as number,
    to: base.number.get(last.id) as number,
    of,
  };
}

/** Whether a block is counted as an alinea. */
export const isAlinea = (base: Base, index: number) => {
  const block = base.body[index];
  return block?.type === 'paragraph' || block?.type === 'table';
};

/** Behind the base block `index` (-1: at the start), for alineas, tables and pictures. */
export function placeBehind(base: Base, index: number): Place {
  const block = base.body[index];
  if (block && block.type !== 'heading') {
    return { kind: 'after', target: blockTarget(base, index) };
  }
  if (isAlinea(base, index + 1)) {
    return { kind: 'before', target: blockTarget(base, index + 1) };
  }
  return block ? { kind: 'after', target: blockTarget(base, index) } : { kind: 'start' };
}

/** Behind the base block `index`, for a heading of `rank`: behind the division that ends there, if one does. */
export function placeOfHeading(base: Base, index: number, rank: Heading['rank']): Place {
  const ending: number[] = [];
  let at = base.heading[index] ?? -1;
  while (at >= 0 && base.end[at] === index + 1) {
    ending.push(at);
    at = base.wider.get(at) ?? -1;
  }
  const same = ending.find((at) => (base.body[at] as Heading).rank === rank);
  const article = ending.find((at) => (base.body[at] as Heading).rank === 'article');
  const behind = same ?? article;
  if (behind !== undefined) {
    return { kind: 'after', target: { kind: 'division', of: base.divisionOf(behind) } };
  }
  if (base.body[index + 1]?.type === 'heading') {
    const of = base.divisionOf(index + 1);
    return { kind: 'before', target: { kind: 'division', of } };
  }
  return placeBehind(base, index);
}
