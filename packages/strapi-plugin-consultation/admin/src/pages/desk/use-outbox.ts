import type { RecordedResolution } from 'consultation-core/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStaffApi } from '../../api/staff-api.ts';
import { useMessages } from '../../lib/messages.ts';
import { persist, restore } from './model/outbox-store.ts';
import {
  type Choice,
  confirmed,
  enqueue,
  markTried,
  type Outbox,
  overtaken,
  refuse,
} from './model/queue.ts';

export const makeKey = () => crypto.randomUUID().replaceAll('-', '');

/** Milliseconds before the next try, doubled each time there is still no connection. */
const firstPause = 1_000;
const longestPause = 15_000;

const isRecorded = (value: unknown): value is RecordedResolution =>
  typeof value === 'object' && value !== null && 'revision' in value && 'collision' in value;

/**
 * Decisions on their way to the server, one after the other in their order. They are kept in the browser until the
 * server has confirmed them, over a reload and a crash; without a connection they wait and are tried again.
 */
export function useOutbox({
  consultation,
  prefix,
  version,
  onRecorded,
  onOvertaken,
}: {
  consultation: string;
  /** Of the entries in the browser's storage. */
  prefix: string;
  /** Number of the version at the server now. */
  version: number | undefined;
  /** `sent` is what was decided here. */
  onRecorded: (recorded: RecordedResolution, revision: number, sent: Choice | null) => void;
  onOvertaken: (theirs: RecordedResolution) => void;
}) {
  const { t } = useMessages();
  const api = useStaffApi();
  const [outbox, setOutbox] = useState<Outbox>(() => restore(localStorage, prefix));
  const [state, setState] = useState({ connected: true, kept: true });
  const now = useRef(outbox);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const pause = useRef(firstPause);
  const latest = useRef({ version, onRecorded, onOvertaken, t });
  latest.current = { version, onRecorded, onOvertaken, t };

  const update = useCallback(
    (change: (outbox: Outbox) => Outbox) => {
      const before = now.current;
      const after = change(before);
      if (after === before) return;
      now.current = after;
      const kept = persist(localStorage, prefix, before, after);
      setOutbox(after);
      setState((last) => (last.kept === kept ? last : { ...last, kept }));
    },
    [prefix]
  );
  const setConnected = useCallback((connected: boolean) => {
    if (connected) pause.current = firstPause;
    setState((last) => (last.connected === connected ? last : { ...last, connected }));
  }, []);

  /** Sends what waits. Does nothing while it is at it already. */
  const send = useCallback(async () => {
    clearTimeout(timer.current);
    if (busy.current || latest.current.version === undefined) return;
    busy.current = true;
    for (let [next] = now.current.queue; next !== undefined; [next] = now.current.queue) {
      const { key, collision, resolution, revision } = next;
      if (next.version !== latest.current.version) {
        update((outbox) => refuse(outbox, key, latest.current.t('desk.outbox.otherVersion')));
        continue;
      }
      update((outbox) => markTried(outbox, key));
      const answer = await api('resolveCollision', {
        params: { id: consultation, collision },
        body: { revision, resolution, key },
      });
      if (answer.kind === 'ok') {
        setConnected(true);
        update((outbox) => confirmed(outbox, key, answer.data.recorded));
        latest.current.onRecorded(answer.data.recorded, answer.data.revision, resolution);
      } else if (answer.passing) {
        setConnected(false);
        timer.current = setTimeout(send, pause.current);
        pause.current = Math.min(pause.current * 2, longestPause);
        break;
      } else if (answer.code === 'edited-elsewhere' && isRecorded(answer.details.current)) {
        const theirs = answer.details.current;
        setConnected(true);
        update((outbox) => overtaken(outbox, key, theirs));
        latest.current.onOvertaken(theirs);
      } else {
        setConnected(true);
        const gone = answer.code === 'not-found' && latest.current.t('desk.refused.gone');
        update((outbox) => refuse(outbox, key, gone || answer.sentence));
      }
    }
    busy.current = false;
  }, [api, consultation, update, setConnected]);

  useEffect(() => {
    if (version !== undefined) void send();
    const online = () => void send();
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('online', online);
      clearTimeout(timer.current);
    };
  }, [version, send]);

  /** What not even the browser keeps would be lost with the window. */
  const atRisk = !state.kept && outbox.queue.length > 0;
  useEffect(() => {
    if (!atRisk) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [atRisk]);

  const decide = useCallback(
    (collision: string, resolution: Choice | null, standing: RecordedResolution | undefined) => {
      const at = new Date().toISOString();
      const key = makeKey();
      update((before) =>
        enqueue(
          before,
          {
            key,
            collision,
            resolution,
            revision: standing?.revision ?? 0,
            version: latest.current.version ?? 0,
            at,
          },
          standing?.resolution ?? null
        )
      );
      void send();
    },
    [update, send]
  );
  return { outbox, ...state, update, send, setConnected, decide };
}
