import type { Proposal } from 'consultation-core/amendment';
import type { AmendmentView, ArticleView, Refusal } from 'consultation-core/contract';
import {
  type Article,
  alineaNumbers,
  type Block,
  type Body,
  headingLine,
} from 'consultation-core/text';
import { amendmentName } from '../components/amendment-card.tsx';
import type { Crumb } from '../components/layout.tsx';
import { canTry, type Permission } from '../components/vote-box.tsx';
import type { AmendKind, OwnAmendment } from '../pages/amend-pages.tsx';
import { articleOf } from '../pages/article-page.tsx';
import type { Frame } from '../pages/common.tsx';
import { proposalOf } from './proposal.ts';
import { type Visit, viewOf } from './visit.ts';

/** What is amended, as the forms need to show it. */
export interface Subject {
  readonly consultation: Frame & { readonly timeZone: string };
  readonly crumb: Crumb;
  /** Number of the version that is amended. */
  readonly base: number;
  readonly kind: AmendKind;
  readonly block: Block | null;
  readonly number: number | undefined;
  readonly name: string;
  /** The article as it is, or as the amendment that is amended would make it; empty for a new article. */
  readonly before: Body;
  /** As its author would have it so far. */
  readonly value: Body;
  readonly places?: readonly { readonly id: string; readonly name: string }[];
  /** Where the form is sent. */
  readonly action: string;
  /** What is kept in the browser is kept under this name. */
  readonly draftKey: string;
  /** The amendment that this one amends. */
  readonly parent?: { readonly id: string; readonly name: string };
  /** One's own amendment that is changed. */
  readonly own?: OwnAmendment;
}

const kinds: readonly string[] = ['replace', 'insert', 'delete', 'edit'];

export const gone: Refusal = { kind: 'refused', code: 'proposal-does-not-fit', details: {} };

/** What of an article a form speaks of; undefined when it has no such block. Without a kind: the whole of it. */
export function placeIn(
  article: Article,
  kind: string,
  blockId: string
): Pick<Subject, 'kind' | 'block' | 'number' | 'name' | 'before'> | undefined {
  const before = [article.heading, ...article.blocks];
  const name = article.heading.label || headingLine(article.heading);
  const block = before.find(({ id }) => id === blockId);
  if (!kinds.includes(kind)) return undefined;
  if (kind === 'edit') return { kind, block: block ?? null, number: undefined, name, before };
  if (block === undefined) return undefined;
  if (kind === 'replace' && block.type !== 'paragraph' && block.type !== 'heading')
    return undefined;
  if (kind === 'delete' && block === article.heading) return undefined;
  const number = alineaNumbers(article).get(block.id);
  return { kind: kind as AmendKind, block, number, name, before };
}

/** An article of the newest version. */
export function inArticle(
  visit: Visit,
  data: ArticleView,
  kind: string,
  block: string
): Subject | undefined {
  const article = articleOf(data);
  const place = placeIn(article, kind, block);
  if (place === undefined) return undefined;
  const { slug, language } = data.consultation;
  return {
    ...place,
    value: place.before,
    consultation: data.consultation,
    crumb: { text: place.name, href: visit.links.article(slug, article.id), lang: language },
    base: data.version.number,
    action: visit.links.amend(slug, article.id),
    draftKey: `${slug}.${article.id}`,
  };
}

/** An article as an amendment would make it, for an amendment of that amendment. */
export function inAmendment(
  visit: Visit,
  data: AmendmentView,
  kind: string,
  block: string
): Subject | Refusal {
  const { amendment, consultation } = data;
  if (amendment.hidden !== null) return { ...gone, code: 'item-hidden' };
  if (amendment.parent !== null) return { ...gone, code: 'status-forbids' };
  const [heading, ...blocks] = amendment.after;
  const { slug, language } = consultation;
  // An amendment that takes an article out leaves nothing to amend.
  if (heading?.type !== 'heading') return gone;
  const place = placeIn({ id: heading.id, heading, blocks, path: [] }, kind, block);
  if (place === undefined) return gone;
  const name = amendmentName(viewOf(visit), amendment);
  return {
    ...place,
    value: place.before,
    consultation,
    crumb: { text: name, href: visit.links.amendment(slug, amendment.id), lang: language },
    base: amendment.base,
    action: visit.links.subAmend(slug, amendment.id),
    draftKey: `${slug}.${amendment.id}`,
    parent: { id: amendment.id, name },
  };
}

