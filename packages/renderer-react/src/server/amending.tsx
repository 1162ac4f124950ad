import type { Proposal } from 'consultation-core/amendment';
import {
  AmendmentInput,
  type AmendmentView,
  type ArticleView,
  type Refusal,
  RequestKey,
  statusOf,
} from 'consultation-core/contract';
import { alineaNumbers, type Block, headingLine } from 'consultation-core/text';
import { amendmentName } from '../components/amendment-card.tsx';
import type { Crumb } from '../components/layout.tsx';
import { canTry, type Permission } from '../components/vote-box.tsx';
import {
  AmendChoosePage,
  AmendFormPage,
  type AmendKind,
  AmendPreviewPage,
  editableText,
} from '../pages/amend-pages.tsx';
import { articleOf } from '../pages/article-page.tsx';
import type { Frame } from '../pages/common.tsx';
import type { FormError, FormState } from '../view.ts';
import { fieldsOf, page, refusedReading, refusedUnknown, seeOther } from './answers.tsx';
import { fieldErrors, refusalErrors } from './form-errors.ts';
import type { Sender } from './opinions.ts';
import { proposalOf } from './proposal.ts';
import { type Reader, requestKey } from './reading.tsx';
import { type Visit, viewOf } from './visit.ts';

/** What is amended, as the form needs to show it. */
interface Subject {
  readonly consultation: Frame & { readonly timeZone: string };
  readonly crumb: Crumb;
  /** Number of the newest version. */
  readonly base: number;
  readonly kind: AmendKind;
  readonly block: Block | null;
  readonly number: number | undefined;
  readonly name: string;
  readonly places?: readonly { readonly id: string; readonly name: string }[];
  /** Where the form is sent. */
  readonly action: string;
  /** A draft that is changed. */
  readonly draft?: string;
}

const kinds: readonly string[] = ['replace', 'insert', 'delete'];

/** The article's block that a form speaks of; undefined when there is none of that name. */
function inArticle(
  visit: Visit,
  data: ArticleView,
  kind: string,
  blockId: string
): Subject | undefined {
  const article = articleOf(data);
  const block = [article.heading, ...article.blocks].find(({ id }) => id === blockId);
  if (block === undefined || !kinds.includes(kind)) return undefined;
  if (kind === 'replace' && block.type !== 'paragraph' && block.type !== 'heading')
    return undefined;
  if (kind === 'delete' && block === article.heading) return undefined;
  const { slug } = data.consultation;
  const line = headingLine(article.heading);
  return {
    consultation: data.consultation,
    crumb: {
      text: article.heading.label || line,
      href: visit.links.article(slug, article.id),
      lang: data.consultation.language,
    },
    base: data.version.number,
    kind: kind as AmendKind,
    block,
    number: alineaNumbers(article).get(block.id),
    name: article.heading.label || line,
    action: visit.links.amend(slug, article.id),
  };
}

/** A permission that signing in would not help. */
function closed(permission: Permission): Refusal | undefined {
  if (permission.kind === 'allowed' || canTry(permission)) return undefined;
  return { kind: 'refused', code: permission.code as never, details: permission.details };
}

