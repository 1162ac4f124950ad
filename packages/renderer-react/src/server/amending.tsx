import type { Proposal } from 'consultation-core/amendment';
import type { AmendmentView } from 'consultation-core/contract';
import { canTry } from '../components/vote-box.tsx';
import { AmendChoosePage, editableText } from '../pages/amend-pages.tsx';
import { formPage, formProps } from './amend-form.tsx';
import { keptWords, proceed } from './amend-steps.tsx';
import {
  closed,
  gone,
  inAmendment,
  inArticle,
  newArticle,
  ownSubject,
  type Subject,
} from './amend-subject.ts';
import { page, refusedReading } from './answers.tsx';
import type { Sender } from './opinions.ts';
import type { Reader } from './reading.tsx';
import { type Visit, viewOf } from './visit.ts';

const noErrors = () => [];
const query = (visit: Visit, name: string) => visit.url.searchParams.get(name) ?? '';

/** Which words, and what to do with them; with script, the article itself is a field to write in. */
function choosePage(visit: Visit, subject: Subject, to: (query: Query) => string): Response {
  const view = viewOf(visit, subject.consultation.timeZone);
  return page(
    visit,
    <AmendChoosePage
      {...formProps(view, subject, { values: {}, errors: [] }, { fresh: true })}
      to={to}
    />
  );
}
type Query = Readonly<Record<string, string>>;

export const readAmend: Reader = async (visit, { slug = '', article = '' }) => {
  const answer = await visit.call('getArticle', { params: { slug, article } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  const refusal = closed(data.may.amend);
  if (refusal !== undefined) return refusedReading(visit, refusal);
  const subject = inArticle(visit, data, query(visit, 'kind'), query(visit, 'block'));
  if (subject !== undefined) return formPage(visit, subject, {}, noErrors, { fresh: true });
  const whole = inArticle(visit, data, 'edit', '');
  if (whole === undefined) return refusedReading(visit, gone);
  return choosePage(visit, whole, (more) => visit.links.amend(slug, article, more));
};

export const sendAmend: Sender = async (visit, { slug = '', article = '' }, form) => {
  const answer = await visit.call('getArticle', { params: { slug, article } });
  if (answer.kind === 'refused') {
    return answer.code === 'not-found'
      ? keptWords(visit, slug, form, answer)
      : refusedReading(visit, answer);
  }
  const { data } = answer;
  const subject = inArticle(visit, data, form.get('kind') ?? '', form.get('block') ?? '');
  if (subject !== undefined) return proceed(visit, subject, form);
  // The block may have gone with an older version; what she asked for it is looked at against the whole article.
  const whole = inArticle(visit, data, 'edit', '');
  const outdated = Number(form.get('base')) < data.version.number;
  if (whole !== undefined && outdated) return proceed(visit, whole, form);
  return keptWords(visit, slug, form, gone);
};

export const readNewArticle: Reader = async (visit, { slug = '' }) => {
  const subject = await newArticle(visit, slug);
  if ('code' in subject) return refusedReading(visit, subject);
  return formPage(visit, subject, { after: query(visit, 'after') }, noErrors, { fresh: true });
};

export const sendNewArticle: Sender = async (visit, { slug = '' }, form) => {
  const subject = await newArticle(visit, slug);
  if ('code' in subject) return refusedReading(visit, subject);
  return proceed(visit, subject, form);
};

/** An amendment of somebody's amendment: the text is the one that that amendment would make. */
export const readSubAmend: Reader = async (visit, { slug = '', amendment = '' }) => {
  const answer = await visit.call('getAmendment', { params: { slug, id: amendment } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  const refusal = closed(data.may.amend);
  if (refusal !== undefined) return refusedReading(visit, refusal);
  const kind = query(visit, 'kind');
  const subject = inAmendment(visit, data, kind || 'edit', query(visit, 'block'));
  if ('code' in subject) return refusedReading(visit, subject);
  if (kind !== '') return formPage(visit, subject, {}, noErrors, { fresh: true });
  return choosePage(visit, subject, (more) => visit.links.subAmend(slug, amendment, more));
};

export const sendSubAmend: Sender = async (visit, { slug = '', amendment = '' }, form) => {
  const answer = await visit.call('getAmendment', { params: { slug, id: amendment } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  if (!canTry(data.may.amend)) {
    return keptWords(visit, slug, form, closed(data.may.amend) ?? gone);
  }
  const subject = inAmendment(visit, data, form.get('kind') ?? '', form.get('block') ?? '');
  if ('code' in subject) return keptWords(visit, slug, form, subject);
  return proceed(visit, subject, form);
};

export const readEdit: Reader = async (visit, { slug = '', amendment = '' }) => {
  const own = await ownSubject(visit, slug, amendment, null);
  if ('code' in own) return refusedReading(visit, own);
  const values = valuesOf(visit, own.proposal, own.data);
  return formPage(visit, own.subject, values, noErrors, { fresh: true });
};

export const sendEdit: Sender = async (visit, { slug = '', amendment = '' }, form) => {
  const own = await ownSubject(visit, slug, amendment, form.get('kind'));
  if ('code' in own) {
    return own.code === 'sign-in-needed'
      ? refusedReading(visit, own)
      : keptWords(visit, slug, form, own);
  }
  return proceed(visit, own.subject, form);
};

function valuesOf(
  visit: Visit,
  proposal: Proposal,
  { amendment }: AmendmentView
): Record<string, string> {
  const { t } = viewOf(visit).i18n;
  const plain = amendment.justification.map((block) => editableText(block)).join('\n\n');
  // What was put there so that a draft without words could be kept is not hers to send.
  const isOurs = plain === t('amend.draftJustification');
  return {
    title: amendment.title === t('amend.draftTitle') ? '' : amendment.title,
    justification: isOurs ? '' : plain,
    ...('text' in proposal ? { text: proposal.text } : {}),
    ...(proposal.kind === 'article'
      ? { heading: proposal.heading, after: proposal.after ?? '' }
      : {}),
  };
}
