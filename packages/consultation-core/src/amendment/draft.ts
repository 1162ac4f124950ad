import { apply } from '../change/apply.ts';
import { blocksOf } from '../change/conflicts.ts';
import { diff } from '../change/diff.ts';
import { merge } from '../change/merge.ts';
import type { Change, Edit } from '../change/types.ts';
import { wishesOf, wishKey } from '../change/wishes.ts';
import { reword } from '../change/words.ts';
import { canonicalBody, sameBlock } from '../text/canonical.ts';
import { concatInline, inlineFromText, inlineText, isOpaque, sliceInline } from '../text/inline.ts';
import { readHeadingLine, readMarker } from '../text/numbering.ts';
import { articleOfBlock } from '../text/outline.ts';
import {
  type Block,
  type BlockId,
  type Body,
  type Heading,
  headingRanks,
  type MakeId,
  type Paragraph,
} from '../text/types.ts';
import type { Drafted, Proposal } from './types.ts';

export type Drafting =
  | ({ readonly kind: 'drafted' } & Drafted)
  | {
      readonly kind: 'refused';
      readonly code: 'proposal-changes-nothing' | 'proposal-does-not-fit' | 'result-differs';
    };

const refused = (code: Extract<Drafting, { kind: 'refused' }>['code']): Drafting => ({
  kind: 'refused',
  code,
});

/** A new alinea from one line; a sign in front of it becomes its marker. */
function paragraphOf(line: string, makeId: MakeId, indent?: number): Paragraph {
  const { marker, text } = readMarker(line.trim());
  return {
    type: 'paragraph',
    id: makeId(),
    ...(marker ? { marker } : {}),
    ...(indent ? { indent } : {}),
    children: inlineFromText(text),
  };
}

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

/** Words of a paragraph as a citizen edits them: its marker, should she have typed it, is not doubled. */
function withoutMarker(text: string, block: Paragraph): string {
  const { marker } = block;
  return marker && text.startsWith(marker) ? text.slice(marker.length).trimStart() : text;
}

/** Other words for one block; a line that was broken makes a further alinea out of the rest. */
function replaced(block: Block, text: string, makeId: MakeId): readonly Block[] {
  if (block.type === 'heading') {
    const { label } = block;
    const words = label && text.startsWith(label) ? text.slice(label.length).trimStart() : text;
    return [{ ...block, children: reword(block.children, words.replace(/\s*\n\s*/g, ' ')) }];
  }
  if (block.type !== 'paragraph') return [];
  const [first = '', ...rest] = lines(withoutMarker(text, block));
  const whole = reword(block.children, [first, ...rest].join('\n'));
  // The words keep their marks wherever the new line ends fall.
  let at = 0;
  return [first, ...rest].map((line, index) => {
    const children = sliceInline(whole, at, at + line.length);
    at += line.length + 1;
    if (index === 0) return { ...block, children };
    const { marker, text: words } = readMarker(line);
    return {
      ...block,
      id: makeId(),
      marker,
      children: sliceInline(children, inlineText(children).length - words.length),
    };
  });
}

const rankOf = (block: Block) => (block.type === 'heading' ? headingRanks.indexOf(block.rank) : 99);

/** Index behind everything that belongs to the division or article at `start`. */
function endOf(body: Body, start: number): number {
  const rank = rankOf(body[start] as Block);
  const next = body.findIndex((block, index) => index > start && rankOf(block) <= rank);
  return next === -1 ? body.length : next;
}

const without = (body: Body, from: number, to: number) => [
  ...body.slice(0, from),
  ...body.slice(to),
];

/** The text with one article as its author would have it; blocks of other articles are not hers to use. */
function edited(body: Body, { article, blocks }: Extract<Proposal, { kind: 'edit' }>) {
  const at = body.findIndex(({ id }) => id === article);
  const heading = body[at];
  if (heading?.type !== 'heading' || heading.rank !== 'article') return undefined;
  const end = endOf(body, at);
  const own = new Set(body.slice(at, end).map(({ id }) => id));
  const ids = new Set(blocks.map(({ id }) => id));
  const elsewhere = body.some(({ id }) => ids.has(id) && !own.has(id));
  if (elsewhere || ids.size < blocks.length || blocks[0]?.id !== article) return undefined;
  return { after: [...body.slice(0, at), ...blocks, ...body.slice(end)], article };
}

