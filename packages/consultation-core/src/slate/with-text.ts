import {
  type Editor,
  Element,
  type Node,
  Node as NodeApi,
  type NodeEntry,
  type Operation,
  Text,
  Transforms,
} from 'slate';
import { headingRanks, type MakeId } from '../text/types.ts';
import { isSafeUrl } from '../text/url.ts';

/** Any element, as an editor may be given it by a paste. */
type Loose = Element & { type?: unknown; id?: unknown; url?: unknown; rank?: unknown };

const blockTypes = new Set<unknown>(['heading', 'paragraph', 'table', 'image']);
const opaqueTypes = new Set<unknown>(['table', 'image']);
const isLink = (node: Node): node is Loose => Element.isElement(node) && typeOf(node) === 'link';
const typeOf = (element: Element) => (element as Loose).type;
const idOf = (node: Node | undefined) =>
  node !== undefined && Element.isElement(node) ? (node as Loose).id : undefined;

/** Ids of the blocks of an editor, from the one at `except` on left out. */
function idsOf(editor: Editor, except = -1): ReadonlySet<unknown> {
  return new Set(
    editor.children.flatMap((child, index) => (index === except ? [] : [idOf(child)]))
  );
}

/** The same operation with an id for the block that it makes, if what it brings is missing or taken. */
function identified(editor: Editor, operation: Operation, makeId: MakeId): Operation {
  if (operation.type === 'split_node' && operation.path.length === 1) {
    const properties = operation.properties as Partial<Loose>;
    // Undoing a join brings the id that the block had.
    if (typeof properties.id === 'string' && !idsOf(editor).has(properties.id)) return operation;
    return { ...operation, properties: { ...properties, id: makeId() } as Partial<Node> };
  }
  if (operation.type === 'insert_node' && operation.path.length === 1) {
    const id = idOf(operation.node);
    if (typeof id === 'string' && !idsOf(editor).has(id)) return operation;
    if (!Element.isElement(operation.node)) return operation;
    return { ...operation, node: { ...operation.node, id: makeId() } as never };
  }
  return operation;
}

/** Blocks of a fragment get ids of their own: pasting a text twice makes two texts. */
function withFreshIds(fragment: readonly Node[], makeId: MakeId): Node[] {
  return fragment.map((node) =>
    Element.isElement(node) && blockTypes.has(typeOf(node))
      ? ({ ...node, id: makeId() } as never)
      : node
  );
}

/** Puts one thing right that is wrong below the root; says whether there was one. */
function normalizeBlock(editor: Editor, [node, path]: NodeEntry, makeId: MakeId): boolean {
  if (!Element.isElement(node) || editor.isInline(node)) {
    const wrapper = { type: 'paragraph', id: makeId(), children: [] };
    Transforms.wrapNodes(editor, wrapper as unknown as Element, { at: path });
    return true;
  }
  const block = node as Loose;
  if (!blockTypes.has(block.type)) {
    const nested = block.children.some(
      (child) => Element.isElement(child) && !editor.isInline(child)
    );
    if (nested) Transforms.unwrapNodes(editor, { at: path });
    else {
      const { children: _, ...properties } = block;
      Transforms.unsetNodes(editor, Object.keys(properties) as never, { at: path });
      Transforms.setNodes(editor, { type: 'paragraph', id: makeId() } as never, {
        at: path,
      });
    }
    return true;
  }
  if (block.type === 'heading' && !headingRanks.some((rank) => rank === block.rank)) {
    Transforms.setNodes(editor, { rank: 'section' } as never, { at: path });
    return true;
  }
  for (const [child, childPath] of NodeApi.children(editor, path)) {
    if (!Element.isElement(child)) continue;
    if (opaqueTypes.has(typeOf(child)) || (!isLink(child) && blockTypes.has(typeOf(child)))) {
      // A block inside a block comes out of it.
      Transforms.liftNodes(editor, { at: childPath });
      return true;
    }
    if (!isLink(child)) {
      Transforms.unwrapNodes(editor, { at: childPath });
      return true;
    }
  }
  return false;
}

function normalizeLink(editor: Editor, [node, path]: NodeEntry): boolean {
  if (!isLink(node)) return false;
  if (NodeApi.string(node) === '') {
    Transforms.removeNodes(editor, { at: path });
    return true;
  }
  if (typeof node.url !== 'string' || !isSafeUrl(node.url)) {
    Transforms.unwrapNodes(editor, { at: path });
    return true;
  }
  for (const [child, childPath] of NodeApi.children(editor, path)) {
    if (Text.isText(child)) continue;
    Transforms.unwrapNodes(editor, { at: childPath });
    return true;
  }
  return false;
}

/** Blocks need an id, and one of their own. */
function repairIds(editor: Editor, makeId: MakeId): boolean {
  const seen = new Set<unknown>();
  for (const [index, child] of editor.children.entries()) {
    const id = idOf(child);
    if (Element.isElement(child) && (typeof id !== 'string' || seen.has(id))) {
      Transforms.setNodes(editor, { id: makeId() } as never, { at: [index] });
      return true;
    }
    seen.add(id);
  }
  return false;
}

/**
 * Makes an editor keep a text's rules: a block that is split keeps its id and the new one gets a new one, of two that
 * are joined the first keeps its, moves and undoing keep them, pasted blocks get new ones. Tables and images are void,
 * links are inline and safe, what is no block of ours becomes a paragraph with its words.
 */
export function withText<E extends Editor>(editor: E, { makeId }: { readonly makeId: MakeId }): E {
  const { apply, insertFragment, isInline, isVoid, normalizeNode } = editor;
  editor.isInline = (element) => typeOf(element) === 'link' || isInline(element);
  editor.isVoid = (element) => opaqueTypes.has(typeOf(element)) || isVoid(element);
  editor.apply = (operation) => apply(identified(editor, operation, makeId));
  editor.insertFragment = (fragment, options) =>
    insertFragment(withFreshIds(fragment, makeId), options);
  editor.normalizeNode = (entry, options) => {
    const [node, path] = entry;
    if (path.length === 0 && repairIds(editor, makeId)) return;
    if (path.length === 1 && normalizeBlock(editor, entry, makeId)) return;
    if (path.length > 1 && Element.isElement(node) && normalizeLink(editor, entry)) return;
    normalizeNode(entry, options);
  };
  return editor;
}
