import { method, type PassingRules } from 'consultation-core/vote';
import { keepNumber } from '../i18n/typography.ts';
import type { FormState, View } from '../view.ts';
import { Form } from './form.tsx';
import { Receipt } from './receipt.tsx';
import { choiceText, Result, type Tally } from './tally.tsx';

export type Permission =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

/** Whether a form is worth showing: signing in is all that is missing. */
export function canTry(permission: Permission): boolean {
  return permission.kind === 'allowed' || permission.code === 'sign-in-needed';
}

/** What `done` says after an act that has just got its receipt. */
const acts: readonly string[] = ['voted', 'vote-withdrawn', 'supported'];

/** One item, one question, one answer that can be changed; counts stand outside of the control. */
export function VoteBox(props: {
  readonly view: View;
  readonly action: string;
  /** What is voted on, in words: part of the question. */
  readonly name: string;
  readonly permission: Permission;
  readonly tally: Tally;
  readonly passing: PassingRules;
  readonly myChoice: string | null;
  /** Until when the vote can be changed, if that is known. */
  readonly until: string | null;
  readonly form: FormState;
  /** Goes along with the forms, so that sending one twice is one act. */
  readonly requestKey: string;
  readonly slug: string;
  /** Code of the receipt of what the reader did last here, a vote or a withdrawal. */
  readonly receipt: string | undefined;
  /** What just happened, by its key in the address. */
  readonly done?: string | undefined;
}) {
  const { view, name, permission, tally, myChoice, until, form, requestKey } = props;
  const { t, format, refusal } = view.i18n;
  const chosen = form.values.choice ?? myChoice;
  return (
    <section className="vote" id="vote" aria-labelledby="vote-title">
      <h2 id="vote-title">{t('vote.title')}</h2>
      {props.done === 'vote-withdrawn' && myChoice === null && (
        <p className="vote-state" role="status">
          {t('vote.withdrawn')}
        </p>
      )}
      {props.done === 'vote-unchanged' && (
        <p className="warning" role="status">
          {t('vote.unchanged')}
        </p>
      )}
      {myChoice !== null && (
        <p className="vote-state" role="status">
          <strong>{t('vote.mine', { choice: choiceText(view, myChoice) })}</strong>{' '}
          {permission.kind === 'allowed' &&
            (until === null
              ? t('vote.changeable')
              : t('vote.changeableUntil', { until: format.moment(until) }))}
        </p>
      )}
      {props.receipt !== undefined && (
        <Receipt
          view={view}
          slug={props.slug}
          code={props.receipt}
          act={myChoice === null ? 'withdrawn' : 'cast'}
          fresh={acts.includes(props.done ?? '')}
        />
      )}
      {canTry(permission) ? (
        <>
          <Form
            view={view}
            action={props.action}
            className="vote-form"
            hidden={{ key: `${requestKey}-v` }}
          >
            <fieldset
              id="vote-choices"
              tabIndex={-1}
              className={form.errors.length > 0 ? 'field-wrong' : undefined}
              aria-describedby={form.errors.length > 0 ? 'vote-error' : undefined}
            >
              <legend>{t('vote.question', { name: keepNumber(name) })}</legend>
              {form.errors.length > 0 && (
                <p className="field-error" id="vote-error">
                  <span className="heard">{t('error.word')} </span>
                  {form.errors.map(({ message }) => message).join(' ')}
                </p>
              )}
              <div className="choices">
                {method(tally.method).choices.map((choice) => (
                  <div className="choice" key={choice}>
                    <input
                      type="radio"
                      name="choice"
                      id={`choice-${choice}`}
                      value={choice}
                      defaultChecked={choice === chosen}
                    />
                    <label htmlFor={`choice-${choice}`}>{choiceText(view, choice)}</label>
                  </div>
                ))}
              </div>
            </fieldset>
            <button type="submit">{myChoice === null ? t('vote.cast') : t('vote.change')}</button>
            {permission.kind === 'refused' && <p className="note">{t('vote.signInNext')}</p>}
          </Form>
          {myChoice !== null && permission.kind === 'allowed' && (
            <Form
              view={view}
              action={props.action}
              hidden={{ withdraw: '1', key: `${requestKey}-w` }}
            >
              <button type="submit" className="quiet">
                {t('vote.withdraw')}
              </button>
            </Form>
          )}
        </>
      ) : (
        permission.kind === 'refused' && (
          <p className="closed">
            {t('vote.closed')} {refusal(permission.code as never, permission.details)}
          </p>
        )
      )}
      <p className="note">
        {t('vote.notSecret')}{' '}
        <a href={view.links.data(props.slug, {}, 'not')}>{t('vote.notSecretMore')}</a>
      </p>
      <h3>{t('vote.result')}</h3>
      <Result view={view} tally={tally} passing={props.passing} name={name} />
    </section>
  );
}
