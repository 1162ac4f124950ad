import { useCallback, useRef, useState } from 'react';
import { type History, noHistory, type Stepped } from './model/undo.ts';

function stored(key: string): History {
  try {
    const value = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return Array.isArray(value?.done) && Array.isArray(value?.undone) ? value : noHistory;
  } catch {
    return noHistory;
  }
}

/** The decisions of this session, kept while the window is open. */
export function useHistory(key: string) {
  const [history, setHistory] = useState(() => stored(key));
  const now = useRef(history);
  const update = useCallback(
    (change: (history: History) => History) => {
      const after = change(now.current);
      if (after === now.current) return;
      now.current = after;
      setHistory(after);
      try {
        sessionStorage.setItem(key, JSON.stringify(after));
      } catch {
        // Undoing then ends with this screen: no decision is lost.
      }
    },
    [key]
  );
  /** Takes a step and says what it is. */
  const take = useCallback(
    (move: (history: History) => Stepped): Stepped => {
      const stepped = move(now.current);
      update(() => stepped.history);
      return stepped;
    },
    [update]
  );
  return { history, update, take };
}
