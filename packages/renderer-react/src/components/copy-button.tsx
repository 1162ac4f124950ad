import type { View } from '../view.ts';

/** Copies the words of the element with an id and says so; it is there with script only, which shows it. */
export function CopyButton(props: {
  readonly view: View;
  readonly of: string;
  readonly label: string;
  /** Said behind the label to whoever does not see what stands around the button: which of many it is. */
  readonly heard?: string;
  /** Said where the browser does not let a page copy. */
  readonly notCopied: string;
}) {
  return (
    <p className="copy">
      <button
        type="button"
        className="quiet"
        hidden
        data-copy={props.of}
        data-copied={props.view.i18n.t('instruction.copied')}
        data-not-copied={props.notCopied}
      >
        {props.label}
        {props.heard !== undefined && <span className="heard"> {props.heard}</span>}
      </button>{' '}
      <span role="status" data-copy-said={props.of} />
    </p>
  );
}
