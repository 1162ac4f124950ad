import fc from 'fast-check';
import { type Block, type Body, canonicalBody, type Inline, type Leaf } from '../src/text/index.ts';

const vocabulary = [
  'la',
  'loi',
  'l’article',
  'd’un',
  'données',
  'public',
  'État',
  'constructor',
  '__proto__',
  '12',
  '«\u00a0mots\u00a0»',
  'accès,',
  'fin.',
  'the',
  'law',
  '法律',
  '公民',
  'حقوق',
  'الناس',
  '🙂',
  'e\u0301',
];
const text = fc
  .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const flag = fc.constantFrom(undefined, undefined, undefined, true as const);

const leaf: fc.Arbitrary<Leaf> = fc
  .record({ text, bold: flag, italic: flag, superscript: flag })
  .map((value) => JSON.parse(JSON.stringify(value)));
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: leaf },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('link' as const),
      url: fc.constantFrom('https://example.org/', '/charte', 'mailto:a@example.org'),
      children: fc.array(leaf, { minLength: 1, maxLength: 2 }),
    }),
  }
);
const children = fc.array(inline, { minLength: 1, maxLength: 4 });
const optional = <T>(...values: T[]) => fc.constantFrom(undefined, ...values);
const voidChildren: [Leaf] = [{ text: '' }];

/** A block of a given id. */
export const blockArbitrary = (id: string): fc.Arbitrary<Block> =>
  fc
    .oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          type: fc.constant('paragraph' as const),
          id: fc.constant(id),
          marker: optional('1°', 'a)', 'I.'),
          indent: optional(1, 2),
          style: optional('quote' as const),
          children,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant('heading' as const),
          id: fc.constant(id),
          rank: fc.constantFrom('article' as const, 'section' as const, 'title' as const),
          label: optional('Article 1er', 'Section 2'),
          children,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('table' as const),
          id: fc.constant(id),
          rows: fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), {
            minLength: 1,
            maxLength: 3,
          }),
          children: fc.constant(voidChildren),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('image' as const),
          id: fc.constant(id),
          url: fc.constant('https://example.org/a.png'),
          alt: text,
          children: fc.constant(voidChildren),
        }),
      }
    )
    .map((block) => JSON.parse(JSON.stringify(block)));

const bodyOf = (ids: readonly string[]): fc.Arbitrary<Body> =>
  fc.tuple(...ids.map(blockArbitrary)).map((blocks) => canonicalBody(blocks));

/** A text in canonical form. */
export const bodyArbitrary: fc.Arbitrary<Body> = fc
  .integer({ min: 0, max: 8 })
  .chain((length) => bodyOf(Array.from({ length }, (_, index) => `b${index}`)));

/** A block of a text with something done to it. */
const touched = (block: Block): fc.Arbitrary<Block> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(block) },
    { weight: 2, arbitrary: blockArbitrary(block.id) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.nat(3), inline).map(([at, added]) =>
        block.type === 'paragraph' || block.type === 'heading'
          ? {
              ...block,
              children: [...block.children.slice(0, at), added, ...block.children.slice(at + 1)],
            }
          : block
      ),
    }
  );

/** Splits some paragraphs and joins others. */
function reshape(body: Body, at: readonly number[], prefix: string): Body {
  const result: Block[] = [];
  for (const [index, block] of body.entries()) {
    const choice = at[index] ?? 0;
    const last = result.at(-1);
    if (block.type === 'paragraph' && choice === 1 && block.children.length > 1) {
      const half = Math.ceil(block.children.length / 2);
      result.push({ ...block, children: block.children.slice(0, half) });
      result.push({
        ...block,
        id: `${prefix}${block.id}-s`,
        children: block.children.slice(half),
      });
    } else if (block.type === 'paragraph' && choice === 2 && last?.type === 'paragraph') {
      result[result.length - 1] = { ...last, children: [...last.children, ...block.children] };
    } else result.push(block);
  }
  return result;
}

/** How much a version differs: one block in so many is touched, left out or reshaped. */
export interface Rate {
  readonly one: number;
  /** Whether all blocks may change their places. */
  readonly shuffle: boolean;
}
const wild: Rate = { one: 2, shuffle: true };
/** As amendments are: a few places of a text, so that several of them mostly leave each other alone. */
export const gentle: Rate = { one: 5, shuffle: false };

/** Another version of a text: blocks kept, touched, deleted, inserted, moved, split and joined; new ids have a prefix. */
export function afterArbitrary(before: Body, prefix = '', rate = wild): fc.Arbitrary<Body> {
  const { length } = before;
  const dice = fc.array(fc.nat(rate.one * 2 - 1), { minLength: length, maxLength: length });
  return fc
    .record({
      touched: fc.tuple(...before.map(touched)),
      touch: dice,
      gone: dice,
      added: fc
        .integer({ min: 0, max: rate.one > 2 ? 1 : 3 })
        .chain((count) => bodyOf(Array.from({ length: count }, (_, at) => `${prefix}n${at}`))),
      places: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: length + 3,
        maxLength: length + 3,
      }),
      shuffle: rate.shuffle ? fc.boolean() : fc.constant(false),
      /** In a text that is not shuffled, one block goes elsewhere. */
      mover: fc.option(fc.nat(Math.max(0, length - 1)), { freq: 3 }),
      shape: fc.array(fc.nat(rate.one * 3), { minLength: length + 3, maxLength: length + 3 }),
    })
    .map(({ touched: blocks, touch, gone, added, places, shuffle, mover, shape }) => {
      const stay = (blocks as Block[])
        .map((block, at) => ((touch[at] as number) < 2 ? block : (before[at] as Block)))
        .filter((_, at) => gone[at] !== 1);
      const all = [...stay, ...added].map((block, at) => ({
        block,
        place:
          shuffle || at >= stay.length || at === mover ? (places[at] as number) * stay.length : at,
      }));
      const sorted = all.sort((a, b) => a.place - b.place).map(({ block }) => block);
      return canonicalBody(reshape(sorted, shape, prefix));
    });
}

/** Two versions of a text. */
export const pairArbitrary: fc.Arbitrary<{ before: Body; after: Body }> = bodyArbitrary.chain(
  (before) => afterArbitrary(before).map((after) => ({ before, after }))
);

/** A text and several versions of it, each made without knowing of the others. */
export const severalArbitrary = (
  count: number,
  rate = gentle
): fc.Arbitrary<{ before: Body; afters: readonly Body[] }> =>
  bodyArbitrary.chain((before) =>
    fc
      .tuple(...Array.from({ length: count }, (_, at) => afterArbitrary(before, `c${at}-`, rate)))
      .map((afters) => ({ before, afters }))
  );
