/**
 * Follows instructions as a reader would who has the base and the sentences, and nothing else: it knows the rules that
 * `instructor` states and shares no code with it. Throws when a sentence can be read in no way, or in two.
 */
import type { Block, Body } from '../src/text/index.ts';
import { plainBlock, type ReadBlock, readLines } from './interpreter/blocks.ts';
import { en } from './interpreter/en.ts';
import { fr } from './interpreter/fr.ts';
import { namesIn } from './interpreter/names.ts';
import { fail, mask } from './interpreter/quotes.ts';
import {
  between,
  blank,
  type Cell,
  fresh as freshOf,
  part as partOf,
  type Splice,
  spliced,
  textOf,
  trimEnds,
} from './interpreter/words.ts';

export { plainBlock, type ReadBlock } from './interpreter/blocks.ts';

const grammars = { fr, en };

type Put =
  | { readonly blocks: readonly ReadBlock[] }
  | { readonly from: number; readonly to: number };

/** What the reader has noted at one block of the base. */
interface Slot {
  block: ReadBlock;
  content: 'own' | readonly ReadBlock[];
  isMoved: boolean;
  joined: number[];
  splices: Splice[];
  cuts: { at: number; marker: string | undefined }[];
  behind: Put[];
}

/** The text that results when all instructions are followed. */
export function interpret(
  base: Body,
  sentences: readonly string[],
  language: keyof typeof grammars,
  within?: string
): ReadBlock[] {
  const grammar = grammars[language];
  const slots = base.map(
    (block): Slot => ({
      block: plainBlock(block),
      content: 'own',
      isMoved: false,
      joined: [],
      splices: [],
      cuts: [],
      behind: [],
    })
  );
  const start: Put[] = [];
  const slot = (at: number) => slots[at] as Slot;

  const { target, one, place: placeOf } = namesIn(base, grammar, within);
  /** The list of what is put behind a block, or at the start. */
  const place = (name: string, quotes: readonly string[]) => {
    const at = placeOf(name, quotes);
    return at === -1 ? start : slot(at).behind;
  };
  const part = (text: string, phrase: string, quotes: readonly string[]) =>
    partOf(grammar, text, phrase, quotes);
  const fresh = (phrase: string, quotes: readonly string[]) => freshOf(grammar, phrase, quotes);

  // Sentences

  const splice = (
    at: number,
    from: number,
    to: number,
    cells: readonly Cell[],
    isBefore = false
  ): void => {
    slot(at).splices.push({ from, to, cells, isBefore });
  };

  function follow(sentence: string) {
    const [head = '', ...lines] = sentence.split('\n');
    const { text, quotes } = mask(head, grammar);
    const found = grammar.sentences.flatMap(([pattern, kind]) => {
      const match = pattern.exec(text);
      return match ? [{ kind, groups: match.groups ?? {} }] : [];
    });
    const [read] = found;
    if (read === undefined || found.length > 1) fail(`Read in ${found.length} ways`, sentence);
    const get = (name: string) => read.groups[name] ?? fail(`No ${name}`, sentence);
    const at = () => one(get('target'), quotes);
    const words = () => textOf(slot(at()).block.words);
    switch (read.kind) {
      case 'substitute': {
        const [from, to] = part(words(), get('old'), quotes);
        return splice(at(), from, to, fresh(get('fresh'), quotes));
      }
      case 'omit': {
        const all = words();
        let [from, to] = part(all, get('old'), quotes);
        const next = all.slice(to);
        if (from > 0 && blank.test(all[from - 1] as string) && between('a', next).length === 0)
          from -= 1;
        else if (from === 0 && blank.test(all[to] ?? '')) to += 1;
        return splice(at(), from, to, []);
      }
      case 'after': {
        const all = words();
        const [, to] = part(all, get('old'), quotes);
        const cells = fresh(get('fresh'), quotes);
        return splice(at(), to, to, [...between(all.slice(0, to), textOf(cells)), ...cells]);
      }
      case 'before': {
        const all = words();
        const [from] = part(all, get('old'), quotes);
        const cells = fresh(get('fresh'), quotes);
        return splice(
          at(),
          from,
          from,
          [...cells, ...between(textOf(cells), all.slice(from))],
          true
        );
      }
      case 'start': {
        const cells = fresh(get('fresh'), quotes);
        return splice(at(), 0, 0, [...cells, ...between(textOf(cells), words())]);
      }
      case 'end': {
        const all = words();
        const cells = fresh(get('fresh'), quotes);
        return splice(at(), all.length, all.length, [...between(all, textOf(cells)), ...cells]);
      }
      case 'mark':
      case 'unmark':
      case 'link':
      case 'unlink': {
        const here = slot(at());
        const [from, to] = part(words(), get('old'), quotes);
        const names =
          read.kind === 'link' || read.kind === 'unlink'
            ? [read.kind === 'link' ? (quotes[Number(get('url'))] as string) : '']
            : grammar.marks(get('marks'));
        const isUrl = (wear: string) => /[/:]/.test(wear);
        const change = (wear: readonly string[]) => {
          if (read.kind === 'mark') return [...new Set([...wear, ...names])].sort();
          if (read.kind === 'unmark') return wear.filter((name) => !names.includes(name));
          const kept = wear.filter((name) => !isUrl(name));
          return read.kind === 'link' ? [...kept, ...names].sort() : kept;
        };
        here.block = {
          ...here.block,
          words: here.block.words.map((cell, index) =>
            index < from || index >= to || blank.test(cell.char)
              ? cell
              : { ...cell, wear: change(cell.wear) }
          ),
        };
        return;
      }
      case 'retitle':
        return splice(at(), 0, words().length, fresh(get('fresh'), quotes));
      case 'delete': {
        const { from, to, kind } = target(get('target'), quotes);
        if (kind === 'title') return splice(from, from, words().length, []);
        for (let index = from; index < to; index += 1) slot(index).content = [];
        return;
      }
      case 'move': {
        const { from, to } = target(get('target'), quotes);
        for (let index = from; index < to; index += 1) slot(index).isMoved = true;
        place(get('place'), quotes).push({ from, to });
        return;
      }
      case 'insert': {
        const named = grammar.place(get('place'));
        const near = named.kind === 'start' ? undefined : target(named.target, quotes);
        const like = near?.kind === 'alineas' ? plainBlock(base[near.from] as Block) : undefined;
        const blocks = readLines(grammar, lines, like, grammar.isAlineas(get('things')));
        checkCount(blocks, get('things'));
        place(get('place'), quotes).push({ blocks });
        return;
      }
      case 'rewrite': {
        const { from, to, kind } = target(get('target'), quotes);
        const { things } = read.groups;
        const isAlinea = things === undefined ? kind === 'alineas' : grammar.isAlineas(things);
        const blocks = readLines(
          grammar,
          lines,
          kind === 'alineas' ? plainBlock(base[from] as Block) : undefined,
          isAlinea
        );
        if (things !== undefined) checkCount(blocks, things);
        for (let index = from; index < to; index += 1)
          slot(index).content = index === from ? blocks : [];
        return;
      }
      case 'split': {
        const here = slot(at());
        const pieces = grammar.pieces(get('pieces'));
        for (const { begin, marker } of pieces) {
          const [from] = part(words(), begin, quotes);
          here.cuts.push({ at: from, marker: marker === undefined ? undefined : quotes[marker] });
        }
        return;
      }
      case 'join': {
        const { from, to } = target(get('target'), quotes);
        for (let index = from + 1; index < to; index += 1) {
          slot(from).joined.push(index);
          slot(index).content = [];
        }
        return;
      }
      case 'sign': {
        const here = slot(at());
        const key = here.block.type === 'heading' ? 'label' : 'marker';
        const quote = (name: string) => quotes[Number(read.groups[name])] ?? '';
        if ((here.block[key] ?? '') !== quote('before'))
          fail('Another sign stands there', sentence);
        here.block = { ...here.block, [key]: quote('after') };
        return;
      }
      case 'rank': {
        const here = slot(at());
        here.block = { ...here.block, rank: grammar.rank(get('rank')) };
        return;
      }
      case 'indent': {
        const here = slot(at());
        here.block = { ...here.block, indent: Number(read.groups.indent ?? 0) };
        return;
      }
      case 'style': {
        const here = slot(at());
        here.block = { ...here.block, style: grammar.style(get('style')) };
        return;
      }
    }
  }
  const checkCount = (blocks: readonly ReadBlock[], things: string) => {
    const count = grammar.count(things);
    const counted = blocks.filter(({ type }) => !grammar.isArticles(things) || type === 'heading');
    if (count !== undefined && counted.length !== count) fail('Not as many as told', things);
  };
  for (const sentence of sentences) follow(sentence);

  // The text

  function contentOf(at: number): readonly ReadBlock[] {
    const here = slot(at);
    if (here.content !== 'own') return here.content;
    const { block } = here;
    const cuts = [...here.cuts].sort((a, b) => a.at - b.at);
    const ends = [...cuts.map((cut) => cut.at), block.words.length];
    const pieces = ends.map((to, index) => {
      const from = index === 0 ? 0 : (ends[index - 1] as number);
      const own = here.splices.filter(({ from: place, to: end, isBefore }) => {
        const opens = place === end && !isBefore;
        const isAfterStart = index === 0 || (opens ? place > from : place >= from);
        const isBeforeEnd = index === cuts.length || (opens ? place <= to : place < to);
        return isAfterStart && isBeforeEnd;
      });
      const cells = spliced(block.words, own, from, to);
      const words = trimEnds(cells, index > 0, index < cuts.length);
      return index === 0
        ? { ...block, words }
        : { ...block, marker: cuts[index - 1]?.marker ?? '', words };
    });
    if (here.joined.length === 0) return pieces;
    const parts = here.joined.map((other) => {
      const { block: joined, splices } = slot(other);
      return spliced(joined.words, splices, 0, joined.words.length);
    });
    const words = [(pieces[0] as ReadBlock).words, ...parts].reduce((left, right, index, all) => {
      const a = trimEnds(left, false, true);
      const b = trimEnds(right, true, index < all.length - 1);
      return [...a, ...between(textOf(a), textOf(b)), ...b];
    });
    return [{ ...block, words }];
  }
  const result: ReadBlock[] = [];
  const putAll = (puts: readonly Put[]) => {
    for (const put of puts) {
      if ('blocks' in put) result.push(...put.blocks);
      else for (let at = put.from; at < put.to; at += 1) emit(at);
    }
  };
  const emit = (at: number) => {
    result.push(...contentOf(at));
    putAll(slot(at).behind);
  };
  putAll(start);
  for (const [at, { isMoved }] of slots.entries()) if (!isMoved) emit(at);
  return result;
}
