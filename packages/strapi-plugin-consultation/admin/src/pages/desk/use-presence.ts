import type { Presence } from 'consultation-core/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStaffApi } from '../../api/staff-api.ts';
import { same } from '../../lib/same.ts';
import type { Visit } from './model/sync.ts';
import { makeKey } from './use-outbox.ts';

/** Milliseconds between two visits. */
const rhythm = 5_000;

/** Says every few seconds that one is here and where, and hears who else is and what is new; says when one leaves. */
export function usePresence({
  consultation,
  place,
  onVisit,
  onSilence,
}: {
  consultation: string;
  place: string;
  onVisit: (visit: Visit) => void;
  /** No answer came. */
  onSilence: () => void;
}) {
  const api = useStaffApi();
  const [present, setPresent] = useState<readonly Presence[]>([]);
  const [window_] = useState(makeKey);
  const latest = useRef({ place, onVisit, onSilence });
  latest.current = { place, onVisit, onSilence };
  const gone = useRef(false);

  const visit = useCallback(
    async (leaving = false) => {
      const answer = await api('visitDesk', {
        params: { id: consultation },
        body: { window: window_, place: latest.current.place, leaving },
      });
      if (leaving || gone.current) return;
      if (answer.kind === 'refused') {
        if (answer.passing) latest.current.onSilence();
        return;
      }
      setPresent((before) => (same(before, answer.data.present) ? before : answer.data.present));
      latest.current.onVisit(answer.data);
    },
    [api, consultation, window_]
  );
  useEffect(() => {
    gone.current = false;
    void visit();
    const timer = setInterval(visit, rhythm);
    const back = () => void visit();
    const leave = () => void visit(true);
    window.addEventListener('online', back);
    window.addEventListener('pagehide', leave);
    return () => {
      gone.current = true;
      clearInterval(timer);
      window.removeEventListener('online', back);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [visit]);
  return { present, visit };
}
