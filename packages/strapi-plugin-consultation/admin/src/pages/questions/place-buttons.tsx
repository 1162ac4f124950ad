import { IconButton } from '@strapi/design-system';
import { ArrowDown, ArrowUp } from '@strapi/icons';
import { useMessages } from '../../lib/messages.ts';

/** Goes to a field or a button, once it is drawn. */
export function focusOn(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus());
}

/** Up and down in a list. The button that was pressed keeps the cursor; at the end, the one that still works gets it. */
export function PlaceButtons({
  id,
  what,
  index,
  total,
  disabled,
  onMove,
}: {
  id: string;
  /** What is moved, as the names of the buttons say it. */
  what: string;
  index: number;
  total: number;
  disabled: boolean;
  onMove: (by: number) => void;
}) {
  const { t } = useMessages();
  const move = (by: 1 | -1) => () => {
    onMove(by);
    const next = index + by;
    const isLast = by < 0 ? next === 0 : next === total - 1;
    focusOn(`${by < 0 === isLast ? 'down' : 'up'}-${id}`);
  };
  return (
    <>
      <IconButton
        id={`up-${id}`}
        label={t('questions.up', { what })}
        disabled={disabled || index === 0}
        onClick={move(-1)}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        id={`down-${id}`}
        label={t('questions.down', { what })}
        disabled={disabled || index === total - 1}
        onClick={move(1)}
      >
        <ArrowDown />
      </IconButton>
    </>
  );
}
