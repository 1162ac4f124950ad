import { compareBodies } from 'consultation-core/change';
import { type ArticleView, limits } from 'consultation-core/contract';
import {
  alineaNumbers,
  type Block,
  type Body,
  blockText,
  type Heading,
  headingLine,
} from 'consultation-core/text';
import { OneBlock, ParagraphWords } from '../components/blocks.tsx';
import { DiffView } from '../components/diff-view.tsx';
import { ErrorSummary, Form, TextArea, TextField } from '../components/form.tsx';
import { PlainWords } from '../components/inlines.tsx';
import { type Crumb, Layout } from '../components/layout.tsx';
import type { FormState, View } from '../view.ts';
import { articleOf } from './article-page.tsx';
import { crumbsTo, type Frame, langOf } from './common.tsx';

export type AmendKind = 'replace' | 'insert' | 'delete' | 'article';

/** Which alinea, and what to do with it. */
export function AmendChoosePage({
  view,
  data,
}: {
  readonly view: View;
  readonly data: ArticleView;
}) {
  const { t } = view.i18n;
  const { consultation } = data;
  const { slug, language } = consultation;
  const article = articleOf(data);
  const numbers = alineaNumbers(article);
  const name = article.heading.label || headingLine(article.heading);
  const last = article.blocks.at(-1) ?? article.heading;
  const to = (kind: AmendKind, block: string) =>
    view.links.amend(slug, article.id, { kind, block });
  return (
    <Layout
      view={view}
      title={t('amend.title', { name })}
      consultation={consultation}
      section="text"
      crumbs={crumbsTo(view, consultation, {
        text: name,
        href: view.links.article(slug, article.id),
        lang: language,
      })}
    >
      <h1>{t('amend.title', { name })}</h1>
      <p className="lead">{t('amend.lead')}</p>
      <h2>{t('amend.which')}</h2>
      <ul className="choose">
        <li>
          <p className="choose-title">{t('amend.heading')}</p>
          <p className="law" {...langOf(view, language)}>
            {headingLine(article.heading)}
          </p>
          <p className="actions">
            <a href={to('replace', article.heading.id)}>{t('amend.replaceHeading')}</a>
          </p>
        </li>
        {article.blocks.map((block) => {
          const number = numbers.get(block.id);
          const which = number === undefined ? 'none' : number;
          return (
            <li key={block.id}>
              <p className="choose-title">
                {number === undefined ? t('alinea.picture') : t('alinea.number', { number })}
              </p>
              <div className="law" {...langOf(view, language)}>
                {block.type === 'paragraph' ? (
                  <p className="clamp">
                    <ParagraphWords paragraph={block} />
                  </p>
                ) : (
                  <OneBlock block={block} />
                )}
              </div>
              <p className="actions">
                {block.type === 'paragraph' && (
                  <a href={to('replace', block.id)}>
                    {t('amend.kind.replace')}
                    <span className="heard"> {t('amend.forAlinea', { which })}</span>
                  </a>
                )}
                <a href={to('insert', block.id)}>
                  {t('amend.kind.insert')}
                  <span className="heard"> {t('amend.afterAlinea', { which })}</span>
                </a>
                <a href={to('delete', block.id)}>
                  {t('amend.kind.delete')}
                  <span className="heard"> {t('amend.forAlinea', { which })}</span>
                </a>
              </p>
            </li>
          );
        })}
      </ul>
      <h2>{t('amend.else')}</h2>
      <ul>
        <li>
          <a href={to('insert', last.id)}>{t('amend.insertLast', { name })}</a>
        </li>
        <li>
          <a href={view.links.newArticle(slug, { after: article.id })}>
            {t('amend.newArticleAfter', { name })}
          </a>
        </li>
      </ul>
    </Layout>
  );
}

export interface AmendFormProps {
  readonly view: View;
  readonly consultation: Frame;
  readonly crumb: Crumb;
  readonly action: string;
  readonly kind: AmendKind;
  /** The block that is changed, or behind which something is put; null: at the start of the text. */
  readonly block: Block | null;
  /** The words as they are, for the eye and for the live difference. */
  readonly original: string;
  /** Number of the alinea, if it has one. */
  readonly number: number | undefined;
  /** What the article is called. */
  readonly name: string;
  readonly form: FormState;
  readonly hidden: Readonly<Record<string, string | undefined>>;
  /** An article that a new article can stand behind. */
  readonly places?: readonly { readonly id: string; readonly name: string }[];
}

