import {
  type Editor,
  Editor as EditorApi,
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
import {
  isBlockType,
  isId,
  isLink,
  isOpaqueType,
  type Loose,
  repairModel,
  typeOf,
} from './model.ts';

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
    if (isId(properties.id) && !idsOf(editor).has(properties.id)) return operation;
    return { ...operation, properties: { ...properties, id: makeId() } as Partial<Node> };
  }
  if (operation.type === 'insert_node' && operation.path.length === 1) {
    const id = idOf(operation.node);
    if (isId(id) && !idsOf(editor).has(id)) return operation;
    if (!Element.isElement(operation.node)) return operation;
    return { ...operation, node: { ...operation.node, id: makeId() } as never };
  }
  return operation;
}

/** Blocks of a fragment get ids of their own: pasting a text twice makes two texts. */
function withFreshIds(fragment: readonly Node[], makeId: MakeId): Node[] {
  return fragment.map((node) =>
    Element.isElement(node) && isBlockType(typeOf(node))
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
  if (!isBlockType(block.type)) {
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
  // Nothing inside an opaque block can be put right piece by piece.
  if (isOpaqueType(block.type)) return repairModel(editor, block, path, makeId);
  for (const [child, childPath] of NodeApi.children(editor, path)) {
    if (!Element.isElement(child)) continue;
    if (isBlockType(typeOf(child))) {
      // A block inside a block comes out of it.
      Transforms.liftNodes(editor, { at: childPath });
      return true;
    }
    if (!isLink(child)) {
      Transforms.unwrapNodes(editor, { at: childPath });
      return true;
    }
    // Links are looked at from their block: it is looked at again as long as something in it changes.
    if (normalizeLink(editor, [child, childPath])) return true;
  }
  return repairModel(editor, block, path, makeId);
}

function normalizeLink(editor: Editor, [node, path]: NodeEntry<Loose>): boolean {
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
    if (Element.isElement(child) && (!isId(id) || seen.has(id))) {
      Transforms.setNodes(editor, { id: makeId() } as never, { at: [index] });
      return true;
    }
    seen.add(id);
  }
  return false;
}

/** What `slate-history` adds, where it is used. */
interface Historical {
  undo: () => void;
  redo: () => void;
  history: { redos: unknown[] };
}
const isHistorical = (editor: object): editor is Historical =>
  'history' in editor && 'undo' in editor && 'redo' in editor;

/**
 * Slate cannot redo some deletions that end in a link and throws half-way. Then the text stays as it was before, and
 * there is nothing more to redo.
 */
function guardHistory(editor: Editor): void {
  if (!isHistorical(editor)) return;
  const historical: Editor & Historical = editor;
  const guarded = (run: () => void) => () => {
    const { children, selection } = historical;
    try {
      run();
    } catch {
      historical.children = children;
      historical.selection = selection;
      historical.history.redos = [];
      EditorApi.normalize(historical, { force: true });
    }
  };
  historical.undo = guarded(historical.undo);
  historical.redo = guarded(historical.redo);
}

/**
 * Makes an editor keep a text's rules: a block that is split keeps its id and the new one gets a new one, of two that
 * are joined the first keeps its, moves and undoing keep them, pasted blocks get new ones. Tables and images are void,
 * links are inline and safe, what is no block of ours becomes a paragraph with its words.
 */
export function withText<E extends Editor>(editor: E, { makeId }: { readonly makeId: MakeId }): E {
  guardHistory(editor);
  const { apply, insertFragment, isInline, isVoid, normalizeNode } = editor;
  editor.isInline = (element) => typeOf(element) === 'link' || isInline(element);
  editor.isVoid = (element) => isOpaqueType(typeOf(element)) || isVoid(element);
  editor.apply = (operation) => apply(identified(editor, operation, makeId));
  editor.insertFragment = (fragment, options) =>
    insertFragment(withFreshIds(fragment, makeId), options);
  editor.normalizeNode = (entry, options) => {
    const [, path] = entry;
    if (path.length === 0 && repairIds(editor, makeId)) return;
    if (path.length === 1 && normalizeBlock(editor, entry, makeId)) return;
    normalizeNode(entry, options);
  };
  return editor;
}
