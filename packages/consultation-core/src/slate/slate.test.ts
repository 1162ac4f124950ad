import fc from 'fast-check';
import { createEditor, Editor, type Node, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { describe, expect, it } from 'vitest';
import { blockArbitrary, bodyArbitrary } from '../../test/arbitraries.ts';
import { counter } from '../../test/real-data.ts';
import { apply } from '../change/index.ts';
import type { Body } from '../text/index.ts';
import { changeOf, toBody, withText } from './index.ts';

function open(body: Body) {
  const editor = withText(withHistory(createEditor()), { makeId: counter('new') });
  editor.children = structuredClone(body) as never;
  Editor.normalize(editor, { force: true });
  return editor;
}

const paragraph = (id: string, text: string) =>
  ({ type: 'paragraph', id, children: [{ text }] }) as const;
const two: Body = [paragraph('a', 'Un deux trois quatre.'), paragraph('b', 'Cinq six sept huit.')];
const kinds = (editor: Editor, base: Body) => changeOf(editor, base).edits.map(({ kind }) => kind);

describe('an editor of a text', () => {
  it('keeps the id of the first half of a split, and says that it was one', () => {
    const editor = open(two);
    Transforms.splitNodes(editor, { at: { path: [0, 0], offset: 8 } });
    expect(toBody(editor).map(({ id }) => id)).toEqual(['a', 'new1', 'b']);
    expect(kinds(editor, two)).toEqual(['split']);
  });

  it('keeps the id of the first of two joined blocks, gives the second its own back on undo', () => {
    const editor = open(two);
    Transforms.mergeNodes(editor, { at: [1] });
    expect(toBody(editor).map(({ id }) => id)).toEqual(['a']);
    expect(kinds(editor, two)).toEqual(['join']);
    editor.undo();
    expect(toBody(editor)).toEqual(two);
    expect(changeOf(editor, two).edits).toEqual([]);
  });

  it('keeps ids of moved blocks', () => {
    const editor = open(two);
    Transforms.moveNodes(editor, { at: [1], to: [0] });
    expect(toBody(editor).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(kinds(editor, two)).toEqual(['move']);
  });

  it('gives pasted blocks new ids, drops unsafe links but not their words, and makes paragraphs of what it does not know', () => {
    const editor = open(two);
    Transforms.select(editor, Editor.end(editor, []));
    editor.insertFragment([
      paragraph('a', 'Collé.'),
      { type: 'widget', danger: true, children: [{ text: 'Inconnu.' }] },
      {
        type: 'paragraph',
        id: 'b',
        children: [{ type: 'link', url: 'javascript:alert(1)', children: [{ text: 'Lien.' }] }],
      },
    ] as never);
    const body = toBody(editor);
    expect(new Set(body.map(({ id }) => id)).size).toBe(body.length);
    expect(body.map(({ type }) => type)).toEqual(Array(body.length).fill('paragraph'));
    const text = JSON.stringify(body);
    for (const words of ['Collé.', 'Inconnu.', 'Lien.']) expect(text).toContain(words);
    expect(text).not.toMatch(/javascript|widget|danger/);
  });

  it('takes a block out of a block', () => {
    const editor = open(two);
    Transforms.insertNodes(editor, paragraph('x', 'Dedans.') as never, { at: [0, 0] });
    expect(toBody(editor).every((block) => 'children' in block)).toBe(true);
    expect(JSON.stringify(toBody(editor))).toContain('Dedans.');
    expect(toBody(editor).length).toBeGreaterThan(2);
  });
});

interface Step {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly block: Node;
}
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.nat(9),
    a: fc.nat(1_000),
    b: fc.nat(1_000),
    block: blockArbitrary('pasted') as unknown as fc.Arbitrary<Node>,
  }),
  { maxLength: 12 }
);

/** Some real thing that a person does to the editor, at a place made of two numbers. */
function act(editor: ReturnType<typeof open>, { kind, a, b, block }: Step): void {
  const { length } = editor.children;
  const at = [length === 0 ? 0 : a % length];
  if (length === 0 || kind === 0) {
    Transforms.insertNodes(editor, block as never, { at: [length === 0 ? 0 : a % (length + 1)] });
    return;
  }
  const text = Editor.string(editor, at);
  const isVoid = Editor.void(editor, { at }) !== undefined || text === '';
  const [node, path] = Editor.first(editor, at);
  const point = { path, offset: 'text' in node ? b % (node.text.length + 1) : 0 };
  if (kind === 1 && !isVoid) Transforms.insertText(editor, 'mot ', { at: point });
  else if (kind === 2 && !isVoid) Transforms.splitNodes(editor, { at: point, always: true });
  else if (kind === 3 && (at[0] as number) > 0) Transforms.mergeNodes(editor, { at });
  else if (kind === 4) Transforms.moveNodes(editor, { at, to: [b % length] });
  else if (kind === 5) Transforms.removeNodes(editor, { at });
  else if (kind === 6) Transforms.setNodes(editor, { indent: 1 + (b % 3) } as never, { at });
  else if (kind === 7) {
    Transforms.select(editor, point);
    editor.insertFragment([structuredClone(block)] as never);
  } else if (kind === 8) editor.undo();
  else if (kind === 9) editor.redo();
}

describe('whatever is done to an editor', () => {
  it('ids are unique, and the change gives the text', () => {
    fc.assert(
      fc.property(bodyArbitrary, steps, (base, acts) => {
        const editor = open(base);
        for (const step of acts) act(editor, step);
        const body = toBody(editor);
        expect(new Set(body.map(({ id }) => id)).size).toBe(body.length);
        expect(apply(base, changeOf(editor, base))).toEqual({ kind: 'applied', body });
      }),
      { numRuns: 500 }
    );
  }, 60_000);
});
