import type { getAccount, ResponseOf } from 'consultation-core/contract';
import { targetLink } from '../links.ts';
import type { View } from '../view.ts';
import { CopyButton } from './copy-button.tsx';
import { Pagination } from './pagination.tsx';
import { PaperWords } from './paper-words.tsx';
import { choiceText } from './tally.tsx';

type OwnVote = ResponseOf<typeof getAccount>['ballots'][number];

/** Votes on one page of the list. */
const pageSize = 20;

/** Every vote of mine, and every one that I took back, with the receipt of the act; newest first. */
export function OwnVotes(props: {
  readonly view: View;
  readonly votes: readonly OwnVote[];
  readonly page: number;
}) {
  const { view, votes } = props;
  const { t } = view.i18n;
  const pages = Math.max(1, Math.ceil(votes.length / pageSize));
  const page = Math.min(props.page, pages);
  const from = (page - 1) * pageSize;
  const counted = votes.filter(({ choice }) => choice !== null).length;
  return (
    <section aria-labelledby="my-votes">
      <h2 id="my-votes">{t('account.votes', { count: counted })}</h2>
      {votes.length === 0 ? (
        <p className="empty">{t('account.noVotes')}</p>
      ) : (
        <>
          <p className="note">{t('account.votesNote')}</p>
          <ul className="cards">
            {votes.slice(from, from + pageSize).map((vote, index) => (
              <li className="card" key={`${vote.consultation.slug} ${vote.target}`}>
                <OwnVoteCard view={view} vote={vote} id={`my-receipt-${from + index + 1}`} />
              </li>
            ))}
          </ul>
          <Pagination
            view={view}
            page={page}
            pages={pages}
            link={(to) => view.links.account({ votes: to }, 'my-votes')}
          />
        </>
      )}
    </section>
  );
}

function OwnVoteCard(props: {
  readonly view: View;
  readonly vote: OwnVote;
  /** Of the element that holds the code. */
  readonly id: string;
}) {
  const { view, vote, id } = props;
  const { t, format } = view.i18n;
  const { consultation, target, label, question, choice, at, receipt } = vote;
  const { slug, title } = consultation;
  return (
    <>
      <h3 className="card-title">
        <a href={`${targetLink(view.links, slug, target)}#vote`}>{label || title}</a>
      </h3>
      <p className="card-meta">
        {(choice === null || question === null) && (
          <strong>{choice === null ? t('account.withdrawn') : choiceText(view, choice)}</strong>
        )}
        <time dateTime={at}>{format.date(at)}</time>
        <span>{title}</span>
      </p>
      {choice !== null && question !== null && (
        <PaperWords view={view} question={question} choice={choice} />
      )}
      {receipt === null ? (
        <p className="note">{t('account.noReceipt')}</p>
      ) : (
        <div className="own-receipt">
          <p>
            {t('account.receipt')}{' '}
            <span id={id}>
              <code translate="no">{receipt.code}</code>
            </span>
          </p>
          <CopyButton
            view={view}
            of={id}
            label={t('receipt.copy')}
            heard={t('receipt.copyOf', { name: label || title })}
            notCopied={t('receipt.notCopied')}
          />
          <p className="own-receipt-ways">
            <a href={view.links.check(slug, { code: receipt.code })}>
              {t(choice === null ? 'receipt.check.withdrawn' : 'receipt.check.cast')}
              <span className="heard"> {label || title}</span>
            </a>{' '}
            <a href={view.links.receiptFile(slug, receipt.code)}>
              {t('receipt.file')}
              <span className="heard"> {label || title}</span>
            </a>
          </p>
        </div>
      )}
    </>
  );
}
