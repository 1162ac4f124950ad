import { diff } from 'consultation-core/change';
import { type AmendmentView, limits } from 'consultation-core/contract';
import { langOf } from '../pages/common.tsx';
import { emptyForm, type FormState, type View } from '../view.ts';
import { type DiffLayout, DiffView, rowsOf } from './diff-view.tsx';
import { Form, TextArea } from './form.tsx';
import { PlainWords } from './inlines.tsx';
import { InstructionWords } from './instruction.tsx';
import { Tag } from './tag.tsx';

type Wording = AmendmentView['amendment']['wordings'][number];

/** Other words that staff propose, beside the author's, with the form in which she answers. */
export function Wordings(props: {
  readonly view: View;
  readonly data: AmendmentView;
  readonly layout: DiffLayout;
  /** An answer that was refused, with what is wrong. */
  readonly reply?: { readonly number: number; readonly form: FormState };
}) {
  const { view, data, reply } = props;
  const { t } = view.i18n;
  const { wordings } = data.amendment;
  if (wordings.length === 0) return null;
  return (
    <section className="wordings" aria-labelledby="wordings">
      <h2 id="wordings">{t('wording.title', { count: wordings.length })}</h2>
      <p className="note">{t('wording.lead')}</p>
      {[...wordings].reverse().map((wording) => (
        <OneWording
          key={wording.number}
          {...props}
          wording={wording}
          form={reply?.number === wording.number ? reply.form : emptyForm}
        />
      ))}
    </section>
  );
}

function OneWording(props: {
  readonly view: View;
  readonly data: AmendmentView;
  readonly layout: DiffLayout;
  readonly wording: Wording;
  readonly form: FormState;
}) {
  const { view, data, layout, wording } = props;
  const { t, format } = view.i18n;
  const { amendment, consultation } = data;
  const { language } = consultation;
  const lang = langOf(view, language);
  const { number } = wording;
  // An answered wording was about the words of then; what differs from the words of now is still true.
  const change = diff(amendment.after, wording.after);
  return (
    <article
      className="wording"
      id={`wording-${number}`}
      aria-labelledby={`wording-${number}-name`}
    >
      <h3 id={`wording-${number}-name`}>
        {t('wording.number', { number, date: format.date(wording.at) })}
      </h3>
      <p className="card-meta">
        <Tag kind={wording.state === 'public' ? 'waiting' : wording.state}>
          {t(`wording.state.${wording.state}`)}
        </Tag>
      </p>
      {wording.note !== '' && (
        <>
          <h4>{t('wording.note')}</h4>
          <div {...lang}>
            <PlainWords text={wording.note} />
          </div>
        </>
      )}
      <InstructionWords
        view={view}
        instruction={wording.instruction}
        lang={language}
        id={`wording-${number}-words`}
        level={4}
      />
      <h4>{t('wording.difference')}</h4>
      <DiffView
        view={view}
        rows={rowsOf(amendment.after, change, wording.after)}
        extent="changed"
        layout={layout}
        lang={language}
        names={{ before: t('wording.author'), after: t('wording.staff') }}
        id={`wording-${number}`}
      />
      {wording.reply !== '' && (
        <>
          <h4>{t('wording.reply')}</h4>
          <div {...lang}>
            <PlainWords text={wording.reply} />
          </div>
        </>
      )}
      <Answer {...props} />
    </article>
  );
}

/** Only its author sees it. What she chose is said again before it counts. */
function Answer(props: {
  readonly view: View;
  readonly data: AmendmentView;
  readonly wording: Wording;
  readonly form: FormState;
}) {
  const { view, data, wording, form } = props;
  const { t, refusal } = view.i18n;
  const { amendment, consultation, may, mine } = data;
  const { number, state } = wording;
  if (!mine || state !== 'public') return null;
  if (may.reply.kind === 'refused') {
    return <p className="closed">{refusal(may.reply.code as never, may.reply.details)}</p>;
  }
  return (
    <Form
      view={view}
      action={view.links.wording(consultation.slug, amendment.id, number)}
      className="answer-form"
      id={`answer-${number}`}
    >
      <h4>{t('wording.answer', { number })}</h4>
      <TextArea
        view={view}
        form={form}
        name={`reply-${number}`}
        label={t('wording.message')}
        hint={t('wording.answerHint')}
        lang={consultation.language}
        optional
        rows={3}
        max={limits.reason}
      />
      <div className="actions">
        {/* Both weigh the same: the form does not favour an answer. */}
        <button type="submit" name="answer" value="accept" className="quiet">
          {t('wording.accept')}
        </button>
        <button type="submit" name="answer" value="refuse" className="quiet">
          {t('wording.refuse')}
        </button>
      </div>
    </Form>
  );
}
