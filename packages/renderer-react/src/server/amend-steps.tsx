import type { Proposal } from 'consultation-core/amendment';
import {
  AmendmentInput,
  type Answer,
  type castBallot,
  limits,
  type Refusal,
  RequestKey,
  type ResponseOf,
  statusOf,
} from 'consultation-core/contract';
import { type Body, blockText } from 'consultation-core/text';
import { method } from 'consultation-core/vote';
import { Consequences } from '../components/consequences.tsx';
import type { I18n } from '../i18n/index.ts';
import { AmendPreviewPage } from '../pages/amend-pages.tsx';
import { KeptWordsPage, LivePage } from '../pages/amend-plain-pages.tsx';
import type { FormError } from '../view.ts';
import { carriedOver } from './amend-carry.ts';
import { formPage } from './amend-form.tsx';
import type { Subject } from './amend-subject.ts';
import { fieldsOf, page, refusedReading, refusedUnknown, seeOther } from './answers.tsx';
import { type FieldMap, fieldErrors, refusalErrors } from './form-errors.ts';
import { blocksIn, withTyped } from './proposal.ts';
import { requestKey } from './reading.tsx';
import { type Visit, viewOf } from './visit.ts';

const fields: FieldMap = {
  title: { id: 'title', name: 'field.title' },
  justification: { id: 'justification', name: 'field.justification' },
  'proposal.text': { id: 'text', name: 'field.text' },
  'proposal.heading': { id: 'heading', name: 'field.heading' },
};

/** What a form asks for. The place comes from the form, so that it can be read against an older version too. */
function proposalIn(subject: Subject, form: URLSearchParams): Proposal {
  const text = form.get('text') ?? '';
  const block = form.get('block') ?? '';
  switch (form.get('kind')) {
    case 'replace':
      return { kind: 'replace', block, text };
    case 'insert':
      return { kind: 'insert', after: block, text };
    case 'delete':
      return { kind: 'delete', block };
    case 'edit': {
      const blocks = withTyped(blocksIn(form.get('blocks')) ?? subject.value, form);
      return { kind: 'edit', article: subject.before[0]?.id ?? '', blocks };
    }
    default:
      return {
        kind: 'article',
        after: form.get('after') || null,
        heading: form.get('heading') ?? '',
        text,
      };
  }
}

/** Everything that was typed, with the words of an article as one field and without the button that was pressed. */
function typedIn(form: URLSearchParams, proposal: Proposal): Record<string, string> {
  const { step: _, support: __, ...typed } = fieldsOf(form);
  const values = Object.entries(typed).filter(([name]) => !name.startsWith('alinea.'));
  return {
    ...Object.fromEntries(values),
    ...(proposal.kind === 'edit' ? { blocks: JSON.stringify(proposal.blocks) } : {}),
    key: RequestKey.safeParse(typed.key).success ? String(typed.key) : requestKey(),
  };
}

/** One step of a form: live consequences, preview, change again, carry over, keep as a draft, support another, send. */
export async function proceed(
  visit: Visit,
  subject: Subject,
  form: URLSearchParams
): Promise<Response> {
  const { slug } = subject.consultation;
  const { own, parent } = subject;
  const step = form.get('support') === null ? form.get('step') : 'support';
  const base = Number(form.get('base')) || subject.base;
  const proposal = proposalIn(subject, form);
  const values = typedIn(form, proposal);
  const { t } = viewOf(visit).i18n;
  const isDraft = step === 'draft' || step === 'support';
  const typed = (name: string, otherwise: string) =>
    values[name]?.trim() || (isDraft ? otherwise : '');
  const body = {
    base,
    proposal,
    ...(parent ? { parent: parent.id } : {}),
    // A draft can be kept before it has a title and reasons.
    title: typed('title', t('amend.draftTitle')),
    justification: typed('justification', t('amend.draftJustification')),
  };
  const again = (errorsIn: (i18n: I18n) => readonly FormError[], status: number) =>
    formPage(visit, subject, values, errorsIn, { status });
  const refuse = async (refusal: Refusal): Promise<Response> => {
    if (refusal.code === 'sign-in-needed') {
      return refusedUnknown(visit, subject.action, withStep(values, form));
    }
    if (refusal.code === 'version-outdated') return outdated(visit, subject, form, body, refusal);
    const field =
      refusal.code === 'proposal-changes-nothing' || refusal.code === 'too-many-edits'
        ? fieldOf(proposal)
        : undefined;
    return again((i18n) => refusalErrors(i18n, refusal, field), statusOf(refusal.code));
  };

  if (step === 'change') return again(() => [], 200);
  if (step === 'carry') {
    return outdated(visit, subject, form, body, {
      kind: 'refused',
      code: 'version-outdated',
      details: {},
    });
  }
  const needsWords = step !== 'live';
  const read = AmendmentInput.safeParse(
    needsWords ? body : { ...body, title: '–', justification: '–' }
  );
  if (!read.success) {
    const { issues } = read.error;
    if (!needsWords) return page(visit, <LivePage />);
    return again((i18n) => issuesOf(i18n, issues, proposal), 422);
  }
  const { title, justification, ...asked } = read.data;

  if (step === 'send' || isDraft) {
    const target = form.get('support');
    const content = { ...asked, title, justification };
    const submit = step === 'send' || own?.isPublic === true;
    // Whoever supports another leaves what she has sent as it is.
    const keep = step === 'support' && own?.isPublic === true;
    const answer = keep
      ? undefined
      : own === undefined
        ? await visit.call('createAmendment', {
            params: { slug },
            body: { ...content, submit, key: values.key ?? requestKey() },
          })
        : await visit.call('updateAmendment', {
            params: { slug, id: own.id },
            body: { ...content, submit },
          });
    if (answer?.kind === 'refused') return refuse(answer);
    // Her words are safe before she votes; a second try keeps them once.
    if (step === 'support' && target !== null) {
      const ballot = await support(visit, slug, target, values.key ?? requestKey());
      if (ballot.kind === 'refused') return refuse(ballot);
      return seeOther(visit.links.amendment(slug, target, { done: 'supported' }));
    }
    const done = submit ? 'submitted' : 'drafted';
    return seeOther(visit.links.amendment(slug, answer?.data.id ?? '', { done }));
  }

  const answer = await visit.call('previewAmendment', {
    params: { slug },
    body: { ...asked, ...(own ? { except: own.id } : {}) },
  });
  const view = viewOf(visit, subject.consultation.timeZone);
  if (step === 'live') {
    const live =
      answer.kind === 'ok' ? (
        <Consequences view={view} consultation={subject.consultation} data={answer.data} />
      ) : answer.code === 'proposal-changes-nothing' ? null : (
        <p className="warning">{view.i18n.refusal(answer.code, answer.details)}</p>
      );
    return page(visit, <LivePage>{live}</LivePage>);
  }
  if (answer.kind === 'refused') return refuse(answer);
  return page(
    visit,
    <AmendPreviewPage
      view={view}
      consultation={subject.consultation}
      crumb={subject.crumb}
      action={subject.action}
      data={answer.data}
      title={title}
      justification={justification}
      hidden={values}
      draftKey={subject.draftKey}
      mayDraft={visit.session !== undefined && own?.isPublic !== true}
      {...(own ? { own } : {})}
    />
  );
}

