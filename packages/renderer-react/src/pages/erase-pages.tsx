import type { getAccount, ResponseOf } from 'consultation-core/contract';
import { ErrorSummary, Form, TextField } from '../components/form.tsx';
import { Layout } from '../components/layout.tsx';
import type { FormState, View } from '../view.ts';

type Own = ResponseOf<typeof getAccount>;

/** What there is to lose, counted. */
function figuresOf({ amendments, arguments: opinions, ballots }: Own) {
  const drafts = amendments.filter(({ amendment }) => amendment.status === 'draft').length;
  return {
    drafts,
    texts: amendments.length - drafts + opinions.length,
    votes: ballots.filter(({ choice }) => choice !== null).length,
  };
}

/** First what goes and what stays, then the question; nothing is done here yet. */
export function EraseAccountPage({ view, own }: { readonly view: View; readonly own: Own }) {
  const { t } = view.i18n;
  const { drafts, texts, votes } = figuresOf(own);
  return (
    <Layout view={view} title={t('erase.title')}>
      <h1>{t('erase.title')}</h1>
      <p className="lead">{t('erase.lead')}</p>
      <h2>{t('erase.goes')}</h2>
      <ul>
        <li>{t('erase.goes.account')}</li>
        <li>{t('erase.goes.name', { count: texts })}</li>
        {drafts > 0 && <li>{t('erase.goes.drafts', { count: drafts })}</li>}
      </ul>
      <h2>{t('erase.stays')}</h2>
      <ul>
        <li>
          {t('erase.stays.votes', { count: votes })}{' '}
          {votes > 0 && (
            <a href={view.links.account({}, 'my-votes')}>{t('erase.stays.withdraw')}</a>
          )}
        </li>
        <li>{t('erase.stays.texts')}</li>
        <li>{t('erase.stays.journal')}</li>
        <li>{t('erase.stays.copies')}</li>
      </ul>
      <p>
        {t('erase.before')} <a href={view.links.accountFile()}>{t('account.file')}</a>
      </p>
      <form method="get" action={view.links.eraseConfirm()} className="erase-form">
        {texts === 0 ? (
          <input type="hidden" name="texts" value="stay" />
        ) : (
          <fieldset>
            <legend>{t('erase.question')}</legend>
            <div className="choices">
              <div className="choice">
                <input type="radio" name="texts" id="texts-stay" value="stay" defaultChecked />
                <label htmlFor="texts-stay">{t('erase.texts.stay')}</label>
              </div>
              <div className="choice">
                <input type="radio" name="texts" id="texts-go" value="go" />
                <label htmlFor="texts-go">{t('erase.texts.go')}</label>
              </div>
            </div>
            <p className="note">{t('erase.texts.note')}</p>
          </fieldset>
        )}
        <p className="actions">
          <button type="submit" className="quiet">
            {t('erase.next')}
          </button>
          <a href={view.links.account()}>{t('erase.cancel')}</a>
        </p>
      </form>
    </Layout>
  );
}

/** The last step: says in one glance what will happen, and asks for the password. */
export function EraseConfirmPage(props: {
  readonly view: View;
  readonly own: Own;
  /** Whether the words of contributions go as well. */
  readonly texts: boolean;
  readonly form: FormState;
}) {
  const { view, own, texts, form } = props;
  const { t } = view.i18n;
  const figures = figuresOf(own);
  return (
    <Layout view={view} title={t('erase.confirmTitle')} errors={form.errors}>
      <ErrorSummary view={view} errors={form.errors} />
      <h1>{t('erase.confirmTitle')}</h1>
      <p className="warning">{t('erase.final', { name: own.account.name })}</p>
      <ul>
        {figures.texts > 0 && (
          <li>
            {t(texts ? 'erase.will.textsGo' : 'erase.will.textsStay', { count: figures.texts })}
          </li>
        )}
        {figures.drafts > 0 && <li>{t('erase.goes.drafts', { count: figures.drafts })}</li>}
        {figures.votes > 0 && <li>{t('erase.will.votes', { count: figures.votes })}</li>}
        <li>{t('erase.will.out')}</li>
      </ul>
      <Form
        view={view}
        action={view.links.eraseConfirm()}
        hidden={{ texts: texts ? 'go' : 'stay' }}
      >
        <TextField
          view={view}
          form={form}
          name="password"
          type="password"
          label={t('account.password')}
          hint={t('erase.passwordHint')}
          autoComplete="current-password"
        />
        <p className="actions">
          <button type="submit" className="danger">
            {t('erase.send')}
          </button>
          <a href={view.links.account()}>{t('erase.cancel')}</a>
        </p>
      </Form>
    </Layout>
  );
}

export function ErasedPage({ view }: { readonly view: View }) {
  const { t } = view.i18n;
  return (
    <Layout view={view} title={t('erased.title')}>
      <div className="done" role="status" id="done" tabIndex={-1} data-focus="">
        <p>{t('erased.done')}</p>
      </div>
      <h1>{t('erased.title')}</h1>
      <p>{t('erased.more')}</p>
      <p>
        <a href={view.links.list()}>{t('erased.back')}</a>
      </p>
    </Layout>
  );
}
