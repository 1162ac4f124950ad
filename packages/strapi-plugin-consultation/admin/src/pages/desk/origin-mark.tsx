import { Tooltip } from '@strapi/design-system';
import type { Origin } from 'consultation-core/change';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import { useMessages } from '../../lib/messages.ts';
import { screen } from '../../plugin-id.ts';
import { useDesk } from './desk-context.ts';
import { articleOfAmendment } from './model/places.ts';
import { focusOn } from './use-selection.ts';

const Mark = styled.button`
  min-height: 2.4rem;
  margin: 0 0.3rem;
  padding: 0 0.6rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral500};
  border-radius: 1.2rem;
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  font: inherit;
  font-size: 1.1rem;
  font-weight: 400;
  font-style: normal;
  line-height: 1.4;
  vertical-align: middle;
  cursor: pointer;
`;

/** Where words come from, in words. */
export function useOriginWords() {
  const { t, list } = useMessages();
  const { byId, recorded } = useDesk();
  return (origin: Origin): { short: string; long: string } => {
    if (origin.kind === 'original') return { short: '', long: '' };
    if (origin.kind === 'drafter') {
      const by = recorded(origin.collision)?.by ?? '';
      return {
        short: t('desk.origin.staff'),
        long: by ? t('desk.origin.staff.by', { by }) : t('desk.origin.staff'),
      };
    }
    const asked = origin.changes.map((id) => byId.get(id)).filter((one) => one !== undefined);
    const [first] = asked;
    const number = first?.number ?? 0;
    return {
      short:
        asked.length > 1
          ? t('desk.origin.several', { number, others: asked.length - 1 })
          : t('desk.number', { number }),
      long: list(
        asked.map((one) =>
          t('desk.origin.one', { number: one.number, author: one.author, title: one.title })
        )
      ),
    };
  };
}

/** Where the words in front of it come from: short in the text, whole on hover and focus; leads there. */
export function OriginMark({ origin }: { origin: Origin }): ReactNode {
  const { t } = useMessages();
  const { consultation, byId, places } = useDesk();
  const navigate = useNavigate();
  const { short, long } = useOriginWords()(origin);
  if (origin.kind === 'original') return null;
  const go = () => {
    if (origin.kind === 'drafter') {
      focusOn(`desk-resolved-${origin.collision}`);
      return;
    }
    const first = byId.get(origin.changes[0] ?? '');
    if (first === undefined) return;
    const article = articleOfAmendment(first, places);
    navigate(screen(`${consultation.id}/desk?article=${article}&show=${first.id}`));
  };
  return (
    <Tooltip label={long}>
      <Mark type="button" aria-label={t('desk.origin.label', { short, origin: long })} onClick={go}>
        {short}
      </Mark>
    </Tooltip>
  );
}