/** The control that the words stand in, with script or without. */
function fieldOf(proposal: Proposal): string {
  return proposal.kind === 'edit' ? 'editor' : 'text';
}

/** All that is wrong with an article that was sent whole is said once. */
function issuesOf(
  i18n: I18n,
  issues: Parameters<typeof fieldErrors>[1],
  proposal: Proposal
): readonly FormError[] {
  const isBlocks = ({ path }: { path: readonly PropertyKey[] }) =>
    path[0] === 'proposal' && path[1] === 'blocks';
  const errors = fieldErrors(
    i18n,
    issues.filter((issue) => !isBlocks(issue)),
    fields
  );
  if (!issues.some(isBlocks)) return errors;
  return [
    { field: fieldOf(proposal), message: i18n.t('invalid.blocks', { max: limits.articleBlocks }) },
    ...errors,
  ];
}

/** What was typed together with the button that was pressed, to be pressed again after signing in. */
function withStep(values: Record<string, string>, form: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(values);
  for (const name of ['step', 'support']) {
    const value = form.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}

/** A vote for somebody else's amendment; why not, if it cannot be. The key of the form is that of her own words too. */
async function support(
  visit: Visit,
  slug: string,
  id: string,
  key: string
): Promise<Answer<ResponseOf<typeof castBallot>>> {
  const amendment = await visit.call('getAmendment', { params: { slug, id } });
  if (amendment.kind === 'refused') return amendment;
  const { inFavour } = method(amendment.data.amendment.tally.method);
  return visit.call('castBallot', {
    params: { slug, target: `amendment:${id}` },
    body: { choice: inFavour, key: `${key.slice(0, 36)}-${id.slice(0, 27)}` },
  });
}

/** Her words on the newest version, as far as they can be carried over; otherwise all of them to be kept. */
async function outdated(
  visit: Visit,
  subject: Subject,
  form: URLSearchParams,
  { base, proposal }: { readonly base: number; readonly proposal: Proposal },
  refusal: Refusal
): Promise<Response> {
  const { slug } = subject.consultation;
  const found =
    subject.parent === undefined && proposal.kind !== 'article'
      ? await carriedOver(visit, slug, base, proposal)
      : undefined;
  if (found === undefined) {
    // The block that she wrote about may still be there: then she goes on with the text as it is now.
    return form.get('kind') === subject.kind
      ? formPage(visit, subject, typedIn(form, proposal), (i18n) => refusalErrors(i18n, refusal), {
          status: 409,
        })
      : keptWords(visit, slug, form, refusal, subject);
  }
  const values = {
    ...typedIn(form, proposal),
    kind: 'edit',
    base: String(found.base),
    blocks: JSON.stringify(found.value),
  };
  const onto: Subject = {
    ...subject,
    kind: 'edit',
    block: null,
    base: found.base,
    before: found.before,
    value: found.value,
  };
  return formPage(visit, onto, values, (i18n) => refusalErrors(i18n, refusal), {
    status: 409,
    carried: found.carried,
  });
}

/** What was typed and has no place in the text any more, to be copied; with a way to the text as it is. */
export function keptWords(
  visit: Visit,
  slug: string,
  form: URLSearchParams,
  refusal: Refusal,
  subject?: Subject
): Response {
  if (refusal.code === 'sign-in-needed') return refusedReading(visit, refusal);
  const blocks: Body = withTyped(blocksIn(form.get('blocks')) ?? [], form);
  const known = new Map(subject?.before.map((block) => [block.id, blockText(block)]));
  const changed = blocks.filter((block) => known.get(block.id) !== blockText(block));
  const words = [form.get('heading'), form.get('text'), ...changed.map(blockText)];
  return page(
    visit,
    <KeptWordsPage
      view={viewOf(visit)}
      slug={slug}
      refusal={refusal}
      title={form.get('title') ?? ''}
      justification={form.get('justification') ?? ''}
      words={words.filter((line): line is string => Boolean(line)).join('\n\n')}
    />,
    { status: statusOf(refusal.code) }
  );
}
