import { describe, expect, it } from 'vitest';
import { checklist } from './checklist.ts';

type Consultation = Parameters<typeof checklist>[0];
const phase = {
  id: 'p',
  name: 'Contributions',
  opensAt: '2026-01-01T00:00:00.000Z',
  closesAt: '2026-02-01T00:00:00.000Z',
  allows: [],
};
const consultation = (settings: object, versions: readonly object[] = []) =>
  ({
    settings: {
      phases: [],
      questions: [],
      organiser: '',
      presentation: '',
      commitment: '',
      charter: [],
      ...settings,
    },
    versions,
  }) as unknown as Consultation;
const missing = (of: Consultation) =>
  checklist(of)
    .filter(({ done, needed }) => needed && !done)
    .map(({ key }) => key);

describe('what is missing before a consultation can open', () => {
  it('a published text and phases, nothing else', () => {
    expect(missing(consultation({}))).toEqual(['text', 'phases']);
    expect(missing(consultation({ phases: [phase] }, [{ number: 1 }]))).toEqual([]);
  });

  it('phases that overlap are none', () => {
    const phases = [phase, { ...phase, id: 'q' }];
    expect(missing(consultation({ phases }, [{ number: 1 }]))).toEqual(['phases']);
  });

  it('questions want a phase in which people can answer them', () => {
    const asked = (of: object) =>
      checklist(consultation({ questions: [{ id: 'q1' }], ...of })).find(
        ({ key }) => key === 'questions'
      );
    expect(asked({})).toMatchObject({ done: false, needed: false, screen: 'phases' });
    expect(asked({ phases: [phase] })).toMatchObject({ done: false });
    expect(asked({ phases: [{ ...phase, allows: ['vote'] }] })).toMatchObject({ done: true });
    expect(checklist(consultation({})).map(({ key }) => key)).not.toContain('questions');
  });

  it('what its readers miss is advised, and done when it is there', () => {
    const advised = (of: Consultation) =>
      checklist(of).flatMap(({ key, done, needed }) => (needed || done ? [] : [key]));
    expect(advised(consultation({}))).toEqual([
      'organiser',
      'presentation',
      'commitment',
      'charter',
    ]);
    expect(advised(consultation({ organiser: 'Mairie', presentation: 'Un plan.' }))).toEqual([
      'commitment',
      'charter',
    ]);
  });
});
