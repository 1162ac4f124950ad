import type { ArgumentView, listArguments, ResponseOf } from 'consultation-core/contract';
import { limits } from 'consultation-core/contract';
import { isSafeUrl } from 'consultation-core/text';
import { languageAttributes } from '../i18n/index.ts';
import type { FormState, View } from '../view.ts';
import { Form, TextArea, TextField } from './form.tsx';
import { HiddenNotice } from './hidden-notice.tsx';
import { PlainWords } from './inlines.tsx';
import { canTry, type Permission } from './vote-box.tsx';

type Arguments = ResponseOf<typeof listArguments>;
type Stance = 'for' | 'against';

/**
 * Both sides in two columns of the same width, as many of one as of the other. Which side stands first alternates
 * from item to item, so that neither is always first.
 */
export function Arguments(props: {
  readonly view: View;
  readonly arguments: Arguments;
  /** Id of the item: says which side stands first. */
  readonly seed: string;
  readonly lang: string;
  /** Whether the reader can add one: an empty side asks for one only then. */
  readonly permission: Permission;
  /** Where all of them stand, when not all are here. */
  readonly all?: string;
  /** Level of the heading of a side. */
  readonly level?: 2 | 3;
}) {
  const { view, lang, all, level = 3 } = props;
  const Side = `h${level}` as const;
  const { t } = view.i18n;
  const sides = sideOrder(props.seed);
  const shown = props.arguments.for.items.length + props.arguments.against.items.length;
  const total = props.arguments.for.total + props.arguments.against.total;
  return (
    <>
      <div className="sides">
        {sides.map((stance) => {
          const { total: count, items } = props.arguments[stance];
          return (
            <section
              key={stance}
              className={`side side-${stance}`}
              aria-labelledby={`side-${stance}`}
            >
              <Side id={`side-${stance}`} className="side-title">
                {t(`argument.${stance}`)}{' '}
                <span className="count">{t('argument.count', { count })}</span>
              </Side>
              {items.length === 0 ? (
                <p className="empty">
                  {t(`argument.none.${stance}`)}
                  {canTry(props.permission) && ` ${t('argument.none.give')}`}
                </p>
              ) : (
                <ul className="argument-list">
                  {items.map((argument) => (
                    <ArgumentItem key={argument.id} view={view} argument={argument} lang={lang} />
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      </div>
      {all !== undefined && shown < total && (
        <p>
          <a href={all}>{t('argument.all', { count: total })}</a>
        </p>
      )}
    </>
  );
}

/** A small sum over the id: the same for everybody, different from item to item. */
export function sideOrder(seed: string): readonly [Stance, Stance] {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % 2 === 0 ? ['for', 'against'] : ['against', 'for'];
}

function ArgumentItem(props: {
  readonly view: View;
  readonly argument: ArgumentView;
  readonly lang: string;
}) {
  const { view, argument, lang } = props;
  const { t, format, language } = view.i18n;
  return (
    <li id={`argument-${argument.id}`} className={argument.mine ? 'argument mine' : 'argument'}>
      <p className="byline">
        <span className="author">{argument.author}</span>
        {argument.mine && <span className="mine-word"> {t('argument.mine')}</span>}
        {argument.at && (
          <>
            {', '}
            <time dateTime={argument.at}>{format.date(argument.at)}</time>
          </>
        )}
      </p>
      {argument.hidden ? (
        <HiddenNotice view={view} hidden={argument.hidden} lang={lang} />
      ) : (
        <div className="argument-words" {...languageAttributes(lang, language)}>
          <PlainWords text={argument.text} />
        </div>
      )}
      <Sources view={view} sources={argument.sources} />
    </li>
  );
}

/** Sources that people name. The address is shown, so that nobody is led astray by a title. */
export function Sources(props: {
  readonly view: View;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}) {
  const { view, sources } = props;
  if (sources.length === 0) return null;
  return (
    <div className="sources">
      <p className="sources-title">{view.i18n.t('sources.title', { count: sources.length })}</p>
      <ul>
        {sources.map(({ title, url }) => (
          <li key={`${url} ${title}`}>
            {isSafeUrl(url) ? (
              <a href={url} rel="nofollow ugc noopener">
                {title || url}
              </a>
            ) : (
              <span>{title}</span>
            )}
            {host(url) && <span className="host"> ({host(url)})</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function host(url: string): string {
  return isSafeUrl(url) && URL.canParse(url) ? new URL(url).host : '';
}

/** Say why, for or against, with a source. Both sides have the same fields and the same limits. */
export function ArgumentForm(props: {
  readonly view: View;
  readonly action: string;
  readonly name: string;
  readonly seed: string;
  readonly permission: Permission;
  readonly form: FormState;
  readonly requestKey: string;
}) {
  const { view, name, permission, form } = props;
  const { t, refusal } = view.i18n;
  if (!canTry(permission)) {
    return (
      <p className="closed">
        {t('argument.closed')}{' '}
        {permission.kind === 'refused' && refusal(permission.code as never, permission.details)}
      </p>
    );
  }
  const wrong = form.errors.find(({ field }) => field === 'stance');
  return (
    <Form view={view} action={props.action} hidden={{ key: props.requestKey }} className="argue">
      <fieldset id="stance" className={wrong ? 'field field-wrong' : 'field'} tabIndex={-1}>
        <legend>{t('argument.stance', { name })}</legend>
        {wrong && (
          <p className="field-error">
            <span className="heard">{t('error.word')} </span>
            {wrong.message}
          </p>
        )}
        <div className="choices">
          {sideOrder(props.seed).map((stance) => (
            <div className="choice" key={stance}>
              <input
                type="radio"
                name="stance"
                id={`stance-${stance}`}
                value={stance}
                defaultChecked={form.values.stance === stance}
              />
              <label htmlFor={`stance-${stance}`}>{t(`argument.stance.${stance}`)}</label>
            </div>
          ))}
        </div>
      </fieldset>
      <TextArea
        view={view}
        form={form}
        name="text"
        label={t('argument.text')}
        hint={t('argument.textHint')}
        rows={5}
        max={limits.argument}
      />
      <div className="source-fields">
        <TextField
          view={view}
          form={form}
          name="source-title"
          label={t('argument.sourceTitle')}
          optional
        />
        <TextField
          view={view}
          form={form}
          name="source-url"
          type="url"
          label={t('argument.sourceUrl')}
          hint={t('argument.sourceUrlHint')}
          optional
        />
      </div>
      <p className="note">{t('argument.public')}</p>
      <button type="submit">{t('argument.send')}</button>
      {permission.kind === 'refused' && <p className="note">{t('argument.signInNext')}</p>}
    </Form>
  );
}
