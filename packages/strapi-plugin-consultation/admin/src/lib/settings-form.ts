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
  const stored = JSON.stringify(Object.fromEntries(names.map((name) => [name, settings[name]])));
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
      const answer = await api('updateConsultation', {
        params: { id },
        body: { revision: base.revision, settings: values },
      });
      setBusy(false);
      setRefusal(answer.kind === 'refused' ? answer : undefined);
      if (answer.kind === 'refused') return;
      const now = Object.fromEntries(names.map((name) => [name, answer.data.settings[name]]));
      setBase({ stored: JSON.stringify(now), revision: answer.data.revision });
      setValues(now as Part);
      setSaved(true);
      await reload();
    },
  };
}
export type SettingsForm = Pick<
  ReturnType<typeof useSettingsForm>,
  'dirty' | 'busy' | 'saved' | 'refusal' | 'reset' | 'save'
>;
