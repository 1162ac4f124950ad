import { type Drafted, draft, type Proposal } from 'consultation-core/amendment';
import { apply, type Change } from 'consultation-core/change';
import { limits, RefusalError } from 'consultation-core/contract';
import {
  articleOfBlock,
  type BlockId,
  type Body,
  canonicalBody,
  checkBody,
} from 'consultation-core/text';
import { type Strapi, service } from '../../strapi.ts';
import { type AmendmentRow, findAmendment, subjectOf } from '../../views/amendment-row.ts';
import { insist, type Reader } from '../../views/reader.ts';
import { withFormerIds, withOwnIds } from './new-ids.ts';

export interface Wish {
  readonly base: number;
  readonly proposal: Proposal;
  readonly parent?: string | undefined;
}

/** What a proposal is about: the newest version, or that version as the amendment would make it that is amended. */
interface Ground {
  readonly body: Body;
  readonly version: Body;
  readonly parent: AmendmentRow | undefined;
}

export interface Made extends Drafted {
  readonly proposal: Proposal;
  readonly ground: Ground;
  /** The article of the version concerned, or behind which a new one would stand. */
  readonly article: BlockId | null;
}

async function groundOf(strapi: Strapi, reader: Reader, wish: Wish): Promise<Ground> {
  const { consultation } = reader;
  const outdated = () =>
    new RefusalError('version-outdated', { latest: consultation.latestVersion });
  if (wish.base !== consultation.latestVersion) throw outdated();
  const { body: version } = await service(strapi, 'version-store').need(consultation.id, wish.base);
  if (wish.parent === undefined) return { body: version, version, parent: undefined };
  const parent = await findAmendment(strapi, consultation.id, wish.parent);
  if (parent === undefined) throw new RefusalError('not-found');
  insist(reader, 'preview-amendment', subjectOf(parent, consultation));
  if (parent.base !== wish.base) throw outdated();
  const applied = apply(version, parent.change);
  if (applied.kind === 'refused') throw new RefusalError('proposal-does-not-fit');
  return { body: applied.body, version, parent };
}

/** The block that says which article a proposal is about, or behind which one a new article would stand. */
function anchorOf(proposal: Proposal): BlockId | null {
  if (proposal.kind === 'edit') return proposal.article;
  if (proposal.kind === 'replace' || proposal.kind === 'delete') return proposal.block;
  return proposal.after;
}

/** The article of the version concerned. A sub-amendment to a new article belongs where that one would stand. */
function articleOf({ body, version, parent }: Ground, proposal: Proposal): BlockId | null {
  const anchor = anchorOf(proposal);
  const article = anchor === null ? undefined : articleOfBlock(body, anchor)?.id;
  if (parent === undefined) return article ?? null;
  // What is about another article is an amendment of its own.
  const about = parent.article === article || parent.after.some(({ id }) => id === article);
  if (article === undefined || !about) throw new RefusalError('proposal-does-not-fit');
  return version.some(({ id }) => id === article) ? article : parent.article;
}

/** An article as somebody would have it is still an article, with nothing in it that keeps a text from publication. */
export function insistOnArticle({ blocks }: Extract<Proposal, { kind: 'edit' }>, base: Body): void {
  // A picture from elsewhere would tell its host who reads this.
  const pictures = new Set(base.flatMap((block) => (block.type === 'image' ? [block.url] : [])));
  const fits = blocks.every((block, index) =>
    block.type === 'heading'
      ? block.rank === 'article'
      : index > 0 && (block.type !== 'image' || pictures.has(block.url))
  );
  if (!fits) throw new RefusalError('proposal-does-not-fit');
  const issues = checkBody(blocks).filter(
    ({ severity, code }) => severity === 'error' && code !== 'id-duplicate'
  );
  if (issues.length > 0) {
    throw new RefusalError('structure-invalid', {
      issues: issues.slice(0, 100).map(({ code, block }) => ({ code, block })),
    });
  }
}

/** Each word edit counts: one edit of words can hold thousands. */
export const sizeOf = ({ edits }: Change) =>
  edits.reduce((sum, edit) => sum + (edit.kind === 'words' ? edit.edits.length : 1), 0);

/**
 * The proposal as a change of the newest version, or of what another amendment would make of it; or the refusal that
 * says why it is none. `former` is one's own amendment that is edited.
 */
export async function drafted(
  strapi: Strapi,
  reader: Reader,
  wish: Wish,
  makeId: () => BlockId,
  former?: AmendmentRow
): Promise<Made> {
  const ground = await groundOf(strapi, reader, wish);
  let { proposal } = wish;
  if (proposal.kind === 'edit') {
    insistOnArticle(proposal, ground.body);
    proposal = withOwnIds(proposal, [ground.body, former?.after ?? []], makeId);
  }
  const article = articleOf(ground, proposal);
  const drafting = draft(ground.body, proposal, makeId);
  if (drafting.kind === 'refused') throw new RefusalError(drafting.code);
  const size = sizeOf(drafting.change);
  if (size > limits.edits) {
    throw new RefusalError('too-many-edits', { edits: size, most: limits.edits });
  }
  // The core shows one article; here it may have become several.
  const after = proposal.kind === 'edit' ? canonicalBody(proposal.blocks) : drafting.after;
  const shown: Drafted = { change: drafting.change, before: drafting.before, after };
  const made = former === undefined ? shown : withFormerIds(shown, former, ground.body);
  const kept: Proposal =
    proposal.kind === 'edit'
      ? { kind: 'edit', article: proposal.article, blocks: made.after }
      : proposal;
  return { ...made, proposal: kept, ground, article };
}
