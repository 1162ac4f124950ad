import { readFileSync } from 'node:fs';
import {
  articles,
  blockText,
  concatInline,
  inlineFromText,
  inlineText,
  readHeadingLine,
  readMarker,
  sliceInline,
} from 'consultation-core/text';
import { dataFile } from './data.mjs';

/**
 * Invented amendments of the digital bill, to show and to try the drafting desk, with invented decisions. An alinea is
 * the one that readers see numbered; 0 is the article's title.
 *
 * @typedef {import('consultation-core/text').Block} Block
 * @typedef {import('consultation-core/text').Article} Article
 * @typedef {{ kind: 'words', alinea: number, find: string, replace: string } |
 *   { kind: 'text', alinea: number, text: string } | { kind: 'insert', after: number, text: string } |
 *   { kind: 'delete', alinea: number } | { kind: 'split', alinea: number, at: string } |
 *   { kind: 'join', alinea: number } | { kind: 'move', alinea: number, after: number } |
 *   { kind: 'article', after: string, heading: string, text: string } | { kind: 'delete-article' }} DeskEdit
 * @typedef {{ status: 'adopted' | 'rejected' | null, reason?: string }} DeskDecision
 * @typedef {{ id: string, author: string, title: string, article: string, edits: DeskEdit[], justification: string,
 *   decision: DeskDecision }} DeskRow
 * @typedef {{ ids: string[], reason: string } & ({ take: 'change', change: string } | { take: 'original' } |
 *   { take: 'words', find: string, replace: string })} DeskResolution
 * @returns {{ notice: string, amendments: DeskRow[], identical: string[][], near: { about: string, ids: string[] }[],
 *   collisions: { why: string, ids: string[] }[], adjacent: string[][], opposed: { why: string, ids: string[] }[],
 *   resolutions: DeskResolution[] }}
 */
export const readDesk = () => JSON.parse(readFileSync(dataFile('desk-amendments.json'), 'utf8'));

const linesOf = (text) => text.split('\n').filter((line) => line.trim() !== '');

function paragraphOf(line, makeId, like) {
  const { marker, text } = readMarker(line);
  return {
    type: 'paragraph',
    id: makeId(),
    ...(marker ? { marker } : {}),
    ...(like?.indent ? { indent: like.indent } : {}),
    children: inlineFromText(text),
  };
}

/** People type a plain blank where the text has one that does not break. */
const loose = (text) => text.replaceAll('\u00a0', ' ');

/** Where the only occurrence of some words begins. */
function placeOf(block, quoted, where) {
  const text = loose(blockText(block));
  const words = loose(quoted);
  const at = text.indexOf(words);
  if (at === -1) throw new Error(`${where}: not in the text: « ${words} »`);
  if (text.indexOf(words, at + 1) !== -1) throw new Error(`${where}: more than once: « ${words} »`);
  return at;
}

const rewritten = (block, from, to, words) => ({
  ...block,
  children: concatInline(
    sliceInline(block.children, 0, from),
    inlineFromText(words),
    sliceInline(block.children, to)
  ),
});

/** Other words for some, of which the first and the last may stay as they are. */
function replaced(block, { find, replace }, where) {
  const at = placeOf(block, find, where);
  const [from, to] = [loose(find), loose(replace)];
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < most - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const words = replace.slice(start, replace.length - end);
  return rewritten(block, at + start, at + find.length - end, words);
}

/** One paragraph as two: the blank between them goes, a sign in front of the second becomes its marker. */
function splitAt(block, at, makeId) {
  const head = sliceInline(block.children, 0, blockText(block).slice(0, at).trimEnd().length);
  const tail = sliceInline(block.children, at);
  const { marker, text } = readMarker(inlineText(tail));
  const { marker: _, ...frame } = block;
  return [
    { ...block, children: head },
    {
      ...frame,
      id: makeId(),
      ...(marker ? { marker } : {}),
      children: sliceInline(tail, inlineText(tail).length - text.length),
    },
  ];
}

/**
 * The blocks of an article after one edit. Alineas are those of the text, whatever other edits did: `now` holds the
 * blocks as they are, `find` the alinea of a number.
 *
 * @param {readonly Block[]} now
 * @param {DeskEdit} edit
 */
function edited(now, edit, find, makeId, where) {
  if (edit.kind === 'insert') {
    const { index, block } = find(now, edit.after);
    const lines = linesOf(edit.text).map((line) => paragraphOf(line, makeId, block));
    return now.toSpliced(index + 1, 0, ...lines);
  }
  const { index, block } = find(now, edit.alinea);
  switch (edit.kind) {
    case 'words':
      return now.with(index, replaced(block, edit, where));
    case 'text':
      return now.with(index, rewritten(block, 0, blockText(block).length, edit.text));
    case 'delete':
      return now.toSpliced(index, 1);
    case 'split':
      return now.toSpliced(index, 1, ...splitAt(block, placeOf(block, edit.at, where), makeId));
    case 'join': {
      const { block: next } = find(now, edit.alinea + 1);
      const marker = next.marker ? `${next.marker} ` : '';
      const children = concatInline(block.children, inlineFromText(` ${marker}`), next.children);
      return now.toSpliced(index, 2, { ...block, children });
    }
    case 'move': {
      const without = now.toSpliced(index, 1);
      return without.toSpliced(find(without, edit.after).index + 1, 0, block);
    }
    default:
      throw new Error(`${where}: unknown edit ${edit.kind}`);
  }
}

