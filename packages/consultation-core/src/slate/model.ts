import {
  type Editor,
  Element,
  type Node,
  Node as NodeApi,
  type Path,
  Text,
  Transforms,
} from 'slate';
import { headingRanks, type MakeId } from '../text/types.ts';
import { isSafeUrl } from '../text/url.ts';

/** Any element, as an editor may be given it by a paste. */
export type Loose = Element & Readonly<Record<string, unknown>>;

type Fits = (value: unknown) => boolean;
const words =
  (max: number): Fits =>
  (value) =>
    typeof value === 'string' && value.length <= max;
const oneOf =
  (...values: unknown[]): Fits =>
  (value) =>
    values.includes(value);
const isGrid: Fits = (value) =>
  Array.isArray(value) &&
  value.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'));
const isDepth: Fits = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 8;

/** Attributes of each type of block besides type, id and children, and what they may be. */
const models: ReadonlyMap<unknown, ReadonlyMap<string, Fits>> = new Map(
  Object.entries({
    heading: { rank: oneOf(...headingRanks), label: words(200) },
    paragraph: { marker: words(40), indent: isDepth, style: oneOf('quote', 'code') },
    table: { rows: isGrid, header: oneOf(true, false), caption: words(10_000) },
    image: {
      url: (value: unknown) => typeof value === 'string' && isSafeUrl(value),
      alt: words(10_000),
      caption: words(10_000),
    },
  }).map(([type, attributes]) => [type, new Map(Object.entries(attributes))])
);
/** Without these a block is none. */
const needed: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['table', ['rows']],
  ['image', ['url', 'alt']],
]);

export const typeOf = (node: Node) => (node as Loose).type;
export const isBlockType = (type: unknown) => models.has(type);
export const isOpaqueType = (type: unknown) => needed.has(type);
export const isId = (id: unknown): id is string =>
  typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id);

const isEmpty = ({ children: [only] }: Loose) => Text.isText(only) && only.text === '';

/** Every word that an opaque block holds, wherever it holds it. */
function wordsOf(block: Loose): string {
  const cells = Array.isArray(block.rows) ? block.rows.flat() : [];
  return [block.caption, block.alt, ...cells, NodeApi.string(block)]
    .filter((value) => typeof value === 'string' && value !== '')
    .join(' ');
}

/**
 * Puts right what a block has that its type may not have; says whether there was something. Words are kept: those of
 * a table or a picture that is none, and those of a label or marker that is too long, become words of a paragraph.
 */
export function repairModel(editor: Editor, block: Loose, path: Path, makeId: MakeId): boolean {
  const model = models.get(block.type);
  if (model === undefined) return false;
  const isNone = (needed.get(block.type) ?? []).some((name) => !model.get(name)?.(block[name]));
  const stray = isOpaqueType(block.type) && (block.children.length !== 1 || !isEmpty(block));
  if (isNone || stray) {
    const paragraph = (text: string) => ({ type: 'paragraph', id: makeId(), children: [{ text }] });
    const inside = NodeApi.string(block);
    const kept = isNone
      ? [paragraph(wordsOf(block))]
      : [{ ...block, children: [{ text: '' }] }, ...(inside === '' ? [] : [paragraph(inside)])];
    Transforms.removeNodes(editor, { at: path });
    Transforms.insertNodes(editor, kept as never, { at: path });
    return true;
  }
  const wrong = Object.entries(block).find(
    ([name, value]) =>
      !['type', 'id', 'children'].includes(name) &&
      value !== undefined &&
      !(model.get(name)?.(value) ?? false)
  );
  if (wrong === undefined) return false;
  const [name, value] = wrong;
  Transforms.unsetNodes(editor, name as never, { at: path });
  if (model.has(name) && typeof value === 'string' && !isOpaqueType(block.type) && isFront(name)) {
    Transforms.insertText(editor, `${value} `, { at: { path: [...path, 0], offset: 0 } });
  }
  return true;
}

const isFront = (name: string) => name === 'label' || name === 'marker';

export const isLink = (node: Node): node is Loose =>
  Element.isElement(node) && typeOf(node) === 'link';
