import { type Block, type BlockId, blockText, inlineText } from 'consultation-core/text';
import { Editor, Node, type NodeEntry, type Range, Text } from 'slate';
import type { Line } from '../difference.ts';

/** Words of a block that are new, as spans of UTF-16 offsets; and all of its words, to know whether they still hold. */
interface Inserted {
  readonly text: string;
  readonly spans: readonly (readonly [number, number])[];
}

function spansOf(line: Line): Inserted | undefined {
  if (line.kind === 'inserted') {
    const text = blockText(line.block);
    return { text, spans: [[0, text.length]] };
  }
  if (line.kind !== 'changed') return undefined;
  const spans: [number, number][] = [];
  let at = 0;
  for (const { op, children } of line.segments) {
    if (op === 'delete') continue;
    const end = at + inlineText(children).length;
    if (op === 'insert') spans.push([at, end]);
    at = end;
  }
  return { text: blockText(line.after), spans };
}

/** Marks inside the field what a difference shows as put in: not what was only moved or split off. */
export function insertedRanges(editor: Editor, lines: readonly Line[]) {
  const known = new Map<BlockId, Inserted>();
  for (const line of lines) {
    const spans = spansOf(line);
    const id = line.kind === 'changed' ? line.after.id : line.block.id;
    if (spans !== undefined) known.set(id, spans);
  }
  return ([node, path]: NodeEntry): Range[] => {
    if (path.length !== 1 || Text.isText(node)) return [];
    const inserted = known.get((node as unknown as Block).id);
    const words = Node.string(node);
    // A sign in front of a new alinea is its marker in the difference, and words in the field.
    const shift = words.length - (inserted?.text.length ?? 0);
    if (inserted === undefined || !words.endsWith(inserted.text)) return [];
    const ranges: Range[] = [];
    let start = 0;
    for (const [text, at] of Editor.nodes(editor, { at: path, match: Text.isText })) {
      const end = start + text.text.length;
      for (const [from, to] of inserted.spans) {
        const a = Math.max(from === 0 ? 0 : from + shift, start) - start;
        const b = Math.min(to + shift, end) - start;
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
