import { concatInline, inlineText, sliceInline } from '../../text/inline.ts';
import type { Inline } from '../../text/types.ts';
import type { Fresh, Quoted, WordOp } from './ops.ts';
import { glue, isBlank, isBoundary, locate, wordEnd, wordStart, wouldFuse } from './signs.ts';
import { wearOf, wearOps } from './wear.ts';

/** Words of the base from `from` to `to` that others take the place of. */
export interface Patch {
  readonly from: number;
  readonly to: number;
  readonly insert: readonly Inline[];
}

/** The part of an alinea that one run of instructions is about; a split alinea has several. */
export interface Window {
  readonly children: readonly Inline[];
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Whether words may be put “at the beginning” or “at the end” of it. */
  readonly starts: boolean;
  readonly ends: boolean;
}

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
interface Draft extends Splice {
  readonly op: WordOp;
}

/** More instructions on one alinea than this, and it is worded anew: nobody could follow. */
const mostPatches = 50;

/** Whether two ways to change a text come to the same. */
function isSame(text: string, a: Splice, b: Splice): boolean {
  const from = Math.min(a.from, b.from);
  const to = Math.max(a.to, b.to);
  const made = (one: Splice) => text.slice(from, one.from) + one.text + text.slice(one.to, to);
  return made(a) === made(b);
}

/** The same patch over more words. */
function widen({ children }: Window, patch: Patch, from: number, to: number): Patch {
  if (from === patch.from && to === patch.to) return patch;
  const insert = concatInline(
    sliceInline(children, from, patch.from),
    patch.insert,
    sliceInline(children, patch.to, to)
  );
  return { from, to, insert };
}

/** The patch over whole words, before and after. */
function onWholeWords(window: Window, patch: Patch): Patch {
  const { text } = window;
  const words = inlineText(patch.insert);
  let { from, to } = patch;
  const left = text.slice(window.from, from);
  const right = text.slice(to, window.to);
  if (wouldFuse(left, words === '' ? right : words)) from -= 1;
  if (wouldFuse(words === '' ? left : words, right)) to += 1;
  while (from > window.from && !isBoundary(text, from)) from -= 1;
  while (to < window.to && !isBoundary(text, to)) to += 1;
  return widen(window, patch, from, to);
}

function freshOf(children: readonly Inline[]): Fresh {
  return { words: inlineText(children), wear: wearOf(children) };
}

/** Inline content without blanks at its ends. */
function trimmed(children: readonly Inline[]): readonly Inline[] {
  const text = inlineText(children);
  const from = text.length - text.trimStart().length;
  return sliceInline(children, from, from + text.trim().length);
}

/** A run with as many words in front as it takes to be the only one of its kind, or by itself with its place. */
function anchor(
  window: Window,
  from: number,
  to: number,
  side: 'left' | 'right'
): Quoted | undefined {
  const { text } = window;
  let [a, b] = [from, to];
  for (let words = 0; words < 3; words += 1) {
    const quoted = locate(text, a, b);
    if (quoted?.occurrence === 0) return quoted;
    if (side === 'left') a = wordStart(text, a, window.from);
    else b = wordEnd(text, b, window.to);
  }
  return locate(text, from, to);
}

/** The words at the start of a part of an alinea, enough of them to find it. */
export function beginning(window: Window): Quoted | undefined {
  let to = window.from;
  for (let words = 0; words < 3; words += 1) to = wordEnd(window.text, to, window.to);
  return anchor(window, window.from, to, 'right');
}

function omission(window: Window, patch: Patch): Draft | undefined {
  const { text } = window;
  let { from, to } = patch;
  while (isBlank(text[from]) && from < to) from += 1;
  while (isBlank(text[to - 1]) && to > from) to -= 1;
  const old = locate(text, from, to);
  if (old === undefined) return undefined;
  // The blank in front goes with the words, or the one behind them at the start.
  const open = to === text.length || isBlank(text[to]) || glue('a', text.slice(to)) === '';
  const gone = { from, to, text: '' };
  if (from > 0 && isBlank(text[from - 1]) && open) gone.from -= 1;
  else if (from === 0 && isBlank(text[to])) gone.to += 1;
  const wanted = { ...patch, text: inlineText(patch.insert) };
  if (gone.from < window.from || gone.to > window.to || !isSame(text, gone, wanted))
    return undefined;
  return { ...gone, op: { kind: 'omit', old } };
}