/** The text as the proposal would have it, and the article that shows it; undefined when it does not fit. */
function proposed(
  body: Body,
  proposal: Proposal,
  makeId: MakeId
): { after: Body; article: BlockId | undefined } | undefined {
  if (proposal.kind === 'edit') return edited(body, proposal);
  if (proposal.kind === 'article') {
    const at = proposal.after === null ? -1 : body.findIndex(({ id }) => id === proposal.after);
    if (at === -1 && proposal.after !== null) return undefined;
    if (at !== -1 && (body[at] as Block).type !== 'heading') return undefined;
    const { label, title } = readHeadingLine(proposal.heading) ?? { title: proposal.heading };
    const heading: Heading = {
      type: 'heading',
      id: makeId(),
      rank: 'article',
      ...(label ? { label } : {}),
      children: inlineFromText(title),
    };
    const blocks = [heading, ...lines(proposal.text).map((line) => paragraphOf(line, makeId))];
    const place = at === -1 ? 0 : endOf(body, at);
    return {
      after: [...body.slice(0, place), ...blocks, ...body.slice(place)],
      article: heading.id,
    };
  }
  const id = proposal.kind === 'insert' ? proposal.after : proposal.block;
  const at = body.findIndex((block) => block.id === id);
  const block = body[at];
  const article = articleOfBlock(body, id)?.id;
  if (block === undefined || article === undefined) return undefined;
  switch (proposal.kind) {
    case 'replace': {
      if (isOpaque(block)) return undefined;
      const blocks = replaced(block, proposal.text, makeId);
      return { after: [...body.slice(0, at), ...blocks, ...body.slice(at + 1)], article };
    }
    case 'insert': {
      const indent = block.type === 'paragraph' ? block.indent : undefined;
      const blocks = lines(proposal.text).map((line) => paragraphOf(line, makeId, indent));
      return { after: [...body.slice(0, at + 1), ...blocks, ...body.slice(at + 1)], article };
    }
    case 'delete': {
      const end = block.type === 'heading' ? endOf(body, at) : at + 1;
      return { after: without(body, at, end), article };
    }
  }
}

/** An article with its heading, or nothing when the text does not have it. */
function articleBlocks(body: Body, id: BlockId | undefined): readonly Block[] {
  const article = id === undefined ? undefined : articleOfBlock(body, id);
  return article ? [article.heading, ...article.blocks] : [];
}

/** Whether an edit wants something. */
function wants(edit: Edit): boolean {
  if (edit.kind === 'words') {
    return edit.edits.some(({ remove, insert }) => {
      return JSON.stringify(concatInline(remove)) !== JSON.stringify(concatInline(insert));
    });
  }
  if (edit.kind === 'replace') return !sameBlock(edit.before, edit.after);
  return edit.kind !== 'move' || edit.block !== edit.after;
}

/**
 * Operations that were sent along say what their author meant where a comparison could not know: a split, a join, a
 * move. They are kept, brought into order, when they are about her article alone and each wants something; else the
 * difference is told as a comparison finds it. Both give the same words.
 */
function meant(
  before: Body,
  after: Body,
  article: BlockId | undefined,
  sent: Change,
  compared: Change
): Change {
  const known = new Set(wishesOf(compared).map(wishKey));
  const told = wishesOf(sent).some(
    (edit) => ['split', 'join', 'move'].includes(edit.kind) && !known.has(wishKey(edit))
  );
  if (!told) return compared;
  const { change } = merge(before, [{ id: 'sent', rank: 0, change: sent }]);
  const own = new Set(articleBlocks(before, article).map(({ id }) => id));
  const fits = change.edits.every(
    (edit) => wants(edit) && blocksOf(edit).every((id) => own.has(id))
  );
  const made = apply(before, change);
  const same =
    made.kind === 'applied' &&
    made.body.length === after.length &&
    made.body.every((block, at) => sameBlock(block, after[at] as Block));
  return fits && same ? change : compared;
}

/**
 * Turns what a citizen asks for into a change of the text and the words that result. `before` and `after` are the
 * article concerned, with its heading; `before` is empty for a new article, `after` for one that goes.
 */
export function draft(body: Body, proposal: Proposal, makeId: MakeId): Drafting {
  const before = canonicalBody(body);
  const wish = proposed(before, proposal, makeId);
  if (wish === undefined) return refused('proposal-does-not-fit');
  const after = canonicalBody(wish.after);
  const change = diff(before, after);
  if (change.edits.length === 0) return refused('proposal-changes-nothing');
  const sent = proposal.kind === 'edit' ? proposal.change : undefined;
  if (sent !== undefined) {
    const applied = apply(before, sent);
    const same =
      applied.kind === 'applied' &&
      applied.body.length === after.length &&
      applied.body.every((block, index) => sameBlock(block, after[index] as Block));
    if (!same) return refused('result-differs');
  }
  return {
    kind: 'drafted',
    change: sent === undefined ? change : meant(before, after, wish.article, sent, change),
    before: articleBlocks(before, wish.article),
    // One article may have become several.
    after:
      proposal.kind === 'edit'
        ? canonicalBody(proposal.blocks)
        : articleBlocks(after, wish.article),
  };
}

/** Whether a stored change still yields the words stored beside it. */
export function holds(body: Body, { change, after }: Omit<Drafted, 'before'>): boolean {
  const applied = apply(body, change);
  if (applied.kind === 'refused') return false;
  const byId = new Map(applied.body.map((block) => [block.id, block]));
  return after.every((block) => {
    const found = byId.get(block.id);
    return found !== undefined && sameBlock(found, block);
  });
}
