import type { Editor } from 'slate';
import type { Change } from '../change/types.ts';
import type { Body, MakeId } from '../text/types.ts';

/** Makes an editor keep a text's rules: ids through split, join, move and paste; void tables and images; safe links. */
export function withText<E extends Editor>(editor: E, options: { readonly makeId: MakeId }): E {
  throw new Error(`to be written ${editor}${options}`);
}
/** What the person did since `base`, with its intent: a split stays a split. Law: `apply(base, changeOf(...))` is the editor's text. */
export function changeOf(editor: Editor, base: Body): Change {
  throw new Error(`to be written ${editor}${base}`);
}
/** The editor's value as a body in canonical form, and back. */
export function toBody(editor: Editor): Body {
  throw new Error(`to be written ${editor}`);
}
