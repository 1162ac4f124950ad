import type { JournalView } from 'consultation-core/contract';
import type { View } from '../view.ts';
import { CopyButton } from './copy-button.tsx';

type SignedState = NonNullable<JournalView['checkpoint']>;

/** The newest state of the journal that was signed. */
export function Checkpoint(props: {
  readonly view: View;
  readonly journal: JournalView;
  readonly checkpoint: SignedState;
}) {
  const { view, journal, checkpoint } = props;
  const { t, format } = view.i18n;
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t('checkpoint.size')}</dt>
          <dd>{format.number(checkpoint.size)}</dd>
        </div>
        <div>
          <dt>{t('checkpoint.at')}</dt>
          <dd>
            <time dateTime={checkpoint.at}>{format.moment(checkpoint.at)}</time>
          </dd>
        </div>
        <div>
          <dt>{t('checkpoint.root')}</dt>
          <dd>
            <code>{checkpoint.root}</code>
          </dd>
        </div>
      </dl>
      <p className="note">{t('checkpoint.keep')}</p>
      <details className="more">
        <summary>{t('checkpoint.details')}</summary>
        <p>{t('checkpoint.origin')}</p>
        <p>
          <code>{journal.origin}</code>
        </p>
        <p>{t('checkpoint.note')}</p>
        <pre className="note-text" id="checkpoint-note">
          {checkpoint.note}
        </pre>
        <p>{t('checkpoint.keys', { count: journal.keys.length })}</p>
        <ul className="sums">
          {journal.keys.map((key) => (
            <li key={key}>
              <code>{key}</code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** The same in one line, for the foot of a page: a reader who keeps it can see later whether history was rewritten. */
export function CheckpointLine(props: {
  readonly view: View;
  readonly slug: string;
  readonly checkpoint: SignedState;
}) {
  const { view, slug, checkpoint } = props;
  const { t, format } = view.i18n;
  return (
    <p className="checkpoint-line">
      <a href={view.links.data(slug, {}, 'journal')}>{t('checkpoint.line')}</a>{' '}
      {t('checkpoint.lineSize', { size: checkpoint.size })}
      {', '}
      <abbr title={t('checkpoint.root')}>
        <code>{checkpoint.root.slice(0, 8)}…</code>
      </abbr>
      {', '}
      <time dateTime={checkpoint.at}>{format.moment(checkpoint.at)}</time>
    </p>
  );
}

/** The command that checks everything, to be copied. */
export function VerifyCommand({
  view,
  address,
}: {
  readonly view: View;
  readonly address: string;
}) {
  const { t } = view.i18n;
  return (
    <>
      <div className="command" id="verify-command">
        <code>npx --package=consultation-core consultation-verify {address}</code>
      </div>
      <CopyButton
        view={view}
        of="verify-command"
        label={t('command.copy')}
        notCopied={t('receipt.notCopied')}
      />
    </>
  );
}
