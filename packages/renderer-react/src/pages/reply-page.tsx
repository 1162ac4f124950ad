import type { AmendmentView } from 'consultation-core/contract';
import { amendmentName } from '../components/amendment-card.tsx';
import { Form } from '../components/form.tsx';
import { PlainWords } from '../components/inlines.tsx';
import { Layout } from '../components/layout.tsx';
import type { View } from '../view.ts';
import { crumbsTo, langOf } from './common.tsx';

/** Asks before an answer to the words of staff counts: it cannot be taken back. */
export function ReplyPage(props: {
  readonly view: View;
  readonly data: AmendmentView;
  readonly number: number;
  readonly accept: boolean;
  readonly reply: string;
}) {
  const { view, data, number, accept, reply } = props;
  const { t } = view.i18n;
  const { consultation, amendment } = data;
  const title = t(accept ? 'wording.confirmAccept' : 'wording.confirmRefuse');
  const back = view.links.amendment(consultation.slug, amendment.id, {}, `wording-${number}`);
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      section="amendments"
      crumbs={crumbsTo(view, consultation, { text: amendmentName(view, amendment), href: back })}
    >
      <h1>{title}</h1>
      <p>{t(accept ? 'wording.acceptNote' : 'wording.refuseNote')}</p>
      <dl className="typed">
        <dt>{t('wording.message')}</dt>
        <dd {...langOf(view, consultation.language)}>
          {reply.trim() === '' ? <em>{t('wording.noReply')}</em> : <PlainWords text={reply} />}
        </dd>
      </dl>
      <Form
        view={view}
        action={view.links.wording(consultation.slug, amendment.id, number)}
        hidden={{ [`reply-${number}`]: reply, confirmed: '1' }}
      >
        <div className="actions">
          <button type="submit" name="answer" value={accept ? 'accept' : 'refuse'}>
            {t(accept ? 'wording.accept' : 'wording.refuse')}
          </button>
          <a href={back}>{t('form.cancel')}</a>
        </div>
      </Form>
    </Layout>
  );
}
