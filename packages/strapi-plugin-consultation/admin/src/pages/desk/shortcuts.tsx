import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../../lib/messages.ts';

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem 1.6rem;
  margin: 0;
  padding: 0;
  list-style: none;
  color: ${({ theme }) => theme.colors.neutral700};

  kbd {
    padding: 0.1rem 0.5rem;
    border: 1px solid ${({ theme }) => theme.colors.neutral300};
    border-radius: 0.3rem;
    background: ${({ theme }) => theme.colors.neutral100};
    font-family: inherit;
    font-size: 1.2rem;
  }
`;

const shortcuts = [
  { name: 'next', keys: ['J', '↓'] },
  { name: 'previous', keys: ['K', '↑'] },
  { name: 'open', keys: ['Enter'] },
  { name: 'choose', keys: ['X'] },
  { name: 'undo', keys: ['Ctrl+Z'] },
  { name: 'redo', keys: ['Ctrl+Shift+Z'] },
] as const;

/** Keys that work on an amendment that has the focus. */
export function Shortcuts() {
  const { t } = useMessages();
  return (
    <List aria-label={t('desk.keys')}>
      {shortcuts.map(({ name, keys }) => (
        <li key={name}>
          {keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          <Typography variant="pi">{t(`desk.keys.${name}`)}</Typography>
        </li>
      ))}
    </List>
  );
}
