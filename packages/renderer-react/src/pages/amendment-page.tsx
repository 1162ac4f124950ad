import type { AmendmentView } from 'consultation-core/contract';
import { amendmentName, kindText } from '../components/amendment-card.tsx';
import { ArgumentForm, Arguments, Sources } from '../components/arguments.tsx';
import { Blocks } from '../components/blocks.tsx';
import { LostWords } from '../components/carried.tsx';
import { DiffOptions, type DiffQuery } from '../components/diff-options.tsx';
import { type DiffExtent, type DiffLayout, DiffView, rowsOf } from '../components/diff-view.tsx';
import { FateOfWords } from '../components/fate.tsx';
import { ErrorSummary, Form } from '../components/form.tsx';
import { HiddenNotice } from '../components/hidden-notice.tsx';
import { History } from '../components/history.tsx';
import { InstructionWords } from '../components/instruction.tsx';
import { Layout } from '../components/layout.tsx';
import { ReceiptLine } from '../components/receipt.tsx';
import { Similar, SubAmendments } from '../components/related.tsx';
import { StatusTag, Tag } from '../components/tag.tsx';
import { VoteBox } from '../components/vote-box.tsx';
import { Wordings } from '../components/wordings.tsx';
import type { FormState, View } from '../view.ts';
import { crumbsTo, Done, langOf } from './common.tsx';

export interface AmendmentPageProps {
  readonly view: View;
  readonly data: AmendmentView;
  readonly extent: DiffExtent;
  readonly layout: DiffLayout;
  readonly vote: FormState;
  readonly argue: FormState;
  /** An answer to the words of staff that was refused. */
  readonly reply?: { readonly number: number; readonly form: FormState } | undefined;
  readonly requestKey: string;
  readonly done?: string;
}

/** One amendment: what it changes, why, what became of it, and what people say. */
export function AmendmentPage(props: AmendmentPageProps) {
  const { view, data, vote, argue, reply, done } = props;
  const { t, format } = view.i18n;
  const { consultation, amendment, may } = data;
  const { slug, language } = consultation;
  const lang = langOf(view, language);
  const name = amendmentName(view, amendment);
  const errors = [...vote.errors, ...argue.errors, ...(reply?.form.errors ?? [])];
  const isDraft = amendment.status === 'draft';
  const stop = stopOf(data);
  const title = `${name} – ${amendment.hidden ? t('hidden.item') : amendment.title}`;
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      section="amendments"
      crumbs={crumbsTo(view, consultation, {
        text: t('nav.amendments'),
        href: view.links.amendments(slug),
      })}
      errors={errors}
      width="wide"
    >
      <ErrorSummary view={view} errors={errors} />
      <Done view={view} done={done} />
      <header className="article-header">
        <p className="card-meta">
          <span className="kicker">{name}</span>
          <StatusTag view={view} status={amendment.status} />
          {amendment.example && <Tag kind="example">{t('amendment.example')}</Tag>}
          {amendment.hidden && <Tag kind="hidden">{t('hidden.tag')}</Tag>}
        </p>
        <h1 {...lang}>{amendment.hidden ? t('hidden.item') : amendment.title}</h1>
        <p className="byline">
          {t('by', { author: amendment.author })}
          {amendment.submittedAt && (
            <>
              {', '}
              <time dateTime={amendment.submittedAt}>{format.date(amendment.submittedAt)}</time>
            </>
          )}
          {'. '}
          {kindText(view, amendment)}
          {'. '}
          {amendment.article && (
            <a href={view.links.article(slug, amendment.article.id)}>
              {t('amendment.toArticle', { name: amendment.article.label })}
            </a>
          )}
        </p>
        <Standing view={view} data={data} />
        <ReceiptLine view={view} slug={slug} code={amendment.receipt?.code} />
        {amendment.example && <p className="note">{t('amendment.exampleNote')}</p>}
      </header>
      <div className="columns">
        <div className="column-main">
          {isDraft && <p className="warning">{t('amendment.draftNote')}</p>}
          <Decision {...props} />
          <FateOfWords view={view} data={data} />
          {amendment.hidden ? (
            <HiddenNotice view={view} hidden={amendment.hidden} lang={language} />
          ) : (
            <>
              <LostWords view={view} data={data} />
              <Difference {...props} />
              <Wordings
                view={view}
                data={data}
                layout={props.layout}
                {...(reply ? { reply } : {})}
              />
              <section aria-labelledby="justification-title">
                <h2 id="justification-title">{t('amendment.justification')}</h2>
                {amendment.justification.length === 0 ? (
                  <p className="empty">{t('amendment.noJustification')}</p>
                ) : (
                  <div className="reading" {...lang}>
                    <Blocks body={amendment.justification} level={3} />
                  </div>
                )}
                <Sources view={view} sources={amendment.sources} />
              </section>
              <SubAmendments view={view} data={data} />
              <Similar view={view} data={data} />
              <History view={view} data={data} />
            </>
          )}
          <OwnTools {...props} />
        </div>
        <div className="column-side">
          {!isDraft && (
            <VoteBox
              view={view}
              action={`${view.links.amendment(slug, amendment.id)}/vote`}
              name={name}
              permission={stop ?? may.vote}
              tally={amendment.tally}
              myChoice={data.myChoice}
              until={null}
              form={vote}
              requestKey={props.requestKey}
              slug={slug}
              passing={data.passing}
              receipt={data.myReceipt?.code}
              done={done}
            />
          )}
        </div>
      </div>
      {!isDraft && (
        <section className="opinions" id="arguments" aria-labelledby="arguments-title">
          <h2 id="arguments-title">{t('argument.title', { name })}</h2>
          <Arguments
            view={view}
            arguments={data.arguments}
            seed={amendment.id}
            lang={language}
            permission={stop ?? may.comment}
            all={view.links.amendmentArguments(slug, amendment.id)}
          />
          <h3 id="argue">{t('argument.add')}</h3>
          <ArgumentForm
            view={view}
            action={`${view.links.amendment(slug, amendment.id)}/argue`}
            name={name}
            seed={amendment.id}
            permission={stop ?? may.comment}
            form={argue}
            requestKey={props.requestKey}
          />
        </section>
      )}
    </Layout>
  );
}

