import { Button, Flex, Typography } from '@strapi/design-system';
import { headingLine } from 'consultation-core/text';
import { useEffect } from 'react';
import { styled } from 'styled-components';
import { useMessages } from '../../lib/messages.ts';
import { type Desk, useDesk, usePresent } from './desk-context.ts';

/** Below the administration's own bar. */
const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.8rem 1.6rem;
  padding: 0.8rem 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};

  @media (min-width: 1080px) {
    position: sticky;
    top: 6.8rem;
    z-index: 2;
  }
`;

/** Whether keys typed there are words. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));

/** Ctrl+Z and Ctrl+Shift+Z (Cmd on a Mac), outside of fields, which have an undo of their own. */
function useUndoKeys({ undo, redo }: Pick<Desk, 'undo' | 'redo'>) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) undo();
      else if ((key === 'z' && event.shiftKey) || key === 'y') redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [undo, redo]);
}

/** Whether all decisions are at the server. */
function SaveStatus() {
  const { t } = useMessages();
  const { outbox, connected, kept } = useDesk();
  const count = outbox.queue.length;
  const words = !kept
    ? t('desk.saved.notKept', { count })
    : !connected
      ? t('desk.saved.offline', { count })
      : count > 0
        ? t('desk.saved.saving', { count })
        : t('desk.saved.all');
  const sign = !kept || !connected ? '⚠' : count > 0 ? '…' : '✓';
  return (
    <Typography
      role="status"
      fontWeight={connected && kept ? 'regular' : 'bold'}
      textColor={connected && kept ? 'neutral700' : 'danger700'}
    >
      <span aria-hidden>{sign} </span>
      {words}
    </Typography>
  );
}

/** Who else is at the desk, and what each of them looks at. */
function Others() {
  const { t, list } = useMessages();
  const { articles, byId } = useDesk();
  // Whoever has several windows is where she was seen last.
  const bySeen = [...usePresent()].sort((a, b) => a.seenAt.localeCompare(b.seenAt));
  const others = [...new Map(bySeen.map((one) => [one.name, one])).values()].filter(
    ({ me }) => !me
  );
  const where = (place: string) => {
    const [kind, id] = place.split(':');
    const heading = articles.find((article) => article.id === id)?.heading;
    if (kind === 'article' && heading) return heading.label || headingLine(heading);
    const amendment = kind === 'amendment' && byId.get(id ?? '');
    if (amendment) return t('desk.number', { number: amendment.number });
    return kind === 'publish' ? t('desk.view.publish') : '';
  };
  const names = others.map(({ name, place }) => {
    const at = where(place);
    return at ? t('desk.present.at', { name, place: at }) : name;
  });
  return (
    <Typography textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
      {names.length === 0 ? t('desk.present.alone') : t('desk.present', { names: list(names) })}
    </Typography>
  );
}

/** What is always in sight at the desk. */
export function DeskBar() {
  const { t } = useMessages();
  const desk = useDesk();
  useUndoKeys(desk);
  return (
    <Bar>
      <Flex gap={2}>
        <Button size="S" variant="tertiary" onClick={desk.undo} disabled={!desk.canUndo}>
          {t('desk.undo')}
        </Button>
        <Button size="S" variant="tertiary" onClick={desk.redo} disabled={!desk.canRedo}>
          {t('desk.redo')}
        </Button>
      </Flex>
      <SaveStatus />
      <Others />
    </Bar>
  );
}
