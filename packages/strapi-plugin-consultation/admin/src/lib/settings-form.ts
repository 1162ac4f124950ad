import type { ConsultationInput } from 'consultation-core/contract';
import { useEffect, useState } from 'react';
import { type StaffRefusal, useStaffApi } from '../api/staff-api.ts';
import type { TabProps } from '../pages/workspace/workspace-page.tsx';

/**
 * A copy of some settings that is edited and then saved at once. What somebody else saved meanwhile is not
 * overwritten: the server refuses, and what was typed stays on the screen.
 */
export function useSettingsForm<Name extends keyof ConsultationInput>(
  { consultation, reload }: TabProps,
  names: readonly Name[]
) {
  type Part = Pick<ConsultationInput, Name>;
  const api = useStaffApi();
  const { id, revision, settings } = consultation;
  const pick = (from: ConsultationInput) =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, from[name]])));
  const stored = pick(settings);
  const [base, setBase] = useState({ stored, revision });
  const [values, setValues] = useState<Part>(() => JSON.parse(stored));
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const dirty = JSON.stringify(values) !== base.stored;
  useEffect(() => {
    if (dirty || revision === base.revision) return;
    setBase({ stored, revision });
    setValues(JSON.parse(stored));
  }, [dirty, revision, stored, base.revision]);
  return {
    values,
    dirty,
    busy,
    saved: saved && !dirty,
    refusal,
    set(part: Partial<Part>) {
      setSaved(false);
      setValues((before) => ({ ...before, ...part }));
    },
    reset() {
      setRefusal(undefined);
      setBase({ stored, revision });
      setValues(JSON.parse(stored));
    },
    async save() {
      setBusy(true);
      const send = (onto: string) =>
        api('updateConsultation', {
          params: { id },
          body: { revision: onto, settings: values },
        });
      let answer = await send(base.revision);
      if (answer.kind === 'refused' && answer.code === 'edited-elsewhere') {
        const theirs = await api('getConsultation', { params: { id } });
        // Whoever changed other settings meanwhile is in nobody's way.
        if (theirs.kind === 'ok' && pick(theirs.data.settings) === base.stored) {
          answer = await send(theirs.data.revision);
        }
      }
      setBusy(false);
      setRefusal(answer.kind === 'refused' ? answer : undefined);
      if (answer.kind === 'refused') {
        // What somebody else saved is there to be taken over by `reset`.
        if (answer.code === 'edited-elsewhere') await reload();
        return;
      }
      const now = pick(answer.data.settings);
      setBase({ stored: now, revision: answer.data.revision });
      setValues(JSON.parse(now));
      setSaved(true);
      await reload();
    },
  };
}
export type SettingsForm = Pick<
  ReturnType<typeof useSettingsForm>,
  'dirty' | 'busy' | 'saved' | 'refusal' | 'reset' | 'save'
>;
