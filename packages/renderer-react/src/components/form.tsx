import type { ReactNode } from 'react';
import type { FormError, FormState, View } from '../view.ts';

/** A form that is posted to an address of this site, with its token. */
export function Form(props: {
  readonly view: View;
  readonly action: string;
  readonly hidden?: Readonly<Record<string, string | undefined>>;
  readonly className?: string;
  readonly id?: string;
  /** What is typed is kept in the browser under this name, until it was sent. */
  readonly draft?: string;
  /** Whether this form keeps it, and whether what was kept before may be put back (`fresh`). */
  readonly keep?: 'fresh' | 'sent';
  readonly children: ReactNode;
}) {
  const { draft, keep } = props;
  return (
    <form
      method="post"
      action={props.action}
      noValidate
      className={props.className}
      id={props.id}
      autoComplete="off"
      data-draft={draft}
      data-keep={keep}
      data-fresh={keep === 'fresh' ? '' : undefined}
    >
      <input type="hidden" name="token" value={props.view.formToken} />
      <HiddenFields values={props.hidden ?? {}} />
      {props.children}
    </form>
  );
}

export function HiddenFields(props: {
  readonly values: Readonly<Record<string, string | undefined>>;
}) {
  return (
    <>
      {Object.entries(props.values).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />
      )}
    </>
  );
}

/** All that is wrong, first on the page, each with a way to its field. Focus goes here. */
export function ErrorSummary({
  view,
  errors,
}: {
  readonly view: View;
  readonly errors: readonly FormError[];
}) {
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert" id="errors" tabIndex={-1} data-focus="">
      <h2>{view.i18n.t('error.summary')}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === undefined ? message : <a href={`#${field}`}>{message}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

export interface FieldProps {
  readonly view: View;
  readonly form: FormState;
  /** Name and id of the control. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** Language of what is asked for, if it is not the page's. */
  readonly lang?: string;
  /** Value before anything was typed. */
  readonly initial?: string;
}

function Labelled(
  props: FieldProps & {
    readonly children: (attributes: {
      readonly id: string;
      readonly name: string;
      readonly 'aria-describedby'?: string;
      readonly 'aria-invalid'?: true;
    }) => ReactNode;
    readonly counter?: string;
  }
) {
  const { view, form, name, label, hint, optional, counter } = props;
  const wrong = form.errors.filter(({ field }) => field === name);
  const described = [
    hint && `${name}-hint`,
    wrong.length > 0 && `${name}-error`,
    counter && `${name}-limit`,
  ].filter(Boolean);
  return (
    <div className={wrong.length > 0 ? 'field field-wrong' : 'field'}>
      <label htmlFor={name}>
        {label}
        {optional && <span className="optional"> {view.i18n.t('form.optional')}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {wrong.length > 0 && (
        <p className="field-error" id={`${name}-error`}>
          <span className="heard">{view.i18n.t('error.word')} </span>
          {wrong.map(({ message }) => message).join(' ')}
        </p>
      )}
      {props.children({
        id: name,
        name,
        ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
        ...(wrong.length > 0 ? { 'aria-invalid': true as const } : {}),
      })}
      {counter && (
        <p className="limit" id={`${name}-limit`}>
          {counter}
        </p>
      )}
    </div>
  );
}

export function TextField(
  props: FieldProps & {
    readonly type?: 'text' | 'email' | 'password' | 'url' | 'search';
    readonly autoComplete?: string;
  }
) {
  const value = props.form.values[props.name] ?? props.initial ?? '';
  return (
    <Labelled {...props}>
      {(attributes) => (
        <input
          {...attributes}
          type={props.type ?? 'text'}
          {...(props.type === 'password' ? {} : { defaultValue: value })}
          {...(props.autoComplete ? { autoComplete: props.autoComplete } : {})}
          {...(props.lang ? { lang: props.lang } : {})}
          {...(props.type === 'email' || props.type === 'url'
            ? { spellCheck: false, autoCapitalize: 'none' }
            : {})}
        />
      )}
    </Labelled>
  );
}

export function TextArea(
  props: FieldProps & {
    readonly rows: number;
    /** Most characters that it may hold; said below it, counted down by script. Without it nothing is said. */
    readonly max?: number;
    readonly law?: boolean;
  }
) {
  const { view, max } = props;
  const value = props.form.values[props.name] ?? props.initial ?? '';
  const { t, format } = view.i18n;
  return (
    <Labelled
      {...props}
      {...(max === undefined ? {} : { counter: t('form.limit', { max: format.number(max) }) })}
    >
      {(attributes) => (
        <textarea
          {...attributes}
          rows={props.rows}
          defaultValue={value}
          className={props.law ? 'law-input' : undefined}
          {...(max === undefined
            ? {}
            : {
                'data-max': max,
                'data-left': t('form.left', { n: '{n}' }),
                'data-over': t('form.over', { n: '{n}' }),
              })}
          {...(props.lang ? { lang: props.lang } : {})}
        />
      )}
    </Labelled>
  );
}
