import { type Block, type HeadingRank, headingRanks, isSafeUrl } from 'consultation-core/text';
import { Editor, Element, Path, Range, Transforms } from 'slate';

/** What a person can do to a block, besides typing. Every command acts on the block that has the cursor. */

export type Mark = 'bold' | 'italic' | 'underline' | 'superscript';
export type BlockKind = 'paragraph' | HeadingRank;
export const blockKinds: readonly BlockKind[] = ['paragraph', ...headingRanks];
const deepest = 8;

/** The block that has the cursor, and its place. */
export function currentBlock(editor: Editor): readonly [Block, Path] | undefined {
  const index = editor.selection?.anchor.path[0];
  const block = index === undefined ? undefined : editor.children[index];
  return block === undefined ? undefined : [block as unknown as Block, [index as number]];
}

/** Slate's own types know nothing of our blocks. */
const set = (editor: Editor, properties: object, at: Path) =>
  Transforms.setNodes(editor, properties as never, { at });
const unset = (editor: Editor, names: readonly string[], at: Path) =>
  Transforms.unsetNodes(editor, names as never, { at });

export function toggleMark(editor: Editor, mark: Mark): void {
  const marks = Editor.marks(editor) as Partial<Record<Mark, true>> | null;
  if (marks?.[mark]) Editor.removeMark(editor, mark);
  else Editor.addMark(editor, mark, true);
}

export function hasMark(editor: Editor, mark: Mark): boolean {
  return (Editor.marks(editor) as Partial<Record<Mark, true>> | null)?.[mark] === true;
}

export function setKind(editor: Editor, kind: BlockKind): void {
  const [, at] = currentBlock(editor) ?? [];
  if (at === undefined) return;
  Editor.withoutNormalizing(editor, () => {
    if (kind === 'paragraph') {
      unset(editor, ['rank', 'label'], at);
      set(editor, { type: 'paragraph' }, at);
    } else {
      unset(editor, ['marker', 'indent', 'style'], at);
      set(editor, { type: 'heading', rank: kind }, at);
    }
  });
}

/** Number of a heading or sign of an alinea; empty takes it away. */
export function setFront(editor: Editor, text: string): void {
  const [block, at] = currentBlock(editor) ?? [];
  if (block === undefined || at === undefined) return;
  const name = block.type === 'heading' ? 'label' : 'marker';
  if (text.trim() === '') unset(editor, [name], at);
  else set(editor, { [name]: text }, at);
}

export function indent(editor: Editor, by: 1 | -1): void {
  const [block, at] = currentBlock(editor) ?? [];
  if (block?.type !== 'paragraph' || at === undefined) return;
  const depth = Math.min(deepest, Math.max(0, (block.indent ?? 0) + by));
  if (depth === 0) unset(editor, ['indent'], at);
  else set(editor, { indent: depth }, at);
}

export function move(editor: Editor, by: 1 | -1): void {
  const [, at] = currentBlock(editor) ?? [];
  const to = (at?.[0] ?? 0) + by;
  if (at === undefined || to < 0 || to >= editor.children.length) return;
  Transforms.moveNodes(editor, { at, to: [to] });
}

export function insertBelow(editor: Editor): void {
  const [, at] = currentBlock(editor) ?? [undefined, [editor.children.length - 1]];
  const to = Path.next(at);
  // The editor gives it its id.
  const block = { type: 'paragraph', children: [{ text: '' }] };
  Transforms.insertNodes(editor, block as unknown as Element, { at: to });
  Transforms.select(editor, Editor.start(editor, to));
}

export function remove(editor: Editor): void {
  const [, at] = currentBlock(editor) ?? [];
  if (at !== undefined) Transforms.removeNodes(editor, { at });
}

const isLink = (node: unknown) =>
  Element.isElement(node) && (node as { type?: string }).type === 'link';

/** Address of the link that the cursor is in. */
export function currentLink(editor: Editor): string | undefined {
  if (!editor.selection) return undefined;
  const [node] = Editor.above(editor, { match: isLink }) ?? [];
  return (node as { url?: string } | undefined)?.url;
}

/** Whether there are words to make a link of, or a link to change. */
export function mayLink(editor: Editor): boolean {
  if (!editor.selection) return false;
  return Range.isExpanded(editor.selection) || currentLink(editor) !== undefined;
}

/**
 * A link around the chosen words, or another address for the link that the cursor is in; an empty address takes links
 * away. Says whether the address may be used.
 */
export function setLink(editor: Editor, url: string): boolean {
  if (url !== '' && !isSafeUrl(url)) return false;
  if (!editor.selection) return true;
  const collapsed = Range.isCollapsed(editor.selection);
  if (collapsed && url !== '') Transforms.setNodes(editor, { url } as never, { match: isLink });
  else if (collapsed) Transforms.unwrapNodes(editor, { match: isLink });
  else {
    Editor.withoutNormalizing(editor, () => {
      Transforms.unwrapNodes(editor, { match: isLink, split: true });
      const link = { type: 'link', url, children: [] };
      if (url !== '') Transforms.wrapNodes(editor, link as unknown as Element, { split: true });
    });
  }
  return true;
}

/** Enter: what follows becomes an alinea of its own, also behind a heading. */
export function splitBlock(editor: Editor): void {
  const [block] = currentBlock(editor) ?? [];
  if (block?.type === 'table' || block?.type === 'image') {
    insertBelow(editor);
    return;
  }
  Editor.withoutNormalizing(editor, () => {
    Transforms.splitNodes(editor, { always: true });
    const [, at] = currentBlock(editor) ?? [];
    if (at === undefined) return;
    if (block?.type === 'heading') {
      unset(editor, ['rank', 'label'], at);
      set(editor, { type: 'paragraph' }, at);
    } else unset(editor, ['marker'], at);
  });
}

/** Words from a clipboard: each line becomes an alinea of its own. */
export function insertLines(editor: Editor, text: string): void {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  for (const [index, line] of lines.entries()) {
    if (index > 0) splitBlock(editor);
    editor.insertText(line);
  }
}
