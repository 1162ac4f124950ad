import type { Described, Report } from 'consultation-core/verify';
import type { Language } from '../i18n/languages.ts';

/** What the page tells the script that starts the verifier, as JSON in an attribute. */
export interface VerifyOptions {
  /** Path below which the public files of the consultation are. */
  readonly files: string;
  /** Name of the edition. */
  readonly edition: string;
  /** Address of the verifier's own script. */
  readonly worker: string;
  readonly language: Language;
  /** Name of the file that the report is saved in. */
  readonly report: string;
  /** Words of the interface; `{name}` stands for a value. */
  readonly words: Readonly<
    Record<'again' | 'stopped' | 'reading' | 'computing' | 'failed' | 'download', string>
  >;
}

/** What the worker is asked. */
export interface VerifyTask {
  /** Whole address of the public files. */
  readonly address: string;
  readonly edition: string;
  readonly language: Language;
  /** Receipt files and codes. */
  readonly receipts: readonly string[];
  /** Signed states that the reader kept. */
  readonly held: readonly string[];
}

/** What the worker says: how far it is, then once how it ended. */
export type VerifyNews =
  | { readonly kind: 'progress'; readonly path: string; readonly share: number }
  | { readonly kind: 'done'; readonly report: Report; readonly words: Described }
  | { readonly kind: 'failed'; readonly message: string };