/** The words that the author wants, why, and a way to see the difference before anything is sent. */
export function AmendFormPage(props: AmendFormProps) {
  const { view, consultation, kind, block, original, form, name, number } = props;
  const { t, language } = view.i18n;
  const { language: lang } = consultation;
  const which = number ?? 'none';
  const title = t(`amend.formTitle.${kind}`, { name, which });
  const contentLang = lang === language ? undefined : lang;
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      section="text"
      crumbs={crumbsTo(view, consultation, props.crumb)}
      errors={form.errors}
    >
      <ErrorSummary view={view} errors={form.errors} />
      <h1>{title}</h1>
      {kind !== 'article' && block && (
        <section className="as-it-is" aria-labelledby="as-it-is">
          <h2 id="as-it-is">{t(kind === 'insert' ? 'amend.placeBehind' : 'amend.asItIs')}</h2>
          <div className="law" {...langOf(view, lang)}>
            {block.type === 'heading' ? (
              <p className="diff-heading">{headingLine(block)}</p>
            ) : (
              <OneBlock block={block} />
            )}
          </div>
        </section>
      )}
      <Form view={view} action={props.action} hidden={props.hidden} className="amend-form">
        {kind === 'article' && <ArticleFields {...props} lang={contentLang} />}
        {kind !== 'delete' && (
          <TextArea
            view={view}
            form={form}
            name="text"
            label={t(`amend.text.${kind}`)}
            hint={t(`amend.textHint.${kind}`)}
            rows={kind === 'article' ? 12 : 8}
            max={limits.proposal}
            initial={kind === 'replace' ? original : ''}
            law
            {...(contentLang ? { lang: contentLang } : {})}
            {...(kind === 'replace' ? { original } : {})}
          />
        )}
        {kind === 'replace' && <LivePreview view={view} lang={lang} />}
        <TextField
          view={view}
          form={form}
          name="title"
          label={t('amend.amendmentTitle')}
          hint={t('amend.amendmentTitleHint')}
        />
        <TextArea
          view={view}
          form={form}
          name="justification"
          label={t('amend.justification')}
          hint={t('amend.justificationHint')}
          rows={6}
          max={limits.justification}
        />
        <div className="actions">
          <button type="submit" name="step" value="preview">
            {t('amend.preview')}
          </button>
          <a href={props.crumb.href}>{t('form.cancel')}</a>
        </div>
        <p className="note">{t('amend.previewNote')}</p>
      </Form>
    </Layout>
  );
}

/** Filled by script while somebody types; without script the page of the preview shows the same. */
function LivePreview({ view, lang }: { readonly view: View; readonly lang: string }) {
  const { t } = view.i18n;
  return (
    <div className="live" hidden data-live="text">
      <h2>{t('amend.live')}</h2>
      <div
        className="law live-words"
        data-live-words=""
        data-insert-start={t('diff.insertStart')}
        data-insert-end={t('diff.insertEnd')}
        data-delete-start={t('diff.deleteStart')}
        data-delete-end={t('diff.deleteEnd')}
        {...langOf(view, lang)}
      />
    </div>
  );
}

function ArticleFields(props: AmendFormProps & { readonly lang: string | undefined }) {
  const { view, form, places = [], lang } = props;
  const { t } = view.i18n;
  const chosen = form.values.after ?? props.hidden.after ?? '';
  return (
    <>
      <div className="field">
        <label htmlFor="after">{t('amend.place')}</label>
        <select id="after" name="after" defaultValue={chosen}>
          <option value="">{t('amend.placeStart')}</option>
          {places.map(({ id, name }) => (
            <option key={id} value={id}>
              {t('amend.placeAfter', { name })}
            </option>
          ))}
        </select>
      </div>
      <TextField
        view={view}
        form={form}
        name="heading"
        label={t('amend.articleHeading')}
        hint={t('amend.articleHeadingHint')}
        {...(lang ? { lang } : {})}
      />
    </>
  );
}

export interface AmendPreviewProps {
  readonly view: View;
  readonly consultation: Frame;
  readonly crumb: Crumb;
  readonly action: string;
  readonly before: Body;
  readonly after: Body;
  readonly title: string;
  readonly justification: string;
  /** Everything that was typed, to be sent on. */
  readonly hidden: Readonly<Record<string, string | undefined>>;
  readonly mayDraft: boolean;
}

/** The difference as everybody will see it. Nothing is kept until one of the buttons is pressed. */
export function AmendPreviewPage(props: AmendPreviewProps) {
  const { view, consultation } = props;
  const { t } = view.i18n;
  const lang = langOf(view, consultation.language);
  return (
    <Layout
      view={view}
      title={t('amend.previewTitle')}
      consultation={consultation}
      section="text"
      crumbs={crumbsTo(view, consultation, props.crumb)}
    >
      <h1>{t('amend.previewTitle')}</h1>
      <p className="lead">{t('amend.previewLead')}</p>
      <section aria-labelledby="difference">
        <h2 id="difference">{t('amend.difference')}</h2>
        <DiffView
          view={view}
          rows={compareBodies(props.before, props.after)}
          extent="whole"
          layout="inline"
          lang={consultation.language}
          names={{ before: t('diff.before'), after: t('diff.after') }}
        />
      </section>
      <section aria-labelledby="reasons">
        <h2 id="reasons">{t('amend.yourWords')}</h2>
        <h3 {...lang}>{props.title}</h3>
        <PlainWords text={props.justification} />
      </section>
      <Form view={view} action={props.action} hidden={props.hidden} className="confirm">
        <div className="actions">
          <button type="submit" name="step" value="send">
            {t(view.signedIn ? 'amend.send' : 'amend.signInAndSend')}
          </button>
          {props.mayDraft && (
            <button type="submit" name="step" value="draft" className="quiet">
              {t('amend.saveDraft')}
            </button>
          )}
          <button type="submit" name="step" value="change" className="quiet">
            {t('amend.change')}
          </button>
        </div>
        <p className="note">{t('amend.sendNote')}</p>
      </Form>
    </Layout>
  );
}

/** The words of a block as they are typed into the form: without marker, label and marks. */
export function editableText(block: Block | Heading | null): string {
  return block === null ? '' : blockText(block);
}
