import { type I18n, i18nFor } from './i18n/index.ts';
import type { Links } from './links.ts';

/** What every page knows besides its data. Nothing here changes while a page is rendered. */
export interface View {
  readonly i18n: I18n;
  readonly links: Links;
  readonly site: { readonly name: string; readonly home?: string };
  readonly signedIn: boolean;
  /** Goes into every form. */
  readonly formToken: string;
  /** The address of this page in the other language. */
  readonly otherLanguage: string;
  /** Path and query of this page, to come back to. */
  readonly here: string;
  /** Names of the style sheet and the scripts. */
  readonly assets: {
    readonly style: string;
    readonly script: string;
    readonly editor: string;
    readonly rank: string;
    readonly check: string;
    readonly verify: string;
    readonly verifier: string;
  };
}

/** The same with dates in a consultation's time zone. */
export function inZone(view: View, timeZone: string): View {
  return { ...view, i18n: i18nFor(view.i18n.language, timeZone) };
}

/** What went wrong with a field, or with a form as a whole when `field` is absent. `field` is the id of its control. */
export interface FormError {
  readonly field?: string;
  readonly message: string;
}

/** What was typed, and what is wrong with it. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FormError[];
}

export const emptyForm: FormState = { values: {}, errors: [] };
