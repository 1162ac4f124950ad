import { phaseIssues } from 'consultation-core/consultation';
import type { StaffConsultation } from 'consultation-core/contract';

/** What staff see to before they open a consultation; `screen` is where to do it. */
export interface ChecklistItem {
  readonly key:
    | 'text'
    | 'phases'
    | 'questions'
    | 'presentation'
    | 'commitment'
    | 'organiser'
    | 'charter';
  readonly screen: 'text' | 'phases' | 'settings';
  readonly done: boolean;
  /** It cannot be opened without; the rest is for its readers. */
  readonly needed: boolean;
}

export function checklist({ settings, versions }: StaffConsultation): readonly ChecklistItem[] {
  const phasesSet = settings.phases.length > 0 && phaseIssues(settings.phases).length === 0;
  const { questions } = settings;
  const votesAllowed = settings.phases.some(({ allows }) => allows.includes('vote'));
  return [
    { key: 'text', screen: 'text', done: versions.length > 0, needed: true },
    { key: 'phases', screen: 'phases', done: phasesSet, needed: true },
    // Nobody could answer them.
    ...(questions.length > 0
      ? [{ key: 'questions', screen: 'phases', done: votesAllowed, needed: false } as const]
      : []),
    { key: 'organiser', screen: 'settings', done: settings.organiser !== '', needed: false },
    { key: 'presentation', screen: 'settings', done: settings.presentation !== '', needed: false },
    { key: 'commitment', screen: 'settings', done: settings.commitment !== '', needed: false },
    { key: 'charter', screen: 'settings', done: settings.charter.length > 0, needed: false },
  ];
}