function insertion(window: Window, patch: Patch): Draft | undefined {
  const { text } = window;
  const fresh = freshOf(trimmed(patch.insert));
  const { words } = fresh;
  const wanted = { from: patch.from, to: patch.to, text: inlineText(patch.insert) };
  const drafts: (() => Draft | undefined)[] = [];
  const at = (place: number, added: string, op: WordOp): Draft => ({
    from: place,
    to: place,
    text: added,
    op,
  });
  if (window.starts && text.slice(window.from, patch.from).trim() === '') {
    const { from } = window;
    drafts.push(() => at(from, words + glue(words, text.slice(from)), { kind: 'start', fresh }));
  }
  if (window.ends && text.slice(patch.to, window.to).trim() === '') {
    const { to } = window;
    drafts.push(() => at(to, glue(text.slice(0, to), words) + words, { kind: 'end', fresh }));
  }
  const after = () => {
    let end = patch.from;
    while (end > window.from && isBlank(text[end - 1])) end -= 1;
    const quoted = anchor(window, wordStart(text, end, window.from), end, 'left');
    const added = glue(text.slice(0, end), words) + words;
    return quoted && at(end, added, { kind: 'after', at: quoted, fresh });
  };
  const before = () => {
    let start = patch.to;
    while (start < window.to && isBlank(text[start])) start += 1;
    const quoted = anchor(window, start, wordEnd(text, start, window.to), 'right');
    const added = words + glue(words, text.slice(start));
    return quoted && at(start, added, { kind: 'before', at: quoted, fresh });
  };
  const elided = /['’]$/.test(text.slice(window.from, patch.from));
  drafts.push(...(elided ? [before, after] : [after, before]));
  for (const draft of drafts) {
    const found = draft();
    if (found && isSame(text, found, wanted)) return found;
  }
  return undefined;
}

const isRagged = (words: string) =>
  words === ''
    ? 'both'
    : words.trimStart() !== words
      ? 'left'
      : words.trimEnd() !== words && 'right';

function substitution(window: Window, patch: Patch): Draft | undefined {
  const { text } = window;
  let wide = patch;
  // Blanks that both sides have at an end are not part of what changes.
  const cut = (from: number, to: number, a: number, b: number) => {
    wide = { from, to, insert: sliceInline(wide.insert, a, b) };
  };
  const words = () => inlineText(wide.insert);
  while (wide.from < wide.to && isBlank(text[wide.from]) && words()[0] === text[wide.from]) {
    cut(wide.from + 1, wide.to, 1, words().length);
  }
  while (
    wide.from < wide.to &&
    isBlank(text[wide.to - 1]) &&
    words().at(-1) === text[wide.to - 1]
  ) {
    cut(wide.from, wide.to - 1, 0, words().length - 1);
  }
  const left = () => wordStart(text, wide.from, window.from);
  const right = () => wordEnd(text, wide.to, window.to);
  for (;;) {
    const old = text.slice(wide.from, wide.to);
    const ragged = isRagged(old) || isRagged(words());
    if (!ragged) break;
    const toLeft = ragged !== 'right' && left() < wide.from;
    if (!toLeft && (ragged === 'left' || right() === wide.to)) return undefined;
    wide = toLeft ? widen(window, wide, left(), wide.to) : widen(window, wide, wide.from, right());
  }
  if (window.starts && window.ends && wide.from === window.from && wide.to === window.to) {
    return undefined;
  }
  const quote = (one: Patch) => locate(text, one.from, one.to);
  const wider = [widen(window, wide, left(), wide.to), widen(window, wide, wide.from, right())];
  const best =
    quote(wide)?.occurrence === 0
      ? wide
      : (wider.find((one) => quote(one)?.occurrence === 0) ?? wide);
  const old = quote(best);
  if (old === undefined) return undefined;
  const { from, to, insert } = best;
  const op: WordOp = { kind: 'substitute', old, fresh: freshOf(insert) };
  return { from, to, text: inlineText(insert), op };
}

/** One patch as an instruction. */
function express(window: Window, patch: Patch): Draft | undefined {
  const old = window.text.slice(patch.from, patch.to);
  const words = inlineText(patch.insert);
  if (words.trim() === '' && old.trim() !== '') {
    const draft = omission(window, patch);
    if (draft) return draft;
  }
  if (old.trim() === '' && words.trim() !== '') {
    const draft = insertion(window, patch);
    if (draft) return draft;
  }
  return substitution(window, patch);
}

/** Two patches and what stands between them as one. */
function joined({ children }: Window, a: Patch, b: Patch): Patch {
  const between = sliceInline(children, a.to, b.from);
  return { from: a.from, to: b.to, insert: concatInline(a.insert, between, b.insert) };
}

const isWear = ({ text }: Window, patch: Patch) =>
  text.slice(patch.from, patch.to) === inlineText(patch.insert);

/**
 * Instructions for all patches of one window, each in coordinates of the base, none touching another; with the text
 * that a reader gets who follows them. undefined when it takes a new wording of the whole.
 */
export function wordOps(
  window: Window,
  patches: readonly Patch[]
): { readonly ops: readonly WordOp[]; readonly text: string } | undefined {
  let queue = patches.map((patch) => (isWear(window, patch) ? patch : onWholeWords(window, patch)));
  if (queue.length > mostPatches) return undefined;
  const known = new Map<Patch, Draft | undefined>();
  for (;;) {
    const drafts = queue.map((patch) => {
      if (isWear(window, patch)) return undefined;
      if (!known.has(patch)) known.set(patch, express(window, patch));
      return known.get(patch);
    });
    const reach = queue.map((patch, index) => drafts[index] ?? patch);
    if (queue.some((patch, index) => !drafts[index] && !isWear(window, patch))) return undefined;
    const clash = queue.findIndex((_, index) => {
      const [a, b] = [reach[index], reach[index + 1]];
      if (!a || !b) return false;
      return drafts[index] && drafts[index + 1] ? a.to >= b.from : a.to > b.from;
    });
    if (clash === -1) return finish(window, queue, drafts);
    const one = joined(window, queue[clash] as Patch, queue[clash + 1] as Patch);
    const whole = isWear(window, one) ? one : onWholeWords(window, one);
    queue = [...queue.slice(0, clash), whole, ...queue.slice(clash + 2)];
  }
}

function finish(
  { children, text, from, to }: Window,
  queue: readonly Patch[],
  drafts: readonly (Draft | undefined)[]
) {
  let made = '';
  let at = from;
  const ops: WordOp[] = [];
  for (const [index, patch] of queue.entries()) {
    const draft = drafts[index];
    if (draft) {
      made += text.slice(at, draft.from) + draft.text;
      at = draft.to;
      ops.push(draft.op);
    } else {
      const before = sliceInline(children, patch.from, patch.to);
      ops.push(...wearOps(text, patch.from, before, patch.insert).map(({ op }) => op));
    }
  }
  return { ops, text: made + text.slice(at, to) };
}
