import type { getRegister, ResponseOf } from 'consultation-core/contract';
import { Layout } from '../components/layout.tsx';
import { Scroll } from '../components/scroll.tsx';
import { targetLink } from '../links.ts';
import type { View } from '../view.ts';
import { crumbsTo, langOf } from './common.tsx';

/** What was hidden or restored, by which rule and why. Open to everybody. */
export function ModerationPage(props: {
  readonly view: View;
  readonly data: ResponseOf<typeof getRegister>;
}) {
  const { view, data } = props;
  const { t, format } = view.i18n;
  const { consultation, entries, inForce } = data;
  const lang = langOf(view, consultation.language);
  return (
    <Layout
      view={view}
      title={t('moderation.title')}
      consultation={consultation}
      crumbs={crumbsTo(view, consultation)}
      width="wide"
    >
      <h1>{t('moderation.title')}</h1>
      <p className="lead">{t('moderation.lead')}</p>
      <p>{t('moderation.inForce', { count: inForce.length })}</p>
      {entries.length === 0 ? (
        <p className="empty">{t('moderation.none')}</p>
      ) : (
        <Scroll label={t('moderation.title')}>
          <table className="data">
            <caption className="heard">{t('moderation.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('column.date')}</th>
                <th scope="col">{t('column.act')}</th>
                <th scope="col">{t('column.item')}</th>
                <th scope="col">{t('column.rule')}</th>
                <th scope="col">{t('column.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={`${entry.at} ${entry.act} ${entry.target}`}>
                  <td>
                    <time dateTime={entry.at}>{format.moment(entry.at)}</time>
                  </td>
                  <td>{t(`moderation.${entry.act}`)}</td>
                  <th scope="row" {...lang}>
                    {entry.target.startsWith('amendment:') ||
                    entry.target.startsWith('article:') ? (
                      <a href={targetLink(view.links, consultation.slug, entry.target)}>
                        {entry.label}
                      </a>
                    ) : (
                      entry.label
                    )}
                  </th>
                  <td {...lang}>{entry.rule}</td>
                  <td {...lang}>{entry.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Layout>
  );
}
