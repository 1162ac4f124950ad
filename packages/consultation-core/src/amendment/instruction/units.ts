import type { WordEdit } from '../../change/types.ts';
import { removedLength } from '../../change/words.ts';
import { sameBlock } from '../../text/canonical.ts';
import { inlineText, sliceInline } from '../../text/inline.ts';
import type { Block, Heading, Paragraph } from '../../text/types.ts';
import { type Base, blockTarget } from './base.ts';
import type { Op, Target, WordOp } from './ops.ts';
import { glue, isBlank } from './signs.ts';
import { wearOf } from './wear.ts';
import { beginning, type Patch, type Window, wordOps } from './words.ts';

/** A base block that the change keeps, with all that became of it. */
export interface Unit {
  /** Index in the base. */
  readonly at: number;
  /** What it is now, and the blocks that were split off behind it. */
  readonly made: readonly Block[];
  /** Where each of those begins in the words of the base. */
  readonly cuts: readonly number[];
  /** Indices of blocks whose words were put behind its own. */
  readonly joined: readonly number[];
  readonly isReplaced: boolean;
}

/** Word edits by index of the base block, sorted. */
export type EditsAt = (at: number) => readonly WordEdit[];

const patchesOf = (edits: readonly WordEdit[]): readonly Patch[] =>
  edits.map((edit) => ({ from: edit.at, to: edit.at + removedLength(edit), insert: edit.insert }));

/** A window of a block without the blanks at the ends where it is cut or joined. */
function windowOf(
  children: Window['children'],
  from: number,
  to: number,
  starts: boolean,
  ends: boolean
): Window {
  const text = inlineText(children);
  let [a, b] = [from, to];
  while (!starts && a < b && isBlank(text[a])) a += 1;
  while (!ends && b > a && isBlank(text[b - 1])) b -= 1;
  return { children, text, from: a, to: b, starts, ends };
}

/** The part of a patch that lies in a window, without what it does to the blanks at a seam. */
function clip(window: Window, patch: Patch): Patch[] {
  const from = Math.min(Math.max(patch.from, window.from), window.to);
  const to = Math.max(Math.min(patch.to, window.to), window.from);
  const words = inlineText(patch.insert);
  const atStart = !window.starts && from === window.from;
  const atEnd = !window.ends && to === window.to;
  const a = atStart ? words.length - words.trimStart().length : 0;
  const b = atEnd ? Math.max(a, words.trimEnd().length) : words.length;
  if (from === to && a === b) return [];
  return [withoutCommonEnds(window, { from, to, insert: sliceInline(patch.insert, a, b) })];
}

