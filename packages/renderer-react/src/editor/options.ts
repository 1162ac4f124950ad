import type { BlockId, Body } from 'consultation-core/text';
import type { Language } from '../i18n/languages.ts';

/** What the page tells the editor of an article, as JSON in an attribute. */
export interface EditorOptions {
  /** The article as it is, with its heading. */
  readonly base: Body;
  /** As its author would have it so far. */
  readonly value: Body;
  /** Where she starts: other words for a block, or a new alinea behind it. */
  readonly start?: { readonly kind: 'replace' | 'insert'; readonly block: BlockId };
  /** Language of the text. */
  readonly lang: string;
  /** Language of the page. */
  readonly language: Language;
  /** Words of the interface, by key; `{name}` stands for a value. */
  readonly messages: Readonly<Record<string, string>>;
}
