import { draft, type Proposal } from 'consultation-core/amendment';
import { apply, diff, type Rebased, rebase } from 'consultation-core/change';
import { articleById, type BlockId, type Body, inlineText } from 'consultation-core/text';
import type { CarriedWords } from '../pages/amend-pages.tsx';
import type { Visit } from './visit.ts';

export interface CarriedOver {
  /** Number of the newest version. */
  readonly base: number;
  /** The article as that version has it, and as the author would have it now. */
  readonly before: Body;
  readonly value: Body;
  readonly carried: CarriedWords;
}

const newId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 16);

function articleBlocks(body: Body, id: BlockId): Body {
  const article = articleById(body, id);
  return article ? [article.heading, ...article.blocks] : [];
}

/**
 * A proposal made on an older version, on the newest one. Undefined when its article is no more, or when the older
 * version does not fit either.
 */
export async function carriedOver(
  visit: Visit,
  slug: string,
  base: number,
  proposal: Exclude<Proposal, { kind: 'article' }>
): Promise<CarriedOver | undefined> {
  const [old, newest] = await Promise.all([
    visit.call('getVersion', { params: { slug, number: base } }),
    visit.call('getVersion', { params: { slug, number: 'latest' } }),
  ]);
  if (old.kind === 'refused' || newest.kind === 'refused') return undefined;
  const drafted = draft(old.data.body, proposal, newId);
  if (drafted.kind === 'refused') return undefined;
  const { body, version } = newest.data;
  const result = rebase(old.data.body, drafted.change, diff(old.data.body, body));
  const applied = apply(body, result.change);
  const article = (drafted.before[0] ?? drafted.after[0])?.id;
  if (applied.kind === 'refused' || article === undefined) return undefined;
  const before = articleBlocks(body, article);
  const value = articleBlocks(applied.body, article);
  if (before.length === 0 || value.length === 0) return undefined;
  return { base: version.number, before, value, carried: wordsOf(result) };
}

/** What could not be carried over, in words: what she put in or took out, and what stands there now. */
function wordsOf({ outcome, carried }: Rebased): CarriedWords {
  const lost = carried.flatMap(({ how, edit, why }) => {
    if (how !== 'lost') return [];
    const inserted =
      edit.kind === 'words'
        ? edit.edits.map(({ insert }) => inlineText(insert))
        : edit.kind === 'insert'
          ? edit.blocks.map(({ children }) => inlineText(children))
          : [];
    const removed =
      edit.kind === 'words'
        ? edit.edits.map(({ remove }) => inlineText(remove))
        : edit.kind === 'delete'
          ? [inlineText(edit.block.children)]
          : [];
    const join = (words: readonly string[]) => words.filter(Boolean).join(' … ');
    return [{ inserted: join(inserted), removed: join(removed), now: why?.words ?? '' }];
  });
  return { outcome, lost };
}
