import type { Rebased } from 'consultation-core/change';
import { limits } from 'consultation-core/contract';
import {
  alineaNumbers,
  type Block,
  type Body,
  blockText,
  type Heading,
} from 'consultation-core/text';
import type { EditorOptions } from '../editor/options.ts';
import { type Frame, langOf } from '../pages/common.tsx';
import type { FormState, View } from '../view.ts';
import { OneBlock } from './blocks.tsx';
import { amendFormId } from './consequences.tsx';
import { Form, TextArea, TextField } from './form.tsx';
import type { Crumb } from './layout.tsx';

export type AmendKind = 'replace' | 'insert' | 'delete' | 'article' | 'edit';

/** One's own amendment, as far as its author has to think of others when she changes it. */
export interface OwnAmendment {
  readonly id: string;
  readonly isPublic: boolean;
  /** Null while counts are sealed. */
  readonly votes: number | null;
  readonly subAmendments: number;
}

/** What became of somebody's words when they were carried over to a newer version. */
export interface CarriedWords {
  readonly outcome: Rebased['outcome'];
  readonly lost: readonly {
    readonly inserted: string;
    readonly removed: string;
    /** What stands there now. */
    readonly now: string;
  }[];
}

export interface AmendFormProps {
  readonly view: View;
  readonly consultation: Frame;
  readonly crumb: Crumb;
  readonly action: string;
  readonly kind: AmendKind;
  /** The block that is changed, or behind which something is put; null: at the start of the text, or many. */
  readonly block: Block | null;
  /** The words as they are, for the eye and for the live difference. */
  readonly original: string;
  /** Number of the alinea, if it has one. */
  readonly number: number | undefined;
  /** What the article is called. */
  readonly name: string;
  readonly form: FormState;
  readonly hidden: Readonly<Record<string, string | undefined>>;
  /** The article as its author would have it so far; empty for a new article. */
  readonly value: Body;
  /** An article that a new article can stand behind. */
  readonly places?: readonly { readonly id: string; readonly name: string }[];
  /** With script the article itself is a field to write in. */
  readonly editor?: EditorOptions;
  /** What is kept in the browser is kept under this name. */
  readonly draftKey: string;
  readonly fresh: boolean;
  readonly carried?: CarriedWords;
  readonly parent?: { readonly name: string };
  readonly own?: OwnAmendment;
}

/** The words of a block as they are typed into the form: without marker, label and marks. */
export function editableText(block: Block | null): string {
  return block === null ? '' : blockText(block);
}

/** Words, title and reasons. Script puts an editor in the place of the fields for words. */
export function AmendForm(props: AmendFormProps) {
  const { view, consultation, kind, original, form, editor, own } = props;
  const { t, language } = view.i18n;
  const { language: lang } = consultation;
  const contentLang = lang === language ? undefined : lang;
  return (
    <Form
      view={view}
      action={props.action}
      hidden={props.hidden}
      className="amend-form"
      id={amendFormId}
      draft={props.draftKey}
      keep={props.fresh ? 'fresh' : 'sent'}
    >
      {/* The Enter key presses the first button of a form: it must not be one that supports somebody else. */}
      <button
        type="submit"
        name="step"
        value="preview"
        className="heard"
        tabIndex={-1}
        aria-hidden="true"
      >
        {t('amend.preview')}
      </button>
      {own?.isPublic && <OwnNote view={view} own={own} />}
      {props.carried && <Carried view={view} carried={props.carried} lang={lang} />}
      <KeptNotice view={view} />
      {kind === 'article' && <ArticleFields {...props} lang={contentLang} />}
      <div data-plain={editor ? '' : undefined}>
        {kind === 'edit' ? (
          <AlineaFields {...props} lang={contentLang} />
        ) : (
          kind !== 'delete' && (
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
            />
          )
        )}
      </div>
      {editor && <EditorPlace view={view} editor={editor} form={form} />}
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
        {view.signedIn && !own?.isPublic && (
          <button type="submit" name="step" value="draft" className="quiet">
            {t('amend.saveDraft')}
          </button>
        )}
        <a href={props.crumb.href}>{t('form.cancel')}</a>
      </div>
      <p className="note">{t('amend.previewNote')}</p>
    </Form>
  );
}

