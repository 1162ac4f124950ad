import type { AmendmentRevision, AmendmentView } from 'consultation-core/contract';
import type { AmendmentRow } from './amendment-row.ts';

/**
 * How an amendment came over from an earlier version: nothing once its author has written it anew. Where the form that
 * it had there is out of sight, so are the words that were lost of it.
 */
export function carriedOf(
  { carried, edits }: Pick<AmendmentRow, 'carried' | 'edits'>,
  history: readonly AmendmentRevision[]
): AmendmentView['amendment']['carried'] {
  if (!carried || carried.edits !== (edits ?? 0)) return null;
  const { from, to, outcome, lost } = carried;
  const form = history.findLast((one) => one.ended === 'carried-over' && one.base === from);
  // What lost words had some: a form without any is one that is not shown.
  const isSeen = form !== undefined && form.change.edits.length > 0;
  return { from, to, outcome, lost: isSeen ? [...lost] : [] };
}
