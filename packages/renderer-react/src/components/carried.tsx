import { isUndecided } from 'consultation-core/amendment';
import type { AmendmentView } from 'consultation-core/contract';
import { langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';

type Lost = NonNullable<AmendmentView['amendment']['carried']>['lost'][number];

/** What of it could not be carried over to a newer version, with what stands there now, and what its author can do. */
export function LostWords({ view, data }: { readonly view: View; readonly data: AmendmentView }) {
  const { t } = view.i18n;
  const { carried, change } = data.amendment;
  if (carried?.outcome !== 'needs-look') return null;
  const { from, to, lost } = carried;
  return (
    <section className="warning" aria-labelledby="lost-words">
      <h2 id="lost-words">{t('carried.lost.title', { from, to, kept: change.edits.length })}</h2>
      <p>{t('carried.lost.lead', { count: lost.length })}</p>
      {lost.length > 0 && (
        <ul>
          {lost.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
            <li key={index}>
              <OneLost view={view} data={data} lost={one} to={to} />
            </li>
          ))}
        </ul>
      )}
      <WhatToDo view={view} data={data} />
    </section>
  );
}

function OneLost(props: {
  readonly view: View;
  readonly data: AmendmentView;
  readonly lost: Lost;
  readonly to: number;
}) {
  const { view, data, lost, to } = props;
  const { t } = view.i18n;
  const { slug, language } = data.consultation;
  const lang = langOf(view, language);
  const { code, block, wanted, words } = lost;
  const isThere = code === 'words-changed' || code === 'block-changed';
  return (
    <>
      <p>
        {t('carried.wanted')}{' '}
        {wanted.trim() === '' ? <em>{t('fate.form')}</em> : <q {...lang}>{wanted}</q>}
      </p>
      <p>
        {isThere && words.trim() !== '' ? (
          <>
            {t('carried.now')} <q {...lang}>{words}</q>
          </>
        ) : (
          t(`carried.why.${code}`)
        )}{' '}
        {isThere && block !== null && data.amendment.parent === null && (
          <a href={view.links.text(slug, to, block)}>{t('carried.see', { to })}</a>
        )}
      </p>
    </>
  );
}

/** Said to its author only, while it is not decided. */
function WhatToDo({ view, data }: { readonly view: View; readonly data: AmendmentView }) {
  const { t } = view.i18n;
  const { amendment, consultation, may, mine } = data;
  if (!mine || !isUndecided(amendment.status)) return null;
  if (may.edit.kind === 'refused') return <p>{t('carried.wait')}</p>;
  return (
    <p>
      {t('carried.mayEdit')}{' '}
      <a href={view.links.editAmendment(consultation.slug, amendment.id)}>
        {t('amendment.editPublic')}
      </a>
    </p>
  );
}