export const readAmend: Reader = async (visit, { slug = '', article = '' }) => {
  const answer = await visit.call('getArticle', { params: { slug, article } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  const refusal = closed(data.may.amend);
  if (refusal !== undefined) return refusedReading(visit, refusal);
  const { searchParams } = visit.url;
  const subject = inArticle(
    visit,
    data,
    searchParams.get('kind') ?? '',
    searchParams.get('block') ?? ''
  );
  if (subject === undefined) {
    const view = viewOf(visit, data.consultation.timeZone);
    return page(visit, <AmendChoosePage view={view} data={data} />);
  }
  return formPage(visit, subject, {}, () => []);
};

export const sendAmend: Sender = async (visit, { slug = '', article = '' }, form) => {
  const answer = await visit.call('getArticle', { params: { slug, article } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const subject = inArticle(visit, answer.data, form.get('kind') ?? '', form.get('block') ?? '');
  if (subject === undefined) {
    return refusedReading(visit, { kind: 'refused', code: 'proposal-does-not-fit', details: {} });
  }
  return proceed(visit, subject, form);
};

/** Where a new article can stand, and whether one can be proposed at all. */
async function newArticle(visit: Visit, slug: string): Promise<Subject | Refusal> {
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
    places: articles.map(({ id, label, title }) => ({
      id,
      name: [label, title].filter(Boolean).join(' – '),
    })),
    action: visit.links.newArticle(slug),
  };
}

export const readNewArticle: Reader = async (visit, { slug = '' }) => {
  const subject = await newArticle(visit, slug);
  if (subject.kind === 'refused') return refusedReading(visit, subject);
  const after = visit.url.searchParams.get('after') ?? '';
  return formPage(visit, subject, { after }, () => []);
};

export const sendNewArticle: Sender = async (visit, { slug = '' }, form) => {
  const subject = await newArticle(visit, slug);
  if (subject.kind === 'refused') return refusedReading(visit, subject);
  return proceed(visit, subject, form);
};

/** A draft of one's own, with the text as it is now around it. */
async function draftSubject(
  visit: Visit,
  slug: string,
  id: string
): Promise<{ subject: Subject; data: AmendmentView; proposal: Proposal } | Refusal> {
  const answer = await visit.call('getAmendment', { params: { slug, id } });
  if (answer.kind === 'refused') return answer;
  const { data } = answer;
  const refusal = data.may.edit.kind === 'refused' ? data.may.edit : undefined;
  if (refusal !== undefined) {
    return { kind: 'refused', code: refusal.code as never, details: refusal.details };
  }
  const proposal = proposalOf(data);
  const gone: Refusal = { kind: 'refused', code: 'proposal-does-not-fit', details: {} };
  if (proposal === undefined) return gone;
  const found = await subjectOf(visit, slug, data, proposal);
  if (found === undefined) return gone;
  if (found.kind === 'refused') return found;
  const href = visit.links.amendment(slug, id);
  const subject: Subject = {
    ...found,
    crumb: { text: amendmentName(viewOf(visit), data.amendment), href },
    action: visit.links.editAmendment(slug, id),
    draft: id,
  };
  return { subject, data, proposal };
}

async function subjectOf(
  visit: Visit,
  slug: string,
  data: AmendmentView,
  proposal: Proposal
): Promise<Subject | Refusal | undefined> {
  if (proposal.kind === 'article') return newArticle(visit, slug);
  if (proposal.kind === 'edit') return undefined;
  const article = data.amendment.article?.id ?? '';
  const answer = await visit.call('getArticle', { params: { slug, article } });
  if (answer.kind === 'refused') return answer;
  const block = proposal.kind === 'insert' ? proposal.after : proposal.block;
  return inArticle(visit, answer.data, proposal.kind, block);
}

export const readEdit: Reader = async (visit, { slug = '', amendment = '' }) => {
  const draft = await draftSubject(visit, slug, amendment);
  if ('code' in draft) return refusedReading(visit, draft);
  const { subject, data, proposal } = draft;
  return formPage(visit, subject, valuesOf(proposal, data), () => []);
};

export const sendEdit: Sender = async (visit, { slug = '', amendment = '' }, form) => {
  const draft = await draftSubject(visit, slug, amendment);
  if ('code' in draft) return refusedReading(visit, draft);
  return proceed(visit, draft.subject, form);
};

function valuesOf(proposal: Proposal, { amendment }: AmendmentView): Record<string, string> {
  const plain = amendment.justification.map((block) => editableText(block)).join('\n\n');
  return {
    title: amendment.title,
    justification: plain,
    ...('text' in proposal ? { text: proposal.text } : {}),
    ...(proposal.kind === 'article'
      ? { heading: proposal.heading, after: proposal.after ?? '' }
      : {}),
  };
}

const fields = {
  title: { id: 'title', name: 'field.title' },
  justification: { id: 'justification', name: 'field.justification' },
  'proposal.text': { id: 'text', name: 'field.text' },
  'proposal.heading': { id: 'heading', name: 'field.heading' },
} as const;

/** Preview, change again, keep as a draft, or send. */
async function proceed(visit: Visit, subject: Subject, form: URLSearchParams): Promise<Response> {
  const { slug } = subject.consultation;
  const values = Object.fromEntries(form);
  const step = form.get('step');
  const stale = Number(form.get('base')) || subject.base;
  const body = {
    base: stale,
    proposal: proposalIn(subject, form),
    title: values.title ?? '',
    justification: values.justification ?? '',
  };
  if (step === 'change') return formPage(visit, subject, values, () => []);
  const read = AmendmentInput.safeParse(body);
  if (!read.success) {
    const { issues } = read.error;
    return formPage(visit, subject, values, (i18n) => fieldErrors(i18n, issues, fields), 422);
  }
  const refuse = (refusal: Refusal) => {
    if (refusal.code === 'sign-in-needed') return refusedUnknown(visit, subject.action, form);
    const field = refusal.code === 'proposal-changes-nothing' ? 'text' : undefined;
    return formPage(
      visit,
      subject,
      values,
      (i18n) => refusalErrors(i18n, refusal, field),
      statusOf(refusal.code)
    );
  };
  if (step === 'send' || step === 'draft') {
    const submit = step === 'send';
    const key = RequestKey.safeParse(values.key).success ? String(values.key) : requestKey();
    const answer =
      subject.draft === undefined
        ? await visit.call('createAmendment', {
            params: { slug },
            body: { ...read.data, submit, key },
          })
        : await visit.call('updateAmendment', {
            params: { slug, id: subject.draft },
            body: { ...read.data, submit },
          });
    if (answer.kind === 'refused') return refuse(answer);
    const done = submit ? 'submitted' : 'drafted';
    return seeOther(visit.links.amendment(slug, answer.data.id, { done }));
  }
  const { proposal, base } = read.data;
  const answer = await visit.call('previewAmendment', {
    params: { slug },
    body: { base, proposal },
  });
  if (answer.kind === 'refused') return refuse(answer);
  return page(
    visit,
    <AmendPreviewPage
      view={viewOf(visit, subject.consultation.timeZone)}
      consultation={subject.consultation}
      crumb={subject.crumb}
      action={subject.action}
      before={answer.data.before}
      after={answer.data.after}
      title={body.title}
      justification={body.justification}
      hidden={hiddenFields(subject, form)}
      mayDraft={visit.session !== undefined}
    />
  );
}

/** Everything that was typed, once, without the button that was pressed. */
function hiddenFields(subject: Subject, form: URLSearchParams): Record<string, string> {
  const { step: _, ...typed } = fieldsOf(form);
  return { ...typed, kind: subject.kind, key: typed.key ?? requestKey() };
}

function proposalIn(subject: Subject, form: URLSearchParams): Proposal {
  const text = form.get('text') ?? '';
  const block = subject.block?.id ?? '';
  switch (subject.kind) {
    case 'replace':
      return { kind: 'replace', block, text };
    case 'insert':
      return { kind: 'insert', after: block, text };
    case 'delete':
      return { kind: 'delete', block };
    case 'article':
      return {
        kind: 'article',
        after: form.get('after') || null,
        heading: form.get('heading') ?? '',
        text,
      };
  }
}

function formPage(
  visit: Visit,
  subject: Subject,
  values: FormState['values'],
  errorsIn: (i18n: ReturnType<typeof viewOf>['i18n']) => readonly FormError[],
  status = 200
): Response {
  const view = viewOf(visit, subject.consultation.timeZone);
  const errors = errorsIn(view.i18n);
  const { kind, block, base } = subject;
  return page(
    visit,
    <AmendFormPage
      view={view}
      consultation={subject.consultation}
      crumb={subject.crumb}
      action={subject.action}
      kind={kind}
      block={block}
      original={editableText(block)}
      number={subject.number}
      name={subject.name}
      form={{ values, errors }}
      hidden={{
        kind,
        block: block?.id,
        // With errors the author has seen the text as it is now.
        base: String(errors.length > 0 ? base : (values.base ?? base)),
        key: values.key ?? requestKey(),
      }}
      {...(subject.places ? { places: subject.places } : {})}
    />,
    { status }
  );
}
