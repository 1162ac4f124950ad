import type { Editor } from 'slate';
import { diff } from '../change/diff.ts';
import type { Change } from '../change/types.ts';
import { canonicalBody } from '../text/canonical.ts';
import type { Block, Body } from '../text/types.ts';

/** The editor's value as a body in canonical form. */
export function toBody(editor: Editor): Body {
  return canonicalBody(editor.children as unknown as readonly Block[]);
}

/**
 * What the person did since `base`, with its intent: `withText` keeps ids, so that a split stays a split, a join a join
 * and a move a move. Law: `apply(base, changeOf(editor, base))` is `toBody(editor)`, for a base in canonical form.
 */
export function changeOf(editor: Editor, base: Body): Change {
  return diff(base, toBody(editor));
}
