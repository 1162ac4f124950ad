import fc from 'fast-check';
import { apply, type Change, changeAlgorithm, type Edit } from '../src/change/index.ts';
import { type Block, type Body, inlineText, sliceInline } from '../src/text/index.ts';
import { blockArbitrary, bodyArbitrary } from './arbitraries.ts';

/** What may be typed anywhere, in the middle of words too. */
const typed = fc.constantFrom(
  '',
  ' ',
  's',
  '’',
  ' mots',
  'mots ',
  ', sauf',
  '-',
  '« ',
  '“',
  '"\\',
  '\n⏎',
  ' (en gras) ; les mots\u00a0: ',
  ' »',
  '法',
  '1',
  '.'
);

/** No place within a character of two code units. */
const wholeCharacter = (text: string, at: number) =>
  /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;

const editsOf = (
  body: Body,
  rolls: readonly number[],
  words: readonly string[],
  fresh: readonly Block[]
): Edit[] => {
  let next = 0;
  const roll = (below: number) => {
    next += 1;
    return Math.floor(((rolls[next % rolls.length] as number) * Math.max(1, below)) / 10_000);
  };
  const edits: Edit[] = [];
  const anchor = () => {
    const at = roll(body.length + 1);
    return at === 0 ? null : (body[at - 1] as Block).id;
  };
  const previous = (index: number) => body[index - 1]?.id ?? null;
  for (const [index, block] of body.entries()) {
    const choice = roll(10);
    if (choice === 0) edits.push({ kind: 'delete', block, after: previous(index) });
    else if (choice === 1) {
      edits.push({ kind: 'move', block: block.id, from: previous(index), after: anchor() });
    }
    if (block.type === 'table' || block.type === 'image' || choice === 0) continue;
    const text = inlineText(block.children);
    if (choice > 5) continue;
    let at = 0;
    for (let count = roll(4); count > 0 && at < text.length; count -= 1) {
      const from = wholeCharacter(text, at + roll(text.length - at));
      const to = wholeCharacter(text, Math.min(text.length, from + roll(8)));
      const insert = words[roll(words.length)] as string;
      if (from === to && insert === '') continue;
      edits.push({
        kind: 'words',
        block: block.id,
        edits: [
          {
            at: from,
            remove: from === to ? [] : sliceInline(block.children, from, to),
            insert: insert === '' ? [] : [{ text: insert }],
          },
        ],
      });
      at = to + 1;
    }
    const following = body[index + 1];
    if (choice === 4 && block.type === 'paragraph') {
      const into = { ...block, id: `${block.id}-s`, children: [{ text: '' }] };
      edits.push({
        kind: 'split',
        block: block.id,
        at: wholeCharacter(text, roll(text.length)),
        into,
      });
    } else if (choice === 5 && block.type === 'paragraph' && following?.type === 'paragraph') {
      edits.push({ kind: 'join', block: block.id, joined: following, at: text.length });
    }
  }
  for (const block of fresh) edits.push({ kind: 'insert', after: anchor(), blocks: [block] });
  return edits;
};

/** Changes that no comparison made: typed in the middle of words, behind what goes, several behind one block. */
export const wildArbitrary: fc.Arbitrary<{ before: Body; change: Change }> = bodyArbitrary
  .chain((before) =>
    fc.record({
      before: fc.constant(before),
      rolls: fc.array(fc.nat(9_999), {
        minLength: 30,
        maxLength: 60,
      }),
      words: fc.array(typed, { minLength: 3, maxLength: 8 }),
      fresh: fc
        .nat(3)
        .chain((count) =>
          fc.tuple(...Array.from({ length: count }, (_, index) => blockArbitrary(`n${index}`)))
        ),
    })
  )
  .map(({ before, rolls, words, fresh }): { before: Body; change: Change } => ({
    before,
    change: { algorithm: changeAlgorithm, edits: editsOf(before, rolls, words, fresh) },
  }))
  .filter(({ before, change }) => apply(before, change).kind === 'applied');