/** A patch without words at its ends that it takes out and puts in again. */
function withoutCommonEnds({ children, text }: Window, patch: Patch): Patch {
  const { from, to, insert } = patch;
  const old = text.slice(from, to);
  const words = inlineText(insert);
  // Equal words are worn otherwise; a whole new wording stays one.
  if (old === words || old === text) return patch;
  const most = Math.min(old.length, words.length);
  let head = 0;
  while (head < most && old[head] === words[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === words.at(-1 - tail)) tail += 1;
  const same = (a: number, b: number, c: number, d: number) =>
    JSON.stringify(sliceInline(children, from + a, from + b)) ===
    JSON.stringify(sliceInline(insert, c, d));
  if (!same(0, head, 0, head)) head = 0;
  if (!same(old.length - tail, old.length, words.length - tail, words.length)) tail = 0;
  const middle = sliceInline(insert, head, words.length - tail);
  return { from: from + head, to: to - tail, insert: middle };
}

const inWindow = (window: Window, edits: readonly WordEdit[]) =>
  wordOps(
    window,
    patchesOf(edits).flatMap((patch) => clip(window, patch))
  );

/** Whether an edit belongs in front of a cut. */
const isBefore = (edit: WordEdit, cut: number) =>
  edit.at < cut || (edit.at === cut && edit.side === 'before' && removedLength(edit) === 0);

const wordsAt = (target: Target, ops: readonly WordOp[]): Op[] =>
  ops.map((op) => ({ kind: 'words', target, op }));

/** An alinea that became several. */
function splitOps(
  was: Paragraph,
  unit: Unit,
  edits: readonly WordEdit[],
  target: Target
): Op[] | undefined {
  const [head, ...pieces] = unit.made as readonly Paragraph[];
  const ends = [...unit.cuts, inlineText(was.children).length];
  const ops: Op[] = [];
  const begins: Extract<Op, { kind: 'split' }>['pieces'][number][] = [];
  for (const [index, piece] of (unit.made as readonly Paragraph[]).entries()) {
    const from = unit.cuts[index - 1] ?? 0;
    const to = ends[index] as number;
    if (from > to) return undefined;
    const window = windowOf(was.children, from, to, index === 0, index === pieces.length);
    const own = edits.filter(
      (edit) =>
        (index === 0 || !isBefore(edit, from)) && (index === pieces.length || isBefore(edit, to))
    );
    const made = inWindow(window, own);
    if (made === undefined || made.text !== inlineText(piece.children)) return undefined;
    ops.push(...wordsAt(target, made.ops));
    if (index === 0) continue;
    const begin = beginning(window);
    const sameShape = piece.indent === head?.indent && piece.style === head?.style;
    if (begin === undefined || !sameShape) return undefined;
    begins.push({ begin, marker: piece.marker });
  }
  return [...ops, { kind: 'split', target, pieces: begins }];
}

/** Alineas that became one. */
function joinOps(base: Base, unit: Unit, editsAt: EditsAt): Op[] | undefined {
  const parts = [unit.at, ...unit.joined];
  const last = parts.at(-1) as number;
  const inRow = parts.every((at, index) => at === unit.at + index);
  const oneSection = parts.every((at) => base.heading[at] === base.heading[unit.at]);
  if (!inRow || !oneSection) return undefined;
  let text = '';
  const ops: Op[] = [];
  for (const at of parts) {
    const { children } = base.body[at] as Paragraph;
    const { length } = inlineText(children);
    const window = windowOf(children, 0, length, at === unit.at, at === last);
    const made = inWindow(window, editsAt(at));
    if (made === undefined) return undefined;
    ops.push(...wordsAt(blockTarget(base, at), made.ops));
    text += glue(text, made.text) + made.text;
  }
  if (text !== inlineText((unit.made[0] as Paragraph).children)) return undefined;
  return [...ops, { kind: 'join', target: blockTarget(base, unit.at, last) }];
}

function attributeOps(was: Heading | Paragraph, is: Heading | Paragraph, target: Target): Op[] {
  const ops: Op[] = [];
  if (was.type === 'heading' && is.type === 'heading') {
    if (was.label !== is.label) {
      ops.push({ kind: 'label', target, before: was.label, after: is.label });
    }
    if (was.rank !== is.rank) ops.push({ kind: 'rank', target, rank: is.rank });
  } else if (was.type === 'paragraph' && is.type === 'paragraph') {
    if (was.marker !== is.marker) {
      ops.push({ kind: 'marker', target, before: was.marker, after: is.marker });
    }
    if (was.indent !== is.indent) ops.push({ kind: 'indent', target, indent: is.indent ?? 0 });
    if (was.style !== is.style) ops.push({ kind: 'style', target, style: is.style });
  }
  return ops;
}

function titleOps(base: Base, at: number, is: Heading, edits: readonly WordEdit[]): Op[] {
  const was = base.body[at] as Heading;
  const target: Target = { kind: 'title', of: base.divisionOf(at) };
  const text = inlineText(was.children);
  const made = inWindow(windowOf(was.children, 0, text.length, true, true), edits);
  const now = inlineText(is.children);
  if (made?.text === now && text !== '' && now !== '') return wordsAt(target, made.ops);
  return [{ kind: 'retitle', target, fresh: { words: now, wear: wearOf(is.children) } }];
}

/**
 * What is done to one block and its parts; with `false` when blocks that were joined to it have to be deleted by an
 * instruction of their own.
 */
export function unitOps(base: Base, unit: Unit, editsAt: EditsAt): { ops: Op[]; joins: boolean } {
  const was = base.body[unit.at] as Block;
  const [is] = unit.made as [Block];
  const target = blockTarget(base, unit.at);
  const isAlone = unit.made.length === 1 && unit.joined.length === 0;
  if (isAlone && sameBlock(was, is)) return { ops: [], joins: true };
  const rewrite: Op = { kind: 'rewrite', target, brought: { blocks: unit.made, like: was } };
  const done = (ops: Op[] | undefined) =>
    ops ? { ops, joins: true } : { ops: [rewrite], joins: false };
  if (unit.isReplaced) return done(undefined);
  if (was.type === 'heading' && is.type === 'heading' && isAlone) {
    const edits = editsAt(unit.at);
    return done([
      ...attributeOps(was, is, target),
      ...(edits.length > 0 ? titleOps(base, unit.at, is, edits) : []),
    ]);
  }
  const all = [...unit.joined.map((at) => base.body[at] as Block), ...unit.made];
  if (was.type !== 'paragraph' || all.some(({ type }) => type !== 'paragraph')) {
    return done(undefined);
  }
  const paragraph = is as Paragraph;
  const ops = isAlone
    ? plainOps(was, paragraph, editsAt(unit.at), target)
    : unit.joined.length === 0
      ? splitOps(was, unit, editsAt(unit.at), target)
      : unit.made.length === 1
        ? joinOps(base, unit, editsAt)
        : undefined;
  return done(ops && [...attributeOps(was, paragraph, target), ...ops]);
}

/** With more instructions than this, when they are longer than the alinea itself, it is plainer to word it anew. */
const fewOps = 3;

function plainOps(
  was: Paragraph,
  is: Paragraph,
  edits: readonly WordEdit[],
  target: Target
): Op[] | undefined {
  const { length } = inlineText(was.children);
  const made = inWindow(windowOf(was.children, 0, length, true, true), edits);
  const text = inlineText(is.children);
  if (made === undefined || made.text !== text) return undefined;
  const quoted = made.ops.reduce((sum, op) => sum + quotedLength(op), 0);
  if (made.ops.length > fewOps && quoted > text.length) return undefined;
  return wordsAt(target, made.ops);
}

function quotedLength(op: WordOp): number {
  const fresh = 'fresh' in op ? op.fresh.words.length : 0;
  const old = 'old' in op ? op.old.words.length : 'at' in op ? op.at.words.length : 0;
  return fresh + old + ('run' in op ? op.run.words.length : 0);
}
