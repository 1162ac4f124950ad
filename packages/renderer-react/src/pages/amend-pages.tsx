import type { previewAmendment, ResponseOf } from 'consultation-core/contract';
import { alineaNumbers, type Block, type Body, headingLine } from 'consultation-core/text';
import { AmendForm, type AmendFormProps } from '../components/amend-form.tsx';
import { OneBlock, ParagraphWords } from '../components/blocks.tsx';
import { amendFormId, Consequences } from '../components/consequences.tsx';
import { DiffView, rowsOf } from '../components/diff-view.tsx';
import { ErrorSummary, Form } from '../components/form.tsx';
import { PlainWords } from '../components/inlines.tsx';
import { type Crumb, Layout } from '../components/layout.tsx';
import type { View } from '../view.ts';
import { crumbsTo, type Frame, langOf } from './common.tsx';

export {
  type AmendFormProps,
  type AmendKind,
  type CarriedWords,
  editableText,
  type OwnAmendment,
} from '../components/amend-form.tsx';

type Query = Readonly<Record<string, string>>;

/** Which alinea, and what to do with it. Script puts the article itself there, as a field to write in. */
export function AmendChoosePage(props: AmendFormProps & { readonly to: (query: Query) => string }) {
  const { view, consultation, name, value, parent, to } = props;
  const { t } = view.i18n;
  const { slug, language } = consultation;
  const [heading, ...blocks] = value;
  if (heading?.type !== 'heading') return null;
  const numbers = alineaNumbers({ id: heading.id, heading, blocks, path: [] });
  const last = blocks.at(-1) ?? heading;
  const at = (kind: 'replace' | 'insert' | 'delete', block: string) => to({ kind, block });
  const title = parent ? t('amend.subTitle', { name: parent.name }) : t('amend.title', { name });
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      section={parent ? 'amendments' : 'text'}
      crumbs={crumbsTo(view, consultation, props.crumb)}
      width="wide"
      scripts={[view.assets.editor]}
    >
      <h1>{title}</h1>
      {parent && <p className="lead">{t('amend.subLead', { name: parent.name })}</p>}
      <div data-plain="">
        <p className="lead">{t('amend.lead')}</p>
        <h2>{t('amend.which')}</h2>
        <ul className="choose">
          <li>
            <p className="choose-title">{t('amend.heading')}</p>
            <p className="law" {...langOf(view, language)}>
              {headingLine(heading)}
            </p>
            <p className="actions">
              <a href={at('replace', heading.id)}>{t('amend.replaceHeading')}</a>
            </p>
          </li>
          {blocks.map((block) => {
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
                    <a href={at('replace', block.id)}>
                      {t('amend.kind.replace')}
                      <span className="heard"> {t('amend.forAlinea', { which })}</span>
                    </a>
                  )}
                  <a href={at('insert', block.id)}>
                    {t('amend.kind.insert')}
                    <span className="heard"> {t('amend.afterAlinea', { which })}</span>
                  </a>
                  <a href={at('delete', block.id)}>
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
            <a href={to({ kind: 'edit' })}>{t('amend.several')}</a>
          </li>
          <li>
            <a href={at('insert', last.id)}>{t('amend.insertLast', { name })}</a>
          </li>
          {!parent && (
            <li>
              <a href={view.links.newArticle(slug, { after: heading.id })}>
                {t('amend.newArticleAfter', { name })}
              </a>
            </li>
          )}
        </ul>
      </div>
      <div data-scripted="" hidden>
        <AmendForm {...props} />
        {!parent && (
          <p>
            <a href={view.links.newArticle(slug, { after: heading.id })}>
              {t('amend.newArticleAfter', { name })}
            </a>
          </p>
        )}
      </div>
    </Layout>
  );
}

/** The words that the author wants, why, and a way to see the difference before anything is sent. */
export function AmendFormPage(props: AmendFormProps) {
  const { view, consultation, kind, block, form, name, number, own, parent, editor } = props;
  const { t } = view.i18n;
  const { language } = consultation;
  const title = own?.isPublic
    ? t('amend.ownTitle', { name: props.crumb.text })
    : kind === 'edit' && parent?.name
      ? t('amend.subTitle', { name: parent.name })
      : t(`amend.formTitle.${kind}`, { name, which: number ?? 'none' });
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      section={own || parent ? 'amendments' : 'text'}
      crumbs={crumbsTo(view, consultation, props.crumb)}
      errors={form.errors}
      width={editor ? 'wide' : 'reading'}
      scripts={editor ? [view.assets.editor] : []}
    >
      <ErrorSummary view={view} errors={form.errors} />
      <h1>{title}</h1>
      {kind !== 'article' && kind !== 'edit' && block && (
        <section className="as-it-is" aria-labelledby="as-it-is" data-plain="">
          <h2 id="as-it-is">{t(kind === 'insert' ? 'amend.placeBehind' : 'amend.asItIs')}</h2>
          <div className="law" {...langOf(view, language)}>
            <AsItIs block={block} />
          </div>
        </section>
      )}
      <AmendForm {...props} />
    </Layout>
  );
}

function AsItIs({ block }: { readonly block: Block }) {
  return block.type === 'heading' ? (
    <p className="diff-heading">{headingLine(block)}</p>
  ) : (
    <OneBlock block={block} />
  );
}

export interface AmendPreviewProps {
  readonly view: View;
  readonly consultation: Frame;
  readonly crumb: Crumb;
  readonly action: string;
  readonly data: ResponseOf<typeof previewAmendment>;
  readonly title: string;
  readonly justification: string;
  /** Everything that was typed, to be sent on. */
  readonly hidden: Readonly<Record<string, string | undefined>>;
  readonly draftKey: string;
  readonly mayDraft: boolean;
  readonly own?: { readonly isPublic: boolean };
}

/** The difference as everybody will see it. Nothing is kept until one of the buttons is pressed. */
export function AmendPreviewPage(props: AmendPreviewProps) {
  const { view, consultation, data, own } = props;
  const { t } = view.i18n;
  const lang = langOf(view, consultation.language);
  const before: Body = data.before;
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
          rows={rowsOf(before, data.change, data.after)}
          extent="changed"
          layout="inline"
          lang={consultation.language}
          names={{ before: t('diff.before'), after: t('diff.after') }}
        />
      </section>
      <Consequences
        view={view}
        consultation={consultation}
        data={data}
        maySupport={own?.isPublic !== true}
      />
      <section aria-labelledby="reasons">
        <h2 id="reasons">{t('amend.yourWords')}</h2>
        <h3 {...lang}>{props.title}</h3>
        <PlainWords text={props.justification} />
      </section>
      <Form
        view={view}
        action={props.action}
        hidden={props.hidden}
        className="confirm"
        id={amendFormId}
        draft={props.draftKey}
      >
        <div className="actions">
          <button type="submit" name="step" value="send">
            {t(
              own?.isPublic ? 'amend.update' : view.signedIn ? 'amend.send' : 'amend.signInAndSend'
            )}
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
        <p className="note">{t(own?.isPublic ? 'amend.updateNote' : 'amend.sendNote')}</p>
      </Form>
    </Layout>
  );
}
