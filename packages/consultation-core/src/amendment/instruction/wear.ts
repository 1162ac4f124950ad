import { inlineText, isLink, markNames } from '../../text/inline.ts';
import type { Inline } from '../../text/types.ts';
import type { MarkName, Part, Wear, WordOp } from './ops.ts';
import { isBlank, isBoundary, locate, locateLetters } from './signs.ts';

/** A run of characters with equal marks and link. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly marks: readonly MarkName[];
  readonly url: string | undefined;
}

function runsOf(children: readonly Inline[]): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const inline of children) {
    const leaves = isLink(inline) ? inline.children : [inline];
    for (const leaf of leaves) {
      const to = at + leaf.text.length;
      const marks = markNames.filter((name) => leaf[name]);
      if (to > at) runs.push({ from: at, to, marks, url: isLink(inline) ? inline.url : undefined });
      at = to;
    }
  }
  return runs;
}

/** A run as it is quoted: without blanks at its ends, and within its word when it is a part of one. */
function partOf(text: string, start: number, end: number): Part | undefined {
  let from = start;
  let to = end;
  while (from < to && isBlank(text[from])) from += 1;
  while (to > from && isBlank(text[to - 1])) to -= 1;
  if (from === to) return undefined;
  const whole = locate(text, from, to);
  if (whole) return whole;
  let first = from;
  let last = to;
  while (!isBoundary(text, first)) first -= 1;
  while (!isBoundary(text, last)) last += 1;
  const quoted = locate(text, first, last) as Part;
  return { ...quoted, letters: locateLetters(quoted.words, from - first, to - first) };
}

/** What new words wear. Words that wear nothing are not mentioned. */
export function wearOf(children: readonly Inline[]): readonly Wear[] {
  const text = inlineText(children);
  const runs = runsOf(children);
  return runs.flatMap((run): Wear[] => {
    if (run.marks.length === 0 && run.url === undefined) return [];
    const on = partOf(text, run.from, run.to);
    if (on === undefined) return [];
    const link = run.url === undefined ? {} : { url: run.url };
    return [
      { marks: run.marks, ...link, on: on.words === text.trim() && !on.letters ? undefined : on },
    ];
  });
}

/** How the same words are worn otherwise: `before` and `after` have equal text, and stand in `text` at `at`. */
export function wearOps(
  text: string,
  at: number,
  before: readonly Inline[],
  after: readonly Inline[]
): readonly { readonly at: number; readonly op: WordOp }[] {
  const was = runsOf(before);
  const is = runsOf(after);
  const cuts = [...new Set([...was, ...is].flatMap(({ from, to }) => [from, to]))];
  cuts.sort((a, b) => a - b);
  const changes: {
    from: number;
    to: number;
    key: string;
    run: Omit<Run, 'from' | 'to'>;
    old: Run;
  }[] = [];
  let i = 0;
  let j = 0;
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const to = cuts[index + 1] as number;
    while ((was[i] as Run).to <= from) i += 1;
    while ((is[j] as Run).to <= from) j += 1;
    const old = was[i] as Run;
    const { marks, url } = is[j] as Run;
    const key = JSON.stringify([old.marks, old.url, marks, url]);
    const last = changes.at(-1);
    if (last && last.key === key && last.to === from) last.to = to;
    else changes.push({ from, to, key, run: { marks, url }, old });
  }
  return changes.flatMap(({ from, to, run, old }) => {
    const part = partOf(text, at + from, at + to);
    if (part === undefined) return [];
    const marks = run.marks.filter((name) => !old.marks.includes(name));
    const gone = old.marks.filter((name) => !run.marks.includes(name));
    const ops: WordOp[] = [];
    if (marks.length > 0) ops.push({ kind: 'mark', run: part, marks });
    if (gone.length > 0) ops.push({ kind: 'unmark', run: part, marks: gone });
    if (run.url !== old.url) {
      ops.push(
        run.url === undefined
          ? { kind: 'unlink', run: part }
          : { kind: 'link', run: part, url: run.url }
      );
    }
    return ops.map((op) => ({ at: at + from, op }));
  });
}
