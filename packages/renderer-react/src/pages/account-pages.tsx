import type { getAccount, ResponseOf } from 'consultation-core/contract';
import { limits } from 'consultation-core/contract';
import { AmendmentCard, kindText } from '../components/amendment-card.tsx';
import { ErrorSummary, Form, HiddenFields, TextField } from '../components/form.tsx';
import { PlainWords } from '../components/inlines.tsx';
import { Layout } from '../components/layout.tsx';
import { OwnVotes } from '../components/own-votes.tsx';
import { ReceiptLine } from '../components/receipt.tsx';
import { targetLink } from '../links.ts';
import type { FormState, View } from '../view.ts';
import { Done } from './common.tsx';

/** Everything that I wrote and voted, with ways to change it. */
export function AccountPage(props: {
  readonly view: View;
  readonly data: ResponseOf<typeof getAccount>;
  /** Page of the list of votes. */
  readonly votesPage: number;
  readonly done?: string;
}) {
  const { view, data, done } = props;
  const { t, format } = view.i18n;
  const isDraft = ({ amendment }: (typeof data.amendments)[number]) => amendment.status === 'draft';
  const drafts = data.amendments.filter(isDraft);
  const sent = data.amendments.filter((one) => !isDraft(one));
  return (
    <Layout view={view} title={t('account.title')}>
      <Done view={view} done={done} />
      <h1>{t('account.title')}</h1>
      <p className="lead">{t('account.hello', { name: data.account.name })}</p>
      {drafts.length > 0 && (
        <section aria-labelledby="my-drafts">
          <h2 id="my-drafts">{t('account.drafts', { count: drafts.length })}</h2>
          <p className="note">{t('account.draftsNote')}</p>
          <ul className="cards">
            {drafts.map(({ consultation: { slug, title }, amendment }) => (
              <li className="card" key={amendment.id}>
                <h3 className="card-title">
                  <a href={view.links.amendment(slug, amendment.id)}>{amendment.title}</a>
                </h3>
                <p className="card-meta">
                  <span>{kindText(view, amendment)}</span>
                  <span>{title}</span>
                </p>
                <p className="actions">
                  <a
                    className="button button-quiet"
                    href={view.links.editAmendment(slug, amendment.id)}
                  >
                    {t('account.continue')}
                    <span className="heard"> {amendment.title}</span>
                  </a>
                  <a href={view.links.withdrawAmendment(slug, amendment.id)}>
                    {t('amendment.delete')}
                    <span className="heard"> {amendment.title}</span>
                  </a>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="my-amendments">
        <h2 id="my-amendments">{t('account.amendments', { count: sent.length })}</h2>
        {sent.length === 0 ? (
          <p className="empty">{t('account.noAmendments')}</p>
        ) : (
          <ul className="cards">
            {sent.map(({ consultation, amendment }) => (
              <AmendmentCard
                key={amendment.id}
                view={view}
                slug={consultation.slug}
                amendment={amendment}
                lang={view.i18n.language}
              >
                <ReceiptLine view={view} slug={consultation.slug} code={amendment.receipt?.code} />
              </AmendmentCard>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="my-arguments">
        <h2 id="my-arguments">{t('account.arguments', { count: data.arguments.length })}</h2>
        {data.arguments.length === 0 ? (
          <p className="empty">{t('account.noArguments')}</p>
        ) : (
          <ul className="cards">
            {data.arguments.map(({ consultation, argument }) => (
              <li className="card" key={argument.id}>
                <p className="card-meta">
                  <strong>{t(`argument.${argument.stance}`)}</strong>
                  {argument.at && <time dateTime={argument.at}>{format.date(argument.at)}</time>}
                  <a
                    href={`${targetLink(view.links, consultation.slug, argument.target)}#argument-${argument.id}`}
                  >
                    {t('account.seeIn', { title: consultation.title })}
                  </a>
                </p>
                <PlainWords text={argument.text || t('hidden.item')} />
                <ReceiptLine view={view} slug={consultation.slug} code={argument.receipt?.code} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <OwnVotes view={view} votes={data.ballots} page={props.votesPage} />
      <section aria-labelledby="my-account">
        <h2 id="my-account">{t('account.own')}</h2>
        <ul className="account-ways">
          <li>
            <a href={view.links.accountFile()}>{t('account.file')}</a>
          </li>
          <li>
            <a href={view.links.erase()}>{t('erase.title')}</a>
          </li>
        </ul>
        <Form view={view} action={view.links.signOut()}>
          <button type="submit" className="quiet">
            {t('account.signOut')}
          </button>
        </Form>
      </section>
    </Layout>
  );
}

/** A form that waits until its author has signed in: where it goes and what is in it. */
export interface Pending {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Hidden fields that carry a waiting form through the pages of the account. */
export function pendingFields(pending: Pending | undefined): Record<string, string> {
  if (pending === undefined) return {};
  const prefixed = Object.entries(pending.fields).map(([name, value]) => [`keep.${name}`, value]);
  return { pending: pending.action, ...Object.fromEntries(prefixed) };
}

interface AccountFormProps {
  readonly view: View;
  readonly form: FormState;
  /** Where to go back to. */
  readonly returnTo: string | undefined;
  readonly pending?: Pending;
}

export function SignInPage({ view, form, returnTo, pending }: AccountFormProps) {
  const { t } = view.i18n;
  return (
    <Layout view={view} title={t('signIn.title')} errors={form.errors}>
      <ErrorSummary view={view} errors={form.errors} />
      <h1>{t('signIn.title')}</h1>
      {pending && <p className="warning">{t('signIn.pending')}</p>}
      <Form
        view={view}
        action={view.links.signIn()}
        hidden={{ return: returnTo, ...pendingFields(pending) }}
      >
        <TextField
          view={view}
          form={form}
          name="email"
          type="email"
          label={t('account.email')}
          autoComplete="username"
        />
        <TextField
          view={view}
          form={form}
          name="password"
          type="password"
          label={t('account.password')}
          autoComplete="current-password"
        />
        <button type="submit">{t('signIn.send')}</button>
      </Form>
      <h2>{t('signIn.noAccount')}</h2>
      {pending ? (
        <Form
          view={view}
          action={view.links.newAccount()}
          hidden={{ step: 'open', return: returnTo, ...pendingFields(pending) }}
        >
          <button type="submit" className="quiet">
            {t('signIn.newAccount')}
          </button>
        </Form>
      ) : (
        <p>
          <a className="button button-quiet" href={view.links.newAccount({ return: returnTo })}>
            {t('signIn.newAccount')}
          </a>
        </p>
      )}
      <p className="note">{t('signIn.why')}</p>
    </Layout>
  );
}

export function NewAccountPage({ view, form, returnTo, pending }: AccountFormProps) {
  const { t, format } = view.i18n;
  return (
    <Layout view={view} title={t('newAccount.title')} errors={form.errors}>
      <ErrorSummary view={view} errors={form.errors} />
      <h1>{t('newAccount.title')}</h1>
      {pending && <p className="warning">{t('signIn.pending')}</p>}
      <Form
        view={view}
        action={view.links.newAccount()}
        hidden={{ return: returnTo, ...pendingFields(pending) }}
      >
        <TextField
          view={view}
          form={form}
          name="name"
          label={t('account.name')}
          hint={t('account.nameHint', { max: format.number(limits.name) })}
          autoComplete="nickname"
        />
        <TextField
          view={view}
          form={form}
          name="email"
          type="email"
          label={t('account.email')}
          hint={t('account.emailHint')}
          autoComplete="email"
        />
        <TextField
          view={view}
          form={form}
          name="password"
          type="password"
          label={t('account.password')}
          hint={t('account.passwordHint')}
          autoComplete="new-password"
        />
        <p className="note">
          {t('newAccount.data')} <a href={view.links.privacy()}>{t('footer.privacy')}</a>
        </p>
        <button type="submit">{t('newAccount.send')}</button>
      </Form>
      <p>
        {!pending && (
          <a href={view.links.signIn({ return: returnTo })}>{t('newAccount.haveOne')}</a>
        )}
      </p>
    </Layout>
  );
}

/**
 * A form that could not be taken as it came: the author has just signed in, or its token was too old. What was typed
 * is here, and one button sends it.
 */
export function SendAgainPage(props: {
  readonly view: View;
  readonly pending: Pending;
  readonly reason: 'signed-in' | 'expired';
}) {
  const { view, pending, reason } = props;
  const { t } = view.i18n;
  const errors = reason === 'expired' ? [{ message: view.i18n.refusal('form-expired') }] : [];
  const shown = Object.entries(pending.fields).filter(
    ([name, value]) => shownNames.has(name) && value !== ''
  );
  const title = t(reason === 'expired' ? 'again.expired' : 'again.signedIn');
  return (
    <Layout view={view} title={title} errors={errors}>
      <ErrorSummary view={view} errors={errors} />
      <h1>{title}</h1>
      <p className="lead">{t('again.lead')}</p>
      {shown.length > 0 && (
        <dl className="typed">
          {shown.map(([name, value]) => (
            <div key={name}>
              <dt>{t(shownNames.get(name) ?? 'again.words')}</dt>
              <dd>
                <PlainWords text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Form view={view} action={pending.action}>
        <HiddenFields values={pending.fields} />
        <button type="submit">{t('again.send')}</button>
      </Form>
    </Layout>
  );
}

const shownNames = new Map([
  ['title', 'amend.amendmentTitle'],
  ['heading', 'amend.articleHeading'],
  ['text', 'again.words'],
  ['justification', 'amend.justification'],
  ['source-title', 'argument.sourceTitle'],
  ['source-url', 'argument.sourceUrl'],
] as const satisfies readonly (readonly [string, string])[]) as ReadonlyMap<
  string,
  | 'amend.amendmentTitle'
  | 'amend.articleHeading'
  | 'again.words'
  | 'amend.justification'
  | 'argument.sourceTitle'
  | 'argument.sourceUrl'
>;
