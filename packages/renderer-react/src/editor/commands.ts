import { toBody, withText } from 'consultation-core/slate';
import {
  type Block,
  type BlockId,
  type Body,
  inlineText,
  readMarker,
} from 'consultation-core/text';
import { createEditor, Editor, type Element, Path, Point, Range, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { withReact } from 'slate-react';

/** What a person can do to an article, besides typing. Every command acts on the block that has the cursor. */

export type Editing = ReturnType<typeof makeEditor>;

const newId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 16);
const blockAt = (editor: Editor, index: number | undefined) =>
  (index === undefined ? undefined : editor.children[index]) as unknown as Block | undefined;

/** The block that has the cursor, and its place. */
export function currentBlock(editor: Editor): readonly [Block, Path] | undefined {
  const index = editor.selection?.focus.path[0];
  const block = blockAt(editor, index);
  return block === undefined ? undefined : [block, [index as number]];
}

/**
 * An editor of one article: Enter and each line that is pasted make an alinea on every keyboard and touch screen, the
 * heading stays first, and an alinea does not run into a heading, a table or a picture.
 */
export function makeEditor(value: Body) {
  const editor = withText(withHistory(withReact(createEditor())), { makeId: newId });
  const { deleteBackward, deleteForward } = editor;
  editor.insertBreak = () => splitBlock(editor);
  editor.insertSoftBreak = () => splitBlock(editor);
  editor.insertData = (data) => insertLines(editor, data.getData('text/plain'));
  editor.deleteBackward = (unit) => {
    if (!isApart(editor, -1)) deleteBackward(unit);
  };
  editor.deleteForward = (unit) => {
    if (!isApart(editor, 1)) deleteForward(unit);
  };
  const { normalizeNode } = editor;
  const [heading] = value;
  editor.normalizeNode = (entry, options) => {
    if (entry[1].length > 0 || !heading || !keepFirst(editor, heading))
      normalizeNode(entry, options);
  };
  editor.children = structuredClone(value) as never;
  Editor.normalize(editor, { force: true });
  editor.history = { undos: [], redos: [] };
  return editor;
}

/** Puts the article's heading back to where it belongs, empty if it went with other words; says whether it had to. */
function keepFirst(editor: Editor, heading: Block): boolean {
  if (blockAt(editor, 0)?.id === heading.id) return false;
  const index = editor.children.findIndex((node) => (node as unknown as Block).id === heading.id);
  if (index > 0) Transforms.moveNodes(editor, { at: [index], to: [0] });
  else {
    const empty = { ...heading, children: [{ text: '' }] };
    Transforms.insertNodes(editor, empty as unknown as Element, { at: [0] });
  }
  return true;
}

/** Whether the cursor stands at an edge of its block, and what is beyond is of another kind. */
function isApart(editor: Editor, by: 1 | -1): boolean {
  const { selection } = editor;
  if (selection === null || Range.isExpanded(selection)) return false;
  const index = selection.anchor.path[0] as number;
  const edge = by < 0 ? Editor.start(editor, [index]) : Editor.end(editor, [index]);
  const other = blockAt(editor, index + by);
  return (
    other !== undefined &&
    other.type !== blockAt(editor, index)?.type &&
    Point.equals(selection.anchor, edge)
  );
}

/** Enter: what follows becomes an alinea of its own, also behind a heading. */
function splitBlock(editor: Editor): void {
  const { selection } = editor;
  if (selection !== null && Range.isExpanded(selection)) Transforms.delete(editor);
  const [block] = currentBlock(editor) ?? [];
  if (block === undefined || block.type === 'table' || block.type === 'image') {
    insertBelow(editor);
    return;
  }
  Editor.withoutNormalizing(editor, () => {
    Transforms.splitNodes(editor, { always: true });
    const [, at] = currentBlock(editor) ?? [];
    if (at === undefined) return;
    const gone = block.type === 'heading' ? ['rank', 'label'] : ['marker'];
    Transforms.unsetNodes(editor, gone as never, { at });
    Transforms.setNodes(editor, { type: 'paragraph' } as never, { at });
  });
}

/** Words from a clipboard, without what they looked like: each line becomes an alinea of its own. */
function insertLines(editor: Editor, text: string): void {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  for (const [index, line] of lines.entries()) {
    if (index > 0) splitBlock(editor);
    editor.insertText(line.replaceAll('\t', ' '));
  }
}

export function mayMove(editor: Editor, by: 1 | -1): boolean {
  const [block, at] = currentBlock(editor) ?? [];
  const to = (at?.[0] ?? 0) + by;
  return block !== undefined && at?.[0] !== 0 && to > 0 && to < editor.children.length;
}

/** The alinea up or down by one place; the heading stays first. */
export function move(editor: Editor, by: 1 | -1): void {
  const [, at] = currentBlock(editor) ?? [];
  if (at === undefined || !mayMove(editor, by)) return;
  Transforms.moveNodes(editor, { at, to: [(at[0] as number) + by] });
}

/** A new alinea behind the one with the cursor, or at the end, and the cursor in it. */
export function insertBelow(editor: Editor): void {
  const [, at] = currentBlock(editor) ?? [undefined, [editor.children.length - 1]];
  const to = Path.next(at);
  // The editor gives it its id.
  const block = { type: 'paragraph', children: [{ text: '' }] };
  Transforms.insertNodes(editor, block as unknown as Element, { at: to });
  Transforms.select(editor, Editor.start(editor, to));
}

export function mayRemove(editor: Editor): boolean {
  return (currentBlock(editor)?.[1][0] ?? 0) > 0;
}

/** The whole alinea goes; the cursor stands at the end of the one before. */
export function remove(editor: Editor): void {
  const [, at] = currentBlock(editor) ?? [];
  if (at === undefined || !mayRemove(editor)) return;
  Transforms.removeNodes(editor, { at });
  Transforms.select(editor, Editor.end(editor, [(at[0] as number) - 1]));
}

/** The cursor at the end of a block, or in a new alinea behind it. */
export function startAt(editor: Editor, kind: 'replace' | 'insert', block: BlockId): void {
  const index = editor.children.findIndex((node) => (node as unknown as Block).id === block);
  if (index === -1) return;
  Transforms.select(editor, Editor.end(editor, [index]));
  if (kind === 'insert') insertBelow(editor);
}

/** Everything as `value` has it; the way there can be undone. */
export function putValue(editor: Editor, value: Body): void {
  Editor.withoutNormalizing(editor, () => {
    Transforms.deselect(editor);
    for (let left = editor.children.length; left > 0; left -= 1) {
      Transforms.removeNodes(editor, { at: [0] });
    }
    Transforms.insertNodes(editor, structuredClone(value) as never, { at: [0] });
    Transforms.deselect(editor);
  });
}

/**
 * What is in the editor as blocks that can be sent. A new alinea takes the sign in front of its words as its marker; one
 * without words is none, and one that lost all its words is taken out.
 */
export function blocksIn(editor: Editor, base: Body): Body {
  const known = new Set(base.map(({ id }) => id));
  return toBody(editor).flatMap((block): readonly Block[] => {
    if (block.type !== 'paragraph') return [block];
    if (inlineText(block.children).trim() === '') return [];
    const [first, ...rest] = block.children;
    if (known.has(block.id) || first === undefined || 'type' in first) return [block];
    const { marker, text } = readMarker(first.text);
    if (marker === undefined || block.marker !== undefined) return [block];
    return [{ ...block, marker, children: [{ ...first, text }, ...rest] }];
  });
}