/** What is hidden takes no reaction, and signing in would not help. */
export function stopOf({ amendment }: AmendmentView) {
  return amendment.hidden
    ? ({ kind: 'refused', code: 'item-hidden', details: {} } as const)
    : undefined;
}

/** The official answer to it. */
function Decision({ view, data }: AmendmentPageProps) {
  const { t, format } = view.i18n;
  const { amendment, consultation } = data;
  if (!amendment.decision) return null;
  return (
    <section className="decision" aria-labelledby="decision-title">
      <h2 id="decision-title">{t('amendment.decision')}</h2>
      <p>
        <StatusTag view={view} status={amendment.status} />{' '}
        <time dateTime={amendment.decision.at}>{format.date(amendment.decision.at)}</time>
      </p>
      <p>
        <strong>{t('amendment.decisionReason')}</strong>{' '}
        <span {...langOf(view, consultation.language)}>{amendment.decision.reason}</span>
      </p>
    </section>
  );
}

function Difference({ view, data, extent, layout }: AmendmentPageProps) {
  const { t } = view.i18n;
  const { amendment, consultation, mine } = data;
  const { slug, language } = consultation;
  const link = (query: DiffQuery) =>
    view.links.amendment(slug, amendment.id, { ...query }, 'difference');
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">
        {amendment.parent
          ? t('sub.difference', { number: String(amendment.parent.number) })
          : t('amendment.difference', { base: amendment.base })}
      </h2>
      {!amendment.fits && (
        <p className="warning">
          {t(amendment.parent ? 'sub.misfit' : 'amendment.misfit')}{' '}
          {mine && data.may.edit.kind === 'allowed' && (
            <a href={view.links.editAmendment(slug, amendment.id)}>{t('amendment.editPublic')}</a>
          )}
        </p>
      )}
      <InstructionWords
        view={view}
        instruction={amendment.instruction}
        lang={language}
        id="in-words"
      />
      <DiffOptions view={view} extent={extent} layout={layout} link={link} />
      <DiffView
        view={view}
        rows={rowsOf(amendment.before, amendment.change, amendment.after)}
        extent={extent}
        layout={layout}
        lang={language}
        names={{ before: t('diff.before'), after: t('diff.after') }}
      />
    </section>
  );
}