/** A permission that signing in would not help. */
export function closed(permission: Permission): Refusal | undefined {
  if (permission.kind === 'allowed' || canTry(permission)) return undefined;
  return { kind: 'refused', code: permission.code as never, details: permission.details };
}

/** Where a new article can stand, and whether one can be proposed at all. */
export async function newArticle(visit: Visit, slug: string): Promise<Subject | Refusal> {
  const answer = await visit.call('getVersion', { params: { slug, number: 'latest' } });
  if (answer.kind === 'refused') return answer;
  const { consultation, version, articles } = answer.data;
  if (consultation.currentPhase?.allows.includes('amend') !== true) {
    const now = visit.host.now().toISOString();
    const { opensAt, closesAt } = consultation;
    return {
      kind: 'refused',
      code: 'phase-closed',
      details: {
        ...(opensAt !== null && now < opensAt ? { opensAt } : {}),
        ...(closesAt !== null && now >= closesAt ? { closedAt: closesAt } : {}),
      },
    };
  }
  return {
    consultation,
    crumb: { text: viewOf(visit).i18n.t('nav.text'), href: visit.links.text(slug) },
    base: version.number,
    kind: 'article',
    block: null,
    number: undefined,
    name: '',
    before: [],
    value: [],
    places: articles.map(({ id, label, title }) => ({
      id,
      name: [label, title].filter(Boolean).join(' – '),
    })),
    action: visit.links.newArticle(slug),
    draftKey: `${slug}.new`,
  };
}

/** An amendment of one's own, with the text that it amends around it. */
export async function ownSubject(
  visit: Visit,
  slug: string,
  id: string,
  asked: string | null
): Promise<{ subject: Subject; data: AmendmentView; proposal: Proposal } | Refusal> {
  const answer = await visit.call('getAmendment', { params: { slug, id } });
  if (answer.kind === 'refused') return answer;
  const { data } = answer;
  if (data.may.edit.kind === 'refused') {
    return { kind: 'refused', code: data.may.edit.code as never, details: data.may.edit.details };
  }
  const proposal = proposalOf(data);
  if (proposal === undefined) return gone;
  const found =
    proposal.kind === 'article'
      ? await newArticle(visit, slug)
      : inOwn(visit, data, proposal, asked ?? proposal.kind);
  if ('code' in found) return found;
  const { amendment, subAmendments } = data;
  const { counts } = amendment.tally;
  const name = amendmentName(viewOf(visit), amendment);
  const subject: Subject = {
    ...found,
    crumb: { text: name, href: visit.links.amendment(slug, id) },
    action: visit.links.editAmendment(slug, id),
    draftKey: `${slug}.own.${id}`,
    ...(amendment.parent ? { parent: { id: amendment.parent.id, name: '' } } : {}),
    own: {
      id,
      isPublic: amendment.status !== 'draft',
      votes: counts && Object.values(counts).reduce((sum, count) => sum + count, 0),
      subAmendments: subAmendments.length,
    },
  };
  return { subject, data, proposal };
}

function inOwn(
  visit: Visit,
  { amendment, consultation }: AmendmentView,
  proposal: Exclude<Proposal, { kind: 'article' }>,
  kind: string
): Subject | Refusal {
  const [heading, ...blocks] = amendment.before;
  if (heading?.type !== 'heading') return gone;
  const block =
    proposal.kind === 'insert' ? proposal.after : 'block' in proposal ? proposal.block : '';
  const place = placeIn({ id: heading.id, heading, blocks, path: [] }, kind, block);
  if (place === undefined) return gone;
  return {
    ...place,
    value: amendment.after,
    consultation,
    crumb: { text: '', href: '' },
    base: amendment.base,
    action: visit.links.editAmendment(consultation.slug, amendment.id),
    draftKey: '',
  };
}
