import fc from 'fast-check';
import { createEditor, Editor, Node, Range, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { describe, expect, it } from 'vitest';
import { blockArbitrary, bodyArbitrary } from '../../test/arbitraries.ts';
import { counter } from '../../test/real-data.ts';
import { apply } from '../change/index.ts';
import { Body as BodyShape } from '../contract/index.ts';
import type { Body } from '../text/index.ts';
import { changeOf, toBody, withText } from './index.ts';

function open(body: Body) {
  const editor = withText(withHistory(createEditor()), { makeId: counter('new') });
  editor.children = structuredClone(body) as never;
  Editor.normalize(editor, { force: true });
  return editor;
}
type Opened = ReturnType<typeof open>;

const maybe = (...values: unknown[]) => fc.constantFrom(undefined, ...values);
const evilLink = { type: 'link', url: 'javascript:alert(1)', children: [{ text: 'lien' }] };

/** What a clipboard may hold: our attributes with other values, elements of others, elements inside each other. */
const foreign = fc.record({
  type: fc.constantFrom('paragraph', 'heading', 'table', 'image', 'widget', 'link', 'ul'),
  id: maybe('b0', 5, 'an id é', 'x'.repeat(65)),
  marker: maybe(7, 'x'.repeat(41), '1°'),
  indent: maybe('deep', -3, 99, 1.5),
  style: maybe('evil', 'quote'),
  label: maybe(4, 'x'.repeat(201), 'Article 1er'),
  rank: maybe('emperor', 'article'),
  rows: maybe([['cellule']], 'no', [['cellule', 1]]),
  url: maybe('javascript:alert(1)', 'https://example.org/'),
  alt: maybe('image', 3),
  header: maybe('yes', true),
  danger: fc.constant(true),
  children: fc.array(
    fc.constantFrom<unknown>(
      { text: 'mots' },
      { text: '' },
      { text: 'gras', bold: 'oui', onclick: 'x' },
      evilLink,
      { type: 'li', children: [{ type: 'p', children: [{ text: 'profond' }] }] }
    ),
    { minLength: 1, maxLength: 3 }
  ),
});

type Act = (editor: Opened, at: Range, block: Node, index: number) => void;
const on =
  (run: (editor: Opened, block: Node) => void, collapsed = false): Act =>
  (editor, at, block) => {
    Transforms.select(editor, collapsed ? at.anchor : at);
    run(editor, block);
  };
const acts: readonly Act[] = [
  on((editor) => editor.deleteFragment()),
  on((editor) => editor.insertBreak(), true),
  on((editor) => editor.deleteBackward('character'), true),
  on((editor) => editor.deleteForward('word'), true),
  on((editor) => editor.insertText('mot')),
  on((editor) => Editor.addMark(editor, 'bold', true)),
  on((editor) => {
    const link = { type: 'link', url: 'https://example.org/', children: [] };
    if (editor.selection && Range.isExpanded(editor.selection))
      Transforms.wrapNodes(editor, link as never, { split: true });
  }),
  on((editor, block) => editor.insertFragment([structuredClone(block)])),
  on((editor, block) => editor.insertFragment([structuredClone(block), structuredClone(block)])),
  (editor, _, block, index) =>
    Transforms.insertNodes(editor, structuredClone(block), { at: [index] }),
  (editor, _, __, index) =>
    Transforms.setNodes(editor, { type: 'heading', rank: 'article' } as never, { at: [index] }),
  (editor, at, _, index) =>
    Transforms.moveNodes(editor, { at: [index], to: [at.anchor.path[0] ?? 0] }),
  (editor) => editor.undo(),
  (editor) => editor.redo(),
];

const point = (editor: Editor, number: number) => {
  const places = [...Editor.positions(editor, { at: [number % editor.children.length] })];
  return places[(number >> 4) % places.length] as Range['anchor'];
};

describe('whatever is typed, deleted, pasted or taken back', () => {
  const step = fc.record({
    act: fc.constantFrom(...acts),
    from: fc.nat(5_000),
    to: fc.nat(5_000),
    block: fc.oneof(foreign, blockArbitrary('pasted')) as unknown as fc.Arbitrary<Node>,
  });

  it('the text has the shape that can be stored, ids are unique, and the change gives the text', () => {
    fc.assert(
      fc.property(bodyArbitrary, fc.array(step, { maxLength: 12 }), (base, steps) => {
        const editor = open(base);
        for (const { act, from, to, block } of steps) {
          const { length } = editor.children;
          if (length === 0) Transforms.insertNodes(editor, structuredClone(block), { at: [0] });
          const range = { anchor: point(editor, from), focus: point(editor, to) };
          act(editor, range, block, from % editor.children.length);
        }
        const body = toBody(editor);
        expect(BodyShape.safeParse(body).error).toBeUndefined();
        expect(new Set(body.map(({ id }) => id)).size).toBe(body.length);
        expect(apply(base, changeOf(editor, base))).toEqual({ kind: 'applied', body });
      }),
      { numRuns: 400 }
    );
  }, 60_000);

  it('what is pasted keeps its words, also those of a table that is none and of a sign that is too long', () => {
    const editor = open([{ type: 'paragraph', id: 'b0', children: [{ text: 'Avant.' }] }]);
    const pasted = [
      { type: 'table', rows: 'no', caption: 'Légende', children: [evilLink] },
      { type: 'paragraph', marker: `${'x'.repeat(60)}`, children: [evilLink, evilLink] },
    ];
    Transforms.insertNodes(editor, pasted as never, { at: [1] });
    const words = editor.children.map((block) => Node.string(block));
    expect(words).toEqual(['Avant.', 'Légende lien', `${'x'.repeat(60)} lienlien`]);
    expect(JSON.stringify(toBody(editor))).not.toContain('javascript');
  });

  it('an editor survives what Slate cannot redo, with the text as it was', () => {
    const editor = open([
      { type: 'paragraph', id: 'a', children: [{ text: 'un' }] },
      {
        type: 'paragraph',
        id: 'b',
        children: [
          { type: 'link', url: '/charte', children: [{ text: 'deux' }] },
          { text: ' trois' },
        ],
      },
    ]);
    const before = toBody(editor);
    const from = { path: [0, 0], offset: 0 };
    Transforms.select(editor, { anchor: from, focus: { path: [1, 1, 0], offset: 4 } });
    editor.deleteFragment();
    editor.undo();
    editor.redo();
    editor.undo();
    expect(toBody(editor)).toEqual(before);
    Transforms.insertText(editor, 'Encore ', { at: from });
    expect(Editor.string(editor, [0])).toBe('Encore un');
  });
});
