import { toBody, withText } from 'consultation-core/slate';
import type { Body } from 'consultation-core/text';
import { createEditor, Editor, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';
import {
  currentLink,
  indent,
  insertLines,
  mayLink,
  move,
  setFront,
  setKind,
  setLink,
  splitBlock,
} from './commands.ts';

const text: Body = [
  { type: 'heading', id: 'h', rank: 'article', label: 'Article 1', children: [{ text: 'Objet' }] },
  { type: 'paragraph', id: 'a', marker: '1°', children: [{ text: 'Un deux trois.' }] },
  { type: 'table', id: 't', rows: [['x']], children: [{ text: '' }] },
];

function open(block: number, from = 0, to = from) {
  let made = 0;
  const makeId = () => {
    made += 1;
    return `new${made}`;
  };
  const editor = withText(createEditor(), { makeId });
  editor.children = structuredClone(text) as never;
  Editor.normalize(editor, { force: true });
  const point = (offset: number) => ({ path: [block, 0], offset });
  Transforms.select(editor, { anchor: point(from), focus: point(to) });
  return editor;
}
const block = (editor: Editor, index: number) => toBody(editor)[index];

describe('commands on the block that has the cursor', () => {
  it('Enter in a heading makes an alinea of what follows, in a list item one without sign', () => {
    const heading = open(0, 5);
    splitBlock(heading);
    expect(block(heading, 1)).toEqual({ type: 'paragraph', id: 'new1', children: [{ text: '' }] });
    const item = open(1, 3);
    splitBlock(item);
    expect(block(item, 1)).toMatchObject({ id: 'a', marker: '1°' });
    expect(block(item, 2)).toEqual({
      type: 'paragraph',
      id: 'new1',
      children: [{ text: 'deux trois.' }],
    });
  });

  it('Enter on a table makes an alinea below it', () => {
    const editor = open(2);
    splitBlock(editor);
    expect(toBody(editor).map(({ type }) => type)).toEqual([
      'heading',
      'paragraph',
      'table',
      'paragraph',
    ]);
  });

  it('lines from a clipboard become alineas, not headings', () => {
    const editor = open(0, 5);
    insertLines(editor, ' de la loi\r\n\r\nPremier.\nSecond.');
    expect(toBody(editor).map(({ type }) => type)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'paragraph',
      'table',
    ]);
    expect(Editor.string(editor, [0])).toBe('Objet de la loi');
    expect(Editor.string(editor, [2])).toBe('Second.');
  });

  it('another kind leaves no attribute of the first behind', () => {
    const editor = open(1);
    indent(editor, 1);
    setKind(editor, 'section');
    expect(block(editor, 1)).toEqual({
      type: 'heading',
      id: 'a',
      rank: 'section',
      children: [{ text: 'Un deux trois.' }],
    });
    setFront(editor, 'Section 2');
    expect(block(editor, 1)).toMatchObject({ label: 'Section 2' });
  });

  it('a block moves no further than the ends of the text', () => {
    const editor = open(0);
    move(editor, -1);
    move(editor, 1);
    expect(toBody(editor).map(({ id }) => id)).toEqual(['a', 'h', 't']);
  });
});

describe('a link', () => {
  it('is made of chosen words, gets another address, and is taken away', () => {
    const editor = open(1, 3, 7);
    expect(mayLink(editor)).toBe(true);
    expect(setLink(editor, 'https://example.org/')).toBe(true);
    const link = { type: 'link', url: 'https://example.org/', children: [{ text: 'deux' }] };
    expect(block(editor, 1)).toMatchObject({
      children: [{ text: 'Un ' }, link, { text: ' trois.' }],
    });
    Transforms.select(editor, Editor.start(editor, [1, 1]));
    expect(currentLink(editor)).toBe('https://example.org/');
    setLink(editor, '/charte');
    expect(currentLink(editor)).toBe('/charte');
    setLink(editor, '');
    expect(block(editor, 1)).toMatchObject({ children: [{ text: 'Un deux trois.' }] });
  });

  it('is refused when its address is not safe, and where no words are chosen', () => {
    const editor = open(1, 3, 7);
    expect(setLink(editor, 'javascript:alert(1)')).toBe(false);
    expect(toBody(editor)).toEqual(text);
    expect(mayLink(open(1, 3))).toBe(false);
  });
});
