import type { RecordedResolution } from 'consultation-core/contract';
import { useMemo, useRef } from 'react';
import { useMessages } from '../../lib/messages.ts';
import type { Desk } from './desk-context.ts';
import { type Choice, dismiss } from './model/queue.ts';
import { note, redo, undo } from './model/undo.ts';
import type { useHistory } from './use-history.ts';
import type { useOutbox } from './use-outbox.ts';

const none: readonly RecordedResolution[] = [];

/** What a person does about collisions, each of it at once at the screen and on its way to the server. */
export function useDecisions({
  box,
  resolutions = none,
  choices,
  past: { history, update: setHistory, take },
  announce,
}: {
  box: ReturnType<typeof useOutbox>;
  resolutions: readonly RecordedResolution[] | undefined;
  choices: ReadonlyMap<string, Choice>;
  past: ReturnType<typeof useHistory>;
  announce: (words: string) => void;
}): Pick<
  Desk,
  'recorded' | 'resolve' | 'undo' | 'redo' | 'canUndo' | 'canRedo' | 'settle' | 'dismiss'
> {
  const { t } = useMessages();
  const { decide, update: setOutbox, outbox } = box;
  const standing = useRef(choices);
  standing.current = choices;
  return useMemo(() => {
    const recorded = (collision: string) => resolutions.find((one) => one.collision === collision);
    const current = (collision: string) => standing.current.get(collision) ?? null;
    const put = (collision: string, choice: Choice | null) =>
      decide(collision, choice, recorded(collision));
    const walk = (move: typeof undo, words: string) => {
      const { step, overtaken } = take((past) => move(past, current));
      if (step) put(step.collision, step.after);
      if (step) announce(words);
      else if (overtaken) announce(t('desk.undo.overtaken'));
    };
    return {
      recorded,
      resolve(collision, choice) {
        setHistory((past) => note(past, { collision, before: current(collision), after: choice }));
        put(collision, choice);
      },
      undo: () => walk(undo, t('desk.undo.done')),
      redo: () => walk(redo, t('desk.redo.done')),
      canUndo: history.done.length > 0,
      canRedo: history.undone.length > 0,
      settle(collision, whose) {
        const conflict = outbox.conflicts.find(({ mine }) => mine.collision === collision);
        if (conflict && whose === 'mine') {
          decide(collision, conflict.mine.resolution, conflict.theirs);
        } else setOutbox((before) => dismiss(before, collision));
      },
      dismiss: (collision) => setOutbox((before) => dismiss(before, collision)),
    };
  }, [resolutions, outbox, history, decide, setHistory, setOutbox, take, announce, t]);
}
