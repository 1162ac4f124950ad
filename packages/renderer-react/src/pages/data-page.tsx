import type { JournalView } from 'consultation-core/contract';
import { Checkpoint, VerifyCommand } from '../components/journal.tsx';
import { Layout } from '../components/layout.tsx';
import type { MessageKey } from '../i18n/index.ts';
import type { View } from '../view.ts';
import { crumbsTo } from './common.tsx';

type DataEdition = JournalView['editions'][number];
type DataFile = DataEdition['files'][number];

export interface DataPageProps {
  readonly view: View;
  readonly journal: JournalView;
  /** Whole address of this page: the verifier is started with it. */
  readonly address: string;
}

/** What the journal is, its newest checkpoint, the open files, and how to check all of it without trusting anyone. */
export function DataPage({ view, journal, address }: DataPageProps) {
  const { t, format } = view.i18n;
  const { consultation, checkpoint, editions, sealed, size } = journal;
  const [newest, ...older] = editions;
  return (
    <Layout
      view={view}
      title={t('data.title')}
      consultation={consultation}
      crumbs={crumbsTo(view, consultation)}
      journal={checkpoint}
    >
      <h1>{t('data.title')}</h1>
      <p className="lead">{t('data.lead')}</p>
      <p className="actions">
        <a className="button" href={view.links.verify(consultation.slug)}>
          {t('data.verify')}
        </a>
        <a className="button button-quiet" href={view.links.check(consultation.slug)}>
          {t('check.title')}
        </a>
      </p>
      <section aria-labelledby="journal">
        <h2 id="journal">{t('data.journal')}</h2>
        <p>{t('data.journal1')}</p>
        <p>{t('data.journal2')}</p>
        <p>{t('data.journal3')}</p>
        {checkpoint === null ? (
          <p className="empty">{t('data.noCheckpoint', { size: format.number(size) })}</p>
        ) : (
          <Checkpoint view={view} journal={journal} checkpoint={checkpoint} />
        )}
      </section>
      <section aria-labelledby="files">
        <h2 id="files">{t('data.files')}</h2>
        {sealed && <p className="warning">{t('data.sealed')}</p>}
        {newest === undefined ? (
          <p className="empty">{t('data.noEdition')}</p>
        ) : (
          <>
            <Edition view={view} journal={journal} edition={newest} isNewest />
            <p className="note">{t('data.licence')}</p>
            <p className="note">{t('data.pseudonyms')}</p>
          </>
        )}
        {older.length > 0 && (
          <>
            <h3>{t('data.older')}</h3>
            {older.map((edition) => (
              <details key={edition.name} className="more">
                <summary>{editionName(view, edition)}</summary>
                <Edition view={view} journal={journal} edition={edition} />
              </details>
            ))}
          </>
        )}
      </section>
      <section aria-labelledby="verify">
        <h2 id="verify">{t('data.how')}</h2>
        <p>{t('data.howPage')}</p>
        <p>
          <a href={view.links.verify(consultation.slug)}>{t('data.verify')}</a>
        </p>
        <p>{t('data.howCommand')}</p>
        <VerifyCommand view={view} address={address} />
        <p>{t('data.mirror')}</p>
        <ul className="addresses">
          {(['checkpoint', 'checkpoints.ndjson', 'keys.json', 'tile/'] as const).map((name) => (
            <li key={name}>
              <code>
                {new URL(`${journal.files}log/${name}`, address).href}
                {name === 'tile/' && '…'}
              </code>{' '}
              <span className="note">{t(`data.address.${name}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      <Order view={view} journal={journal} />
      <Limits view={view} />
    </Layout>
  );
}

export function editionName(view: View, { at, final, size }: DataEdition): string {
  const { t, format } = view.i18n;
  return t(final ? 'data.editionFinal' : 'data.edition', {
    at: format.moment(at),
    size: format.number(size),
  });
}

function Edition(props: {
  readonly view: View;
  readonly journal: JournalView;
  readonly edition: DataEdition;
  readonly isNewest?: boolean;
}) {
  const { view, journal, edition, isNewest = false } = props;
  const { t, format } = view.i18n;
  const folder = `${journal.files}editions/${edition.name}/`;
  const bytes = edition.files.reduce((sum, file) => sum + file.bytes, 0);
  const groups = new Map<string, DataFile[]>();
  for (const file of edition.files) {
    const name = file.name.replace(/\.[^.]+$/, '');
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  return (
    <>
      {isNewest && <h3>{editionName(view, edition)}</h3>}
      <p className="note">
        {t('data.editionSize', { bytes: format.bytes(bytes), files: edition.files.length })}{' '}
        {isNewest && !edition.final && t('data.editionOpen')}
      </p>
      <ul className="files">
        {[...groups].map(([name, files]) => (
          <li key={name} className="file">
            <p className="file-what">
              <strong>{t(nameKey(name))}</strong> {t(whatKey(name))}
            </p>
            <ul className="file-forms">
              {files.map((file) => (
                <li key={file.name}>
                  <a href={folder + file.name} download>
                    {file.name}
                  </a>{' '}
                  <span className="note">
                    {format.bytes(file.bytes)}
                    {file.rows !== null && (
                      <>
                        {', '}
                        {t('data.rows', { count: file.rows })}
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <details className="more">
        <summary>
          {t('data.sums')}
          {!isNewest && <span className="heard"> {editionName(view, edition)}</span>}
        </summary>
        <p className="note">{t('data.sumsLead')}</p>
        <ul className="sums">
          {edition.files.map(({ name, sha256 }) => (
            <li key={name}>
              {name} <code>{sha256}</code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Files that the pages know words for; a later edition may have others, which go by their name. */
const known = [
  'datapackage',
  'SHA256SUMS',
  'journal',
  'checkpoints',
  'ballots',
  'counts',
  'activity',
  'contributions',
  'decisions',
  'versions',
  'orders',
] as const;
const isKnown = (name: string): name is (typeof known)[number] =>
  (known as readonly string[]).includes(name);
const nameKey = (name: string): MessageKey =>
  isKnown(name) ? `data.file.${name}` : 'data.file.other';
const whatKey = (name: string): MessageKey =>
  isKnown(name) ? `data.what.${name}` : 'data.what.other';

/** How lists are ordered, and how to come to the same order. */
function Order({ view, journal }: { readonly view: View; readonly journal: JournalView }) {
  const { t } = view.i18n;
  const { algorithm, seed, commitment } = journal.order;
  return (
    <section aria-labelledby="order">
      <h2 id="order">{t('data.order')}</h2>
      <p>{t('data.order1')}</p>
      <p>{t('data.order2')}</p>
      <details className="more">
        <summary>{t('data.orderHow')}</summary>
        <p>{t('data.orderSteps')}</p>
        <dl className="facts">
          <div>
            <dt>{t('data.orderAlgorithm')}</dt>
            <dd>
              <code>{algorithm}</code>
            </dd>
          </div>
          <div>
            <dt>{t('data.orderSeed')}</dt>
            <dd>
              <code>{seed}</code>
            </dd>
          </div>
          <div>
            <dt>{t('data.orderCommitment')}</dt>
            <dd>
              <code>{commitment}</code>
            </dd>
          </div>
        </dl>
      </details>
    </section>
  );
}

/** What it is not. */
function Limits({ view }: { readonly view: View }) {
  const { t } = view.i18n;
  return (
    <section aria-labelledby="not">
      <h2 id="not">{t('data.not')}</h2>
      <ul>
        <li>{t('data.not1')}</li>
        <li>{t('data.not2')}</li>
        <li>{t('data.not3')}</li>
        <li>{t('data.not4')}</li>
      </ul>
    </section>
  );
}
