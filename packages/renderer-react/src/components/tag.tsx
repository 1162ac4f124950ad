import type { AmendmentStatus } from 'consultation-core/amendment';
import type { ConsultationState } from 'consultation-core/consultation';
import type { View } from '../view.ts';

/** A word with a frame; its shape differs by meaning, not its colour alone. */
export function Tag({ kind, children }: { readonly kind: string; readonly children: string }) {
  return <strong className={`tag tag-${kind}`}>{children}</strong>;
}

export function StatusTag({
  view,
  status,
}: {
  readonly view: View;
  readonly status: AmendmentStatus;
}) {
  return <Tag kind={status}>{view.i18n.t(`status.${status}`)}</Tag>;
}

/** `scheduled` is an open consultation before its first phase. */
export function StateTag(props: {
  readonly view: View;
  readonly state: ConsultationState;
  readonly hasPhase: boolean;
}) {
  const { view, state, hasPhase } = props;
  if (state === 'open' && !hasPhase)
    return <Tag kind="waiting">{view.i18n.t('state.between')}</Tag>;
  return <Tag kind={state}>{view.i18n.t(`state.${state}`)}</Tag>;
}
