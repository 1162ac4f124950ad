import { segmentsOf } from 'consultation-core/change';
import { type Block, type Body, inlineText } from 'consultation-core/text';
import { Editor, type Node, type NodeEntry, type Range, Text } from 'slate';

/** Words of a block that its base does not have, as spans of UTF-16 offsets. */
function spansOf(before: Block | undefined, after: Block): readonly (readonly [number, number])[] {
  const worded = (block: Block | undefined) =>
    block?.type === 'paragraph' || block?.type === 'heading' ? block.children : undefined;
  const now = worded(after);
  if (now === undefined) return [];
  const spans: [number, number][] = [];
  let at = 0;
  for (const { op, children } of segmentsOf(worded(before) ?? [], now)) {
    if (op === 'delete') continue;
    const end = at + inlineText(children).length;
    if (op === 'insert') spans.push([at, end]);
    at = end;
  }
  return spans;
}

/** Marks what was put in, inside the field; computed once for each form of a block. */
export function insertedRanges(editor: Editor, base: Body) {
  const before = new Map(base.map((block) => [block.id, block]));
  const known = new WeakMap<Node, readonly (readonly [number, number])[]>();
  return ([node, path]: NodeEntry): Range[] => {
    if (path.length !== 1 || Text.isText(node)) return [];
    const block = node as unknown as Block;
    let spans = known.get(node);
    if (spans === undefined) {
      spans = spansOf(before.get(block.id), block);
      known.set(node, spans);
    }
    if (spans.length === 0) return [];
    const ranges: Range[] = [];
    let start = 0;
    for (const [text, at] of Editor.nodes(editor, { at: path, match: Text.isText })) {
      const end = start + text.text.length;
      for (const [from, to] of spans) {
        const a = Math.max(from, start) - start;
        const b = Math.min(to, end) - start;
        if (a < b) {
          const range = { anchor: { path: at, offset: a }, focus: { path: at, offset: b } };
          ranges.push({ ...range, inserted: true } as Range);
        }
      }
      start = end;
    }
    return ranges;
  };
}
