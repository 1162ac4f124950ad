import { useAuth } from '@strapi/strapi/admin';
import type { DeskView, RecordedResolution } from 'consultation-core/contract';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type StaffAnswer, useStaffApi } from '../../api/staff-api.ts';
import { Loaded } from '../../components/frame.tsx';
import { linesOf } from '../../lib/lines.ts';
import { useMessages } from '../../lib/messages.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { Announcer, useAnnouncer } from './announcer.tsx';
import { type Desk, DeskContext, PresenceContext } from './desk-context.ts';
import { nextVersion, ontoText } from './model/merge.ts';
import { markedArticles, placesOf } from './model/places.ts';
import { effective, refreshConflicts } from './model/queue.ts';
import { afterVisit, keepSame, newest } from './model/sync.ts';
import { recordedAs } from './model/undo.ts';
import { useDecisions } from './use-decisions.ts';
import { useHistory } from './use-history.ts';
import { useOutbox } from './use-outbox.ts';
import { usePresence } from './use-presence.ts';

/** Loads the desk; keeps it as it is while it loads again. */
function useDeskView(id: string) {
  const api = useStaffApi();
  const [answer, setAnswer] = useState<StaffAnswer<DeskView>>();
  const asked = useRef(0);
  const reload = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const result = await api('getDesk', { params: { id } });
    if (mine !== asked.current) return;
    setAnswer((before) => {
      const known = before?.kind === 'ok' ? before : undefined;
      if (result.kind === 'ok') return { kind: 'ok', data: keepSame(known?.data, result.data) };
      const refusal = { ...result, retry: reload };
      return known ? { ...known, stale: refusal } : refusal;
    });
  }, [api, id]);
  const update = useCallback((change: (view: DeskView) => DeskView) => {
    setAnswer((before) => {
      if (before?.kind !== 'ok') return before;
      const data = change(before.data);
      return data === before.data ? before : { ...before, data };
    });
  }, []);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { answer, reload, update };
}

/** Everything that the desk knows and does, for the parts of it. */
export function DeskProvider({
  consultation,
  reload,
  children,
}: TabProps & { children: ReactNode }) {
  const { t } = useMessages();
  const desk = useDeskView(consultation.id);
  const view = desk.answer?.kind === 'ok' ? desk.answer.data : undefined;
  const user = useAuth('Desk', ({ user }) => user);
  const prefix = `consultation.desk.${user?.id ?? user?.email ?? ''}.${consultation.id}.`;
  const { said, announce } = useAnnouncer();
  const [place, setPlace] = useState('');
  /** Revision on which the server told its fingerprint. */
  const [heardAt, setHeardAt] = useState(-1);
  const past = useHistory(`${prefix}history`);
  const { update: setHistory } = past;
  const viewNow = useRef(view);
  viewNow.current = view;

  const { update, reload: load } = desk;
  const hear = useCallback(
    (heard: Parameters<typeof afterVisit>[1]) => {
      const known = viewNow.current;
      if (known === undefined) return;
      const result = afterVisit(known, heard);
      update((current) => afterVisit(current, heard).desk);
      if (result.reload) void load();
    },
    [update, load]
  );
  const onOvertaken = useCallback(
    (theirs: RecordedResolution) => {
      update((known) => ({ ...known, resolutions: [...newest(known.resolutions, [theirs])] }));
      announce(t('desk.conflict.announced', { by: theirs.by }));
    },
    [update, announce, t]
  );
  const box = useOutbox({
    consultation: consultation.id,
    prefix,
    version: view?.version.number,
    onRecorded: (recorded, revision, sent) => {
      setHistory((known) => recordedAs(known, recorded.collision, sent, recorded.resolution));
      const { fingerprint = '', approvals = [] } = viewNow.current ?? {};
      hear({ revision, fingerprint, approvals, resolutions: [recorded] });
    },
    onOvertaken,
  });
  const { outbox, send, setConnected, update: setOutbox } = box;
  const { present, visit } = usePresence({
    consultation: consultation.id,
    place,
    onVisit: (visited) => {
      setConnected(true);
      setHeardAt(visited.revision);
      hear(visited);
      setOutbox((before) => refreshConflicts(before, visited.resolutions));
      void send();
    },
    onSilence: () => setConnected(false),
  });

  // The server's hash of a state is asked for when one's own last decision has arrived.
  const waiting = outbox.queue.length;
  const wasWaiting = useRef(waiting);
  useEffect(() => {
    if (wasWaiting.current > 0 && waiting === 0) void visit();
    wasWaiting.current = waiting;
  }, [waiting, visit]);

  // Somebody published meanwhile: the consultation around the desk is another one too.
  const shown = consultation.versions.at(-1)?.number;
  const number = view?.version.number;
  useEffect(() => {
    if (number !== undefined && shown !== undefined && number > shown) void reload();
  }, [number, shown, reload]);

  const amendments = view?.amendments;
  const resolutions = view?.resolutions;
  const body = view?.body;
  const byId = useMemo(() => new Map((amendments ?? []).map((one) => [one.id, one])), [amendments]);
  const places = useMemo(() => placesOf(body ?? []), [body]);
  const lines = useMemo(() => linesOf(body ?? []), [body]);
  const choices = useMemo(
    () => effective(resolutions ?? [], outbox.queue),
    [resolutions, outbox.queue]
  );
  const next = useMemo(
    () => nextVersion(body ?? [], amendments ?? [], choices),
    [body, amendments, choices]
  );
  const articles = useMemo(() => {
    const { collisions, resolved } = next;
    return markedArticles(places, amendments ?? [], {
      open: collisions.map((one) => ontoText(one, byId)),
      resolved: resolved.map(({ collision }) => ontoText(collision, byId)),
    });
  }, [places, amendments, byId, next]);

  const decisions = useDecisions({
    box,
    resolutions,
    choices,
    past,
    announce,
  });
  const { connected, kept } = box;
  const reloadAll = useCallback(async () => {
    await Promise.all([load(), reload()]);
    await visit();
  }, [load, reload, visit]);
  const revision = view?.revision;
  const settled = waiting === 0 && connected && heardAt === revision;
  const value = useMemo(
    (): Desk | undefined =>
      view && {
        ...decisions,
        consultation,
        view,
        byId,
        places,
        lines,
        articles,
        next,
        outbox,
        connected,
        kept,
        settled,
        reload: reloadAll,
        announce,
        setPlace,
        prefix,
      },
    [
      decisions,
      consultation,
      view,
      byId,
      places,
      lines,
      articles,
      next,
      outbox,
      connected,
      kept,
      settled,
      reloadAll,
      announce,
      prefix,
    ]
  );
  return (
    <>
      <Announcer said={said} />
      <Loaded answer={desk.answer}>
        {() =>
          value && (
            <DeskContext.Provider value={value}>
              <PresenceContext.Provider value={present}>{children}</PresenceContext.Provider>
            </DeskContext.Provider>
          )
        }
      </Loaded>
    </>
  );
}