function newArticle({ heading, text }, makeId) {
  const { label, title } = readHeadingLine(heading) ?? { title: heading };
  return [
    {
      type: 'heading',
      id: makeId(),
      rank: 'article',
      ...(label ? { label } : {}),
      children: inlineFromText(title),
    },
    ...linesOf(text).map((line) => paragraphOf(line, makeId)),
  ];
}

const counter = (prefix) => {
  let number = 0;
  return () => {
    number += 1;
    return `${prefix}-${number}`;
  };
};

/**
 * Each amendment on a given text. `blocks` is the whole article as its author would have it, heading first; for `kind`
 * `article` it is a new article behind the one that `article` names, and none when the article is to go. Throws an
 * Error that names the amendment when an article, an alinea or quoted words are not in the text.
 *
 * @param {readonly Block[]} body
 * @param {readonly DeskRow[]} [rows]
 * @returns {(Omit<DeskRow, 'article' | 'edits'> & { kind: 'edit' | 'article' | 'delete', article: string,
 *   blocks: readonly Block[] })[]}
 */
export function deskAmendments(body, rows = readDesk().amendments) {
  const byLabel = new Map(articles(body).map((one) => [one.heading.label, one]));
  return rows.map(({ edits, article: label, ...row }) => {
    const where = `${row.id} (${label})`;
    const article = byLabel.get(label);
    if (article === undefined) throw new Error(`${where}: no such article in the text`);
    const makeId = counter(`desk-${row.id}`);
    const [first] = edits;
    if (first.kind === 'article') {
      return { ...row, kind: 'article', article: article.id, blocks: newArticle(first, makeId) };
    }
    if (first.kind === 'delete-article') {
      return { ...row, kind: 'delete', article: article.id, blocks: [] };
    }
    const base = [article.heading, ...article.blocks];
    const find = (now, number) => {
      const index = now.findIndex(({ id }) => id === base[number]?.id);
      if (index === -1) throw new Error(`${where}: no alinea ${number} in the text`);
      return { index, block: now[index] };
    };
    const blocks = edits.reduce((now, edit) => edited(now, edit, find, makeId, where), base);
    return { ...row, kind: 'edit', article: article.id, blocks };
  });
}

/** The whole text as an amendment would have it. */
export function deskBody(body, { kind, article, blocks }) {
  const at = body.findIndex(({ id }) => id === article);
  const next = body.findIndex((block, index) => index > at && block.type === 'heading');
  const end = next === -1 ? body.length : next;
  return body.toSpliced(
    kind === 'article' ? end : at,
    kind === 'article' ? 0 : end - at,
    ...blocks
  );
}

/** The same as a proposal that its author would submit. */
export function deskProposal({ kind, article, blocks }) {
  if (kind === 'delete') return { kind: 'delete', block: article };
  if (kind === 'edit') return { kind: 'edit', article, blocks };
  const [heading, ...rest] = blocks;
  return {
    kind: 'article',
    after: article,
    heading: [heading.label, blockText(heading)].filter(Boolean).join(' – '),
    text: rest.map((one) => [one.marker, blockText(one)].filter(Boolean).join(' ')).join('\n'),
  };
}

/** All who take part in a collision that `merge` reported. */
const partiesOf = ({ options }) => new Set(options.flatMap(({ changes }) => changes));

/** What stands in the place of the words of a collision when staff want `replace` for `find` around there. */
function wordingOf({ before: [block], range: { from, to } = {} }, { find, replace }, where) {
  const text = blockText(block);
  const start = placeOf(block, find, where);
  const end = start + find.length;
  const after = text.slice(0, start) + replace + text.slice(end);
  const kept = [text.slice(0, from), text.slice(to)];
  if (from === undefined || !after.startsWith(kept[0]) || !after.endsWith(kept[1])) {
    throw new Error(`${where}: other words collide than « ${find} »`);
  }
  return inlineFromText(after.slice(kept[0].length, after.length - kept[1].length));
}

/**
 * The recorded decisions as they apply to the collisions that `merge` reported, whose changes have the names of the file.
 * Throws an Error when no decision was recorded on a collision.
 *
 * @param {readonly import('consultation-core/change').Collision[]} collisions
 * @param {readonly DeskResolution[]} [decisions]
 * @returns {import('consultation-core/change').Resolution[]}
 */
export function deskResolutions(collisions, decisions = readDesk().resolutions) {
  return collisions.map((collision) => {
    const parties = partiesOf(collision);
    const found = decisions.find(({ ids }) => [...parties].every((id) => ids.includes(id)));
    if (found === undefined) {
      throw new Error(`No decision on the collision of ${[...parties].join(', ')}`);
    }
    const { key } = collision;
    switch (found.take) {
      case 'change':
        return { collision: key, take: 'change', change: found.change };
      case 'original':
        return { collision: key, take: 'original' };
      default:
        return { collision: key, take: 'words', words: wordingOf(collision, found, found.ids[0]) };
    }
  });
}
