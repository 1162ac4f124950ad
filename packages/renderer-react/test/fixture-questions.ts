/** Questions of every method, invented, answered by invented people. */
import type { Choice, Question } from 'consultation-core/vote';
import type { FixtureState } from './fixture-state.ts';

export const questions: readonly Question[] = [
  {
    id: 'uses',
    title: 'Quels services en ligne faut-il ouvrir en premier ?',
    explanation:
      'Exemple : cette question est inventée pour montrer le vote par approbation.\n\nCochez tout ce qui vous serait utile.',
    method: 'approval@1',
    options: [
      { id: 'a', label: 'L’état civil' },
      { id: 'b', label: 'Les aides au logement' },
      { id: 'c', label: 'Les permis de construire' },
      { id: 'd', label: 'L’inscription à l’école' },
    ],
  },
  {
    id: 'plans',
    title: 'Que pensez-vous de chaque calendrier d’ouverture des données ?',
    explanation: 'Exemple : cette question est inventée pour montrer le jugement majoritaire.',
    method: 'majority-judgment@1',
    options: [
      { id: 'a', label: 'Tout de suite, pour toutes les administrations' },
      { id: 'b', label: 'En deux ans, les plus grandes d’abord' },
      { id: 'c', label: 'Seulement à la demande' },
    ],
  },
  {
    id: 'names',
    title: 'Comment faut-il appeler le portail des données ?',
    explanation: 'Exemple : cette question est inventée pour montrer un classement.',
    method: 'schulze@1',
    options: [
      { id: 'a', label: 'Données ouvertes' },
      { id: 'b', label: 'La place commune' },
      { id: 'c', label: 'Tout est là' },
      { id: 'd', label: 'L’armoire publique' },
    ],
  },
  {
    id: 'seat',
    title: 'Dans quelle ville installer l’atelier des données ?',
    explanation: '',
    method: 'instant-runoff@1',
    options: [
      { id: 'a', label: 'Amiens' },
      { id: 'b', label: 'Brest' },
      { id: 'c', label: 'Clermont-Ferrand' },
      { id: 'd', label: 'Dijon' },
    ],
  },
];

/** So many people and what they answered; each word is a paper of the question. */
const answers: Readonly<Record<string, readonly (readonly [number, Choice])[]>> = {
  uses: [
    [9, 'a,b'],
    [5, 'b'],
    [4, 'c,d'],
    [2, 'a,b,c,d'],
    [1, 'blank'],
  ],
  plans: [
    [8, 'a:very-good,b:good,c:to-reject'],
    [6, 'a:insufficient,b:good,c:fair'],
    [4, 'a:good,b:fair'],
    [3, 'a:to-reject,b:passable,c:very-good'],
  ],
  // A before B, B before C, C before A: a circle.
  names: [
    [8, 'a>b>c'],
    [7, 'b>c>a=d'],
    [6, 'c>a>b'],
    [2, 'blank'],
  ],
  seat: [
    [8, 'a>b'],
    [7, 'b>c>a'],
    [4, 'c>b'],
    [2, 'd'],
  ],
};

/** The open consultation asks all of them, the one that is answered asks one, the one that is not open yet another. */
export function withQuestions(state: FixtureState): FixtureState {
  const [open, answered, coming] = state.consultations;
  if (!open || !answered || !coming) throw new Error('the fixture lacks consultations');
  open.questions = questions;
  answered.questions = questions.slice(0, 1);
  coming.questions = [
    {
      id: 'name',
      title: 'What should the harbour be called?',
      explanation: '',
      method: 'schulze@1',
      options: [
        { id: 'a', label: 'The old harbour' },
        { id: 'b', label: 'Ship Street' },
      ],
    },
  ];
  for (const [id, papers] of Object.entries(answers)) {
    let voter = 0;
    for (const [people, choice] of papers) {
      for (let one = 0; one < people; one += 1) {
        voter += 1;
        const at = `2015-10-0${1 + (voter % 9)}T12:00:00.000Z`;
        open.ballots.set(`question:${id} v${voter}`, { choice, at });
        if (id !== 'uses') continue;
        answered.ballots.set(`question:${id} v${voter}`, {
          choice,
          at: '2014-05-03T12:00:00.000Z',
        });
      }
    }
  }
  return state;
}
