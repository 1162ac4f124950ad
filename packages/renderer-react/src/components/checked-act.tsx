import type { ConsultationView } from 'consultation-core/contract';
import type { CodeFinding, FoundAct } from '../pages/check-page.tsx';
import { langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';
import { PaperWords } from './paper-words.tsx';
import { choiceText } from './tally.tsx';

interface Props {
  readonly view: View;
  readonly consultation: ConsultationView;
}

/** What the journal says of a code, in words. */
export function CheckedAct(
  props: Props & { readonly finding: Exclude<CodeFinding, { kind: 'malformed' }> }
) {
  const { view, consultation, finding } = props;
  const { t, format } = view.i18n;
  const focus = { id: 'checked', tabIndex: -1, 'data-focus': '' };
  if (finding.kind === 'found') {
    return <Found view={view} consultation={consultation} act={finding} />;
  }
  return (
    <section className="verdict verdict-no" aria-labelledby="checked-title" {...focus}>
      <h2 id="checked-title">{t('check.notFound')}</h2>
      <p>
        {t(`check.${finding.kind}`, {
          index: format.number(finding.index),
          size: finding.kind === 'misfit' ? '' : format.number(finding.size),
        })}
      </p>
      <p>{t('check.sure', { contact: '' })}</p>
      <p {...langOf(view, consultation.language)}>{consultation.contact}</p>
    </section>
  );
}

function Found({ view, consultation, act }: Props & { readonly act: FoundAct }) {
  const { t, format } = view.i18n;
  const { slug, closesAt } = consultation;
  const isBallot = act.standing !== 'no-ballot';
  const when = format.moment(act.at);
  const state = { included: 'yes', pending: 'wait', refused: 'no' }[act.proof.kind];
  return (
    <section
      className={`verdict verdict-${state}`}
      aria-labelledby="checked-title"
      id="checked"
      tabIndex={-1}
      data-focus=""
    >
      <h2 id="checked-title">
        {t(
          act.proof.kind === 'included'
            ? isBallot
              ? 'check.ballotIn'
              : 'check.actIn'
            : `check.title.${act.proof.kind}`
        )}
      </h2>
      <p>{standingText(view, act, closesAt)}</p>
      <dl className="facts">
        {!isBallot && (
          <div>
            <dt>{t('check.act')}</dt>
            <dd>{kindText(view, act.act)}</dd>
          </div>
        )}
        {act.item && (
          <div>
            <dt>{t('check.on')}</dt>
            <dd>
              <a href={act.item.href} {...langOf(view, consultation.language)}>
                {act.item.name}
              </a>
            </dd>
          </div>
        )}
        {act.ballot && act.ballot.act !== 'withdrawn' && (
          <div>
            <dt>{t('check.choice')}</dt>
            <dd>
              {act.ballot.choice === null ? (
                '–'
              ) : act.item?.question ? (
                <PaperWords
                  view={view}
                  question={act.item.question}
                  choice={act.ballot.choice}
                  language={consultation.language}
                />
              ) : (
                choiceText(view, act.ballot.choice)
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('check.since')}</dt>
          <dd>{isBallot ? t('check.hour', { at: when }) : when}</dd>
        </div>
        <div>
          <dt>{t('check.place')}</dt>
          <dd>
            {t('check.placeOf', {
              index: format.number(act.index),
              size: format.number(act.size),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('check.proof')}</dt>
          <dd>
            {act.proof.kind === 'included'
              ? t('check.proofIncluded', { size: format.number(act.proof.size) })
              : act.proof.kind === 'pending'
                ? t('check.proofPending')
                : t('check.proofRefused')}
          </dd>
        </div>
      </dl>
      {act.proof.kind === 'included' && (
        <p>
          <a className="button button-quiet" href={view.links.receiptFile(slug, act.code)} download>
            {t('check.download')}
          </a>
        </p>
      )}
      {act.proof.kind === 'pending' && (
        <p>
          <a href={view.links.check(slug, { code: act.code })}>{t('check.again')}</a>
        </p>
      )}
      <details className="more">
        <summary>{t('check.details')}</summary>
        <dl className="facts">
          <div>
            <dt>{t('check.entry')}</dt>
            <dd>
              <code>{act.entry}</code>
            </dd>
          </div>
          <div>
            <dt>{t('check.leaf')}</dt>
            <dd>
              <code>{act.leaf}</code>
            </dd>
          </div>
          {act.opening && (
            <>
              <div>
                <dt>{t('check.content')}</dt>
                <dd>
                  <code>{act.opening.content}</code>
                </dd>
              </div>
              <div>
                <dt>{t('check.nonce')}</dt>
                <dd>
                  <code>{act.opening.nonce}</code>
                </dd>
              </div>
            </>
          )}
        </dl>
        <p className="note">{t('check.detailsNote')}</p>
      </details>
    </section>
  );
}

function standingText(view: View, act: FoundAct, closesAt: string | null): string {
  const { t, format } = view.i18n;
  switch (act.standing) {
    case 'counted':
    case 'replaced':
    case 'withdrawn':
      return t(`check.standing.${act.standing}`);
    case 'sealed':
      return t('check.standing.sealed', {
        until: closesAt === null ? 'none' : format.moment(closesAt),
      });
    case 'no-ballot':
      return t('check.standing.no-ballot');
  }
}

const kinds = [
  'journal-begun',
  'journal-continued',
  'key-rotated',
  'erasure-carried-out',
  'consultation-opened',
  'consultation-closed',
  'settings-changed',
  'phase-changed',
  'version-published',
  'version-approved',
  'answer-published',
  'counts-imported',
  'amendment-submitted',
  'amendment-edited',
  'amendment-withdrawn',
  'amendment-decided',
  'amendment-carried-over',
  'collision-decided',
  'wording-proposed',
  'wording-accepted',
  'wording-refused',
  'argument-published',
  'item-hidden',
  'item-restored',
] as const;

/** A kind of act as people say it; one that the pages have no word for shows its own name. */
export function kindText(view: View, kind: string): string {
  const found = kinds.find((name) => name === kind);
  return found === undefined ? kind : view.i18n.t(`act.${found}`);
}
