import type { QuestionView } from 'consultation-core/contract';
import { langOf } from '../pages/common.tsx';
import { type Filled, filledOf, isBlank } from '../papers.ts';
import type { FormError, View } from '../view.ts';
import { Form } from './form.tsx';
import { PaperWords } from './paper-words.tsx';
import { QuestionFields } from './question-fields.tsx';
import { Receipt } from './receipt.tsx';
import { canTry } from './vote-box.tsx';

/** What `done` says after an act that has just got its receipt. */
const acts: readonly string[] = ['voted', 'vote-withdrawn'];

/** The ballot paper of a question, what is in the box, and the ways to change it. */
export function QuestionBox(props: {
  readonly view: View;
  readonly data: QuestionView;
  /** What was filled in and not sent yet, or sent and refused; without it the ballot in the box is shown. */
  readonly filled: Filled | undefined;
  /** A blank ballot that waited until its voter had signed in. */
  readonly blankKept: boolean;
  readonly errors: readonly FormError[];
  /** Goes along with the forms, so that sending one twice is one act. */
  readonly requestKey: string;
  readonly done?: string | undefined;
}) {
  const { view, data, errors, requestKey, done } = props;
  const { t } = view.i18n;
  const { consultation, question, may, myChoice, myReceipt } = data;
  const { slug, language } = consultation;
  const action = `${view.links.question(slug, question.id)}/vote`;
  const permission = may.vote;
  return (
    <section className="vote question-box" id="vote" aria-labelledby="vote-title">
      <h2 id="vote-title">{t('question.answer')}</h2>
      {done === 'vote-withdrawn' && myChoice === null && (
        <p className="vote-state" role="status">
          {t('vote.withdrawn')}
        </p>
      )}
      {done === 'vote-unchanged' && (
        <p className="warning" role="status">
          {t('vote.unchanged')}
        </p>
      )}
      {myChoice !== null && <OwnBallot view={view} data={data} choice={myChoice} />}
      {myReceipt !== null && (
        <Receipt
          view={view}
          slug={slug}
          code={myReceipt.code}
          act={myChoice === null ? 'withdrawn' : 'cast'}
          fresh={acts.includes(done ?? '')}
        />
      )}
      {canTry(permission) ? (
        <>
          {props.blankKept && (
            <p className="warning" role="status">
              {t('question.blankKept')}
            </p>
          )}
          <Form view={view} action={action} hidden={{ key: `${requestKey}-v` }}>
            <QuestionFields
              view={view}
              question={question}
              language={language}
              filled={props.filled ?? filledOf(question, myChoice)}
              errors={errors}
            />
            <button type="submit">
              {t(myChoice === null ? 'question.send' : 'question.change')}
            </button>
            {permission.kind === 'refused' && <p className="note">{t('vote.signInNext')}</p>}
          </Form>
          <div className="question-others">
            {!isBlank(myChoice) && (
              <Form view={view} action={action} hidden={{ blank: '1', key: `${requestKey}-b` }}>
                <button type="submit" className="quiet" aria-describedby="blank-note">
                  {t('question.sendBlank')}
                </button>
              </Form>
            )}
            {myChoice !== null && permission.kind === 'allowed' && (
              <Form view={view} action={action} hidden={{ withdraw: '1', key: `${requestKey}-w` }}>
                <button type="submit" className="quiet">
                  {t('question.withdraw')}
                </button>
              </Form>
            )}
            {!isBlank(myChoice) && (
              <p className="note" id="blank-note">
                {t('question.blankNote')}
              </p>
            )}
          </div>
        </>
      ) : (
        <>
          {permission.kind === 'refused' && (
            <p className="closed">
              {t('vote.closed')} {view.i18n.refusal(permission.code as never, permission.details)}
            </p>
          )}
          <h3>{t('question.options')}</h3>
          <ul {...langOf(view, language)}>
            {question.options.map(({ id, label }) => (
              <li key={id}>{label}</li>
            ))}
          </ul>
        </>
      )}
      <p className="note">
        {t('vote.notSecret')}{' '}
        <a href={view.links.data(slug, {}, 'not')}>{t('vote.notSecretMore')}</a>
      </p>
    </section>
  );
}

function OwnBallot(props: {
  readonly view: View;
  readonly data: QuestionView;
  readonly choice: string;
}) {
  const { view, data, choice } = props;
  const { t, format } = view.i18n;
  const { consultation, question, may, next } = data;
  const until = consultation.currentPhase?.closesAt ?? null;
  return (
    <div className="vote-state" role="status">
      <p>
        <strong>{t('question.mine')}</strong>
      </p>
      <PaperWords
        view={view}
        question={question}
        choice={choice}
        language={consultation.language}
      />
      {may.vote.kind === 'allowed' && (
        <p className="note">
          {until === null
            ? t('vote.changeable')
            : t('vote.changeableUntil', { until: format.moment(until) })}
        </p>
      )}
      {next !== null && (
        <p>
          {t('question.next')}
          {t('question.colon')}
          <a
            href={view.links.question(consultation.slug, next.id)}
            {...langOf(view, consultation.language)}
          >
            {next.title}
          </a>
        </p>
      )}
    </div>
  );
}
