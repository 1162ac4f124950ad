import { apply, type Change, diff, type Rebased, rebaser } from 'consultation-core/change';
import type { CarryOverItem } from 'consultation-core/contract';
import {
  type Article,
  articleOfBlock,
  articles,
  type Block,
  type Body,
} from 'consultation-core/text';
import type { AmendmentRow } from '../views/amendment-row.ts';
import { told } from '../views/fate.ts';

/** How amendments that nobody has decided on come over to a new version. Nothing here reads or writes a database. */
export interface Carrying {
  /** The text that they were written for, the new one, and the change that made it. */
  readonly base: Body;
  readonly after: Body;
  readonly onto: Change;
  readonly open: readonly AmendmentRow[];
  /** What sub-amendments among them amend, whatever became of it. */
  readonly parents: ReadonlyMap<string, AmendmentRow>;
}

interface Told {
  readonly row: AmendmentRow;
  readonly outcome: CarryOverItem['outcome'];
  readonly lost: CarryOverItem['lost'];
}
export type CarriedAmendment = Told &
  (
    | {
        readonly kind: 'carried';
        readonly change: Change;
        readonly before: readonly Block[];
        readonly after: readonly Block[];
        readonly article: string | null;
        readonly parent: string | null;
        /** Other changes of the same text, wordings of staff for it, on the new one. */
        readonly also: (change: Change) => Rebased & { readonly after: readonly Block[] };
      }
    /** It has lost its object: the new version says it already, or what it amended is not in it. */
    | { readonly kind: 'moot'; readonly why: 'contained' | 'parent-gone' }
  );

/** The way from the text that an amendment is about to what stands for it in the new version. */
interface Way {
  readonly carry: (change: Change) => Rebased;
  readonly ground: Body;
  readonly parent: string | null;
}

const made = (body: Body, change: Change): Body => {
  const result = apply(body, change);
  return result.kind === 'applied' ? result.body : body;
};

const blocksOf = (article: Article | undefined): readonly Block[] =>
  article === undefined ? [] : [article.heading, ...article.blocks];

/** The articles that an amendment shows, in some text: the one that it is about, and those that it makes of it. */
function shownIn(row: AmendmentRow, body: Body): readonly Block[] {
  const headings = [...row.before.slice(0, 1), ...row.after].filter(
    ({ type }) => type === 'heading'
  );
  const ids = new Set(headings.map(({ id }) => id));
  return articles(body)
    .filter(({ id }) => ids.has(id))
    .flatMap(blocksOf);
}

/** The block by which a change names its place. */
function placeOf({ edits }: Change): string | null {
  const [edit] = edits;
  if (edit === undefined) return null;
  if (edit.kind === 'insert') return edit.after;
  return told(edit).block;
}

/** What of a change was not carried over, in words. */
const lostOf = ({ carried }: Rebased): CarryOverItem['lost'] =>
  carried.flatMap(({ edit, how, why }) => {
    if (how !== 'lost' || why === undefined) return [];
    const { inserted, removed } = told(edit);
    const wanted = inserted === '' ? removed : inserted;
    return [
      { code: why.code, block: why.block === '' ? null : why.block, wanted, words: why.words },
    ];
  });

function carriedAlong({ carry, ground, parent }: Way, row: AmendmentRow): CarriedAmendment {
  const rebased = carry(row.change);
  const { outcome, change } = rebased;
  const lost = lostOf(rebased);
  if (outcome === 'without-object') return { kind: 'moot', row, outcome, lost, why: 'contained' };
  const showing = (one: Change) => shownIn(row, made(ground, one));
  const stays = row.article !== null && articles(ground).some(({ id }) => id === row.article);
  const place = placeOf(change);
  return {
    kind: 'carried',
    row,
    outcome,
    lost,
    change,
    before: row.before.length > 0 ? shownIn(row, ground) : [],
    after: showing(change),
    article: stays
      ? row.article
      : place === null
        ? null
        : (articleOfBlock(ground, place)?.id ?? null),
    parent,
    also: (other) => {
      const one = carry(other);
      return { ...one, after: showing(one.change) };
    },
  };
}

/**
 * Each open amendment as a change of the new version, or the reason why it has lost its object. A sub-amendment goes
 * with what it amends: with its amendment while that is open, on the text itself once that was adopted, nowhere when it
 * was refused.
 */
export function carryAmendments(input: Carrying): readonly CarriedAmendment[] {
  const { base, after, onto, open, parents } = input;
  const whole: Way = { carry: rebaser(base, onto), ground: after, parent: null };
  const roots = new Map(
    open
      .filter(({ parent }) => parent === null)
      .map((row) => [row.documentId, carriedAlong(whole, row)])
  );
  const ways = new Map<string, Way | undefined>();
  const wayBehind = (id: string): Way | undefined => {
    const parent = parents.get(id);
    if (parent === undefined) return undefined;
    const was = made(base, parent.change);
    const there = roots.get(id);
    if (there?.kind === 'carried') {
      const ground = made(after, there.change);
      return { carry: rebaser(was, diff(was, ground)), ground, parent: id };
    }
    const isIn = parent.status === 'adopted' || there?.kind === 'moot';
    return isIn
      ? { carry: rebaser(was, diff(was, after)), ground: after, parent: null }
      : undefined;
  };
  return open.map((row): CarriedAmendment => {
    if (row.parent === null) return roots.get(row.documentId) as CarriedAmendment;
    if (!ways.has(row.parent)) ways.set(row.parent, wayBehind(row.parent));
    const way = ways.get(row.parent);
    return way === undefined
      ? { kind: 'moot', row, outcome: 'without-object', lost: [], why: 'parent-gone' }
      : carriedAlong(way, row);
  });
}
