import { useCallback, useEffect, useRef, useState } from 'react';

/** Milliseconds without typing after which words are kept. */
const pause = 400;

function read<Value>(key: string): Value | undefined {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}

/**
 * Words that are being written, kept in this browser at every pause until they are saved: a crash, a reload or a dead
 * network loses none. `found` is what was kept before.
 */
export function useLocalDraft<Value>(key: string) {
  const [found] = useState(() => read<Value>(key));
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const waiting = useRef<Value>();
  const write = useCallback(() => {
    clearTimeout(timer.current);
    if (waiting.current === undefined) return;
    try {
      localStorage.setItem(key, JSON.stringify(waiting.current));
    } catch {
      // A full or forbidden storage: the words are on the screen still.
    }
    waiting.current = undefined;
  }, [key]);
  const keep = useCallback(
    (value: Value) => {
      waiting.current = value;
      clearTimeout(timer.current);
      timer.current = setTimeout(write, pause);
    },
    [write]
  );
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }, [key]);
  useEffect(() => {
    window.addEventListener('pagehide', write);
    return () => {
      window.removeEventListener('pagehide', write);
      write();
    };
  }, [write]);
  return { found, keep, forget };
}