/** What it amends, how often it was edited, and from which version it was carried over. */
function Standing({ view, data }: Pick<AmendmentPageProps, 'view' | 'data'>) {
  const { t, format } = view.i18n;
  const { amendment, consultation } = data;
  const { parent, edits, history } = amendment;
  const carried = history.findLast(({ ended }) => ended === 'carried-over');
  const next = carried && history.find(({ number }) => number === carried.number + 1);
  // Without a form of its own in the history, it stayed behind.
  const stayed = carried === undefined ? amendment.carried : null;
  if (parent === null && edits === 0 && carried === undefined && stayed === null) return null;
  return (
    <ul className="standing">
      {parent && (
        <li>
          <a href={view.links.amendment(consultation.slug, parent.id)}>
            {t('sub.of', { number: String(parent.number) })}
          </a>
        </li>
      )}
      {edits > 0 && (
        <li>
          <a href="#history">{t('edits.count', { count: edits })}</a>
        </li>
      )}
      {carried && (
        <li>
          {t('carried.notice', {
            from: carried.base,
            to: next?.base ?? amendment.base,
            date: format.date(carried.at),
          })}{' '}
          {amendment.carried &&
            t(`carried.how.${amendment.carried.outcome}`, { kept: amendment.change.edits.length })}
        </li>
      )}
      {stayed && <li>{t('carried.stayed', { to: stayed.to })}</li>}
    </ul>
  );
}

/** What only its author sees. */
function OwnTools({ view, data }: AmendmentPageProps) {
  const { t } = view.i18n;
  const { amendment, consultation, may, mine } = data;
  const edit = may.edit.kind === 'allowed';
  const withdraw = may.withdraw.kind === 'allowed';
  if (!mine || (!edit && !withdraw)) return null;
  return (
    <section className="own" aria-labelledby="own-title">
      <h2 id="own-title">{t('amendment.own')}</h2>
      <p className="actions">
        {edit && (
          <a
            className="button button-quiet"
            href={view.links.editAmendment(consultation.slug, amendment.id)}
          >
            {t(amendment.status === 'draft' ? 'amendment.edit' : 'amendment.editPublic')}
          </a>
        )}
        {withdraw && (
          <a href={view.links.withdrawAmendment(consultation.slug, amendment.id)}>
            {t(amendment.status === 'draft' ? 'amendment.delete' : 'amendment.withdraw')}
          </a>
        )}
      </p>
    </section>
  );
}

/** Asks before something is gone. */
export function WithdrawPage({
  view,
  data,
}: {
  readonly view: View;
  readonly data: AmendmentView;
}) {
  const { t } = view.i18n;
  const { consultation, amendment } = data;
  const draft = amendment.status === 'draft';
  // Sealed counts stay sealed for its author too.
  const votes = Object.values(amendment.tally.counts ?? {}).reduce((sum, count) => sum + count, 0);
  const title = t(draft ? 'amendment.deleteTitle' : 'amendment.withdrawTitle', {
    title: amendment.title,
  });
  const back = view.links.amendment(consultation.slug, amendment.id);
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      section="amendments"
      crumbs={crumbsTo(view, consultation, { text: amendmentName(view, amendment), href: back })}
    >
      <h1>{title}</h1>
      <p>{t(draft ? 'amendment.deleteNote' : 'amendment.withdrawNote')}</p>
      {votes + data.subAmendments.length > 0 && (
        <p>{t('amend.ownCounts', { votes, subAmendments: data.subAmendments.length })}</p>
      )}
      <Form
        view={view}
        action={view.links.withdrawAmendment(consultation.slug, amendment.id)}
        hidden={{ draft: draft ? '1' : undefined }}
      >
        <div className="actions">
          <button type="submit">{t(draft ? 'amendment.delete' : 'amendment.withdraw')}</button>
          <a href={back}>{t('form.cancel')}</a>
        </div>
      </Form>
    </Layout>
  );
}