/** Where script puts the editor, what it is called, and what the server says of what is in it. */
function EditorPlace(props: {
  readonly view: View;
  readonly editor: EditorOptions;
  readonly form: FormState;
}) {
  const { t } = props.view.i18n;
  const wrong = props.form.errors.filter(({ field }) => field === 'editor');
  return (
    <div data-scripted="" hidden>
      <h2 id="editor-label" className="editor-label">
        {t('amend.editorLabel')}
      </h2>
      <p className="hint" id="editor-hint">
        {t('amend.editorHint')}
      </p>
      {wrong.length > 0 && (
        <p className="field-error">{wrong.map(({ message }) => message).join(' ')}</p>
      )}
      <div className="editor" data-editor={JSON.stringify(props.editor)} />
    </div>
  );
}

/** One field for each alinea: the whole article can be rewritten without script. */
function AlineaFields(props: AmendFormProps & { readonly lang: string | undefined }) {
  const { view, value, form, lang } = props;
  const { t } = view.i18n;
  const [heading, ...blocks] = value as readonly [Heading, ...Block[]];
  const numbers = alineaNumbers({ id: heading.id, heading, blocks, path: [] });
  return (
    <fieldset id="editor" className="alinea-fields">
      <legend>{t('amend.alineas')}</legend>
      <p className="hint">{t('amend.alineasHint')}</p>
      {value.map((block) =>
        block.type === 'table' || block.type === 'image' ? (
          <div key={block.id} className="law">
            <OneBlock block={block} />
          </div>
        ) : (
          <TextArea
            key={block.id}
            view={view}
            form={form}
            name={`alinea.${block.id}`}
            label={
              block.type === 'heading'
                ? t('amend.heading')
                : t('alinea.number', { number: numbers.get(block.id) ?? 0 })
            }
            rows={Math.min(12, Math.ceil(blockText(block).length / 60) + 1)}
            {...(block.type === 'paragraph' && block.marker
              ? { hint: t('amend.marker', { marker: block.marker }) }
              : {})}
            initial={blockText(block)}
            law
            {...(lang ? { lang } : {})}
          />
        )
      )}
    </fieldset>
  );
}

/** Filled and shown by script when words of an earlier visit are there. */
function KeptNotice({ view }: { readonly view: View }) {
  const { t } = view.i18n;
  return (
    <div className="warning kept" role="status" data-kept="" hidden>
      <p
        data-kept-text=""
        data-restored={t('kept.restored', { when: '{when}' })}
        data-outdated={t('kept.outdated', { when: '{when}' })}
      />
      <p className="actions">
        <button type="submit" name="step" value="carry" data-kept-carry="" hidden>
          {t('kept.carry')}
        </button>
        <button type="button" className="quiet" data-kept-discard="">
          {t('kept.discard')}
        </button>
      </p>
    </div>
  );
}

/** Others have read it: what a change of it means for them. */
function OwnNote({ view, own }: { readonly view: View; readonly own: OwnAmendment }) {
  const { t } = view.i18n;
  return (
    <div className="warning">
      <p>{t('amend.ownNote')}</p>
      {((own.votes ?? 0) > 0 || own.subAmendments > 0) && (
        <p>{t('amend.ownCounts', { votes: own.votes ?? 0, subAmendments: own.subAmendments })}</p>
      )}
    </div>
  );
}

/** What was carried over to the newest version, and what was not. */
function Carried(props: {
  readonly view: View;
  readonly carried: CarriedWords;
  readonly lang: string;
}) {
  const { view, carried, lang } = props;
  const { t } = view.i18n;
  const content = langOf(view, lang);
  return (
    <section className="warning" aria-labelledby="carried">
      <h2 id="carried">{t('carried.title')}</h2>
      <p>{t(`carried.${carried.outcome}`)}</p>
      {carried.lost.length > 0 && (
        <ul>
          {carried.lost.map(({ inserted, removed, now }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
            <li key={index}>
              {removed !== '' && (
                <p>
                  {t('carried.removed')} <span {...content}>{removed}</span>
                </p>
              )}
              {inserted !== '' && (
                <p>
                  {t('carried.inserted')} <span {...content}>{inserted}</span>
                </p>
              )}
              {now !== '' && (
                <p>
                  {t('carried.now')} <span {...content}>{now}</span>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
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
