import { grades, writePaper } from 'consultation-core/vote';
import { momentBetween } from './moments.mjs';
import { repeatable } from './random.mjs';

const invented =
  'Cette question est un exemple, inventé pour la démonstration\u00a0; les bulletins déposés avant votre visite sont inventés eux aussi.';

/**
 * Questions that nobody asked in 2015, made up to show rankings and grades. Both say so wherever they are shown.
 *
 * @type {import('consultation-core/vote').Question[]}
 */
export const exampleQuestions = [
  {
    id: 'priorites',
    title: 'Exemple\u00a0: par quel chantier commencer une fois la loi votée\u00a0?',
    explanation: `Tous ces chantiers sont dans le texte, mais on ne peut pas les ouvrir tous la première année. Classez-les du plus urgent au moins urgent, à vos yeux.

${invented}`,
    method: 'schulze@1',
    options: [
      { id: 'a', label: 'Mettre en ligne les données publiques de référence' },
      { id: 'b', label: 'Ouvrir l’accès aux travaux de recherche financés par l’argent public' },
      { id: 'c', label: 'Permettre à chacun de récupérer ses données en changeant de service' },
      { id: 'd', label: 'Obliger les plateformes à dire comment elles classent leurs offres' },
      { id: 'e', label: 'Rendre tous les services publics en ligne accessibles' },
    ],
  },
  {
    id: 'delais',
    title:
      'Exemple\u00a0: quel délai avant qu’un chercheur puisse mettre son article en ligne\u00a0?',
    explanation: `L’article 9 prévoit un délai entre la publication par l’éditeur et la mise à disposition gratuite par l’auteur. Donnez une mention à chaque solution\u00a0: vous pouvez donner la même à plusieurs.

${invented}`,
    method: 'majority-judgment@1',
    options: [
      { id: 'a', label: 'Aucun délai' },
      {
        id: 'b',
        label: 'Six mois pour les sciences, douze pour les sciences humaines et sociales',
      },
      { id: 'c', label: 'Douze mois pour toutes les disciplines' },
      {
        id: 'd',
        label:
          'Douze mois pour les sciences, vingt-quatre pour les sciences humaines et sociales (texte actuel)',
      },
    ],
  },
];

/** How much people like each option as a rule, from 0 to 1, in the order of the paper. */
const leanings = { priorites: [0.5, 0.62, 0.57, 0.45, 0.6], delais: [0.4, 0.62, 0.5, 0.36] };

/** What somebody thinks of each option, from most to least liked. */
function opinionsOn({ id, options }, random) {
  return options
    .map((option, index) => ({ id: option.id, liked: leanings[id][index] + random() - 0.5 }))
    .sort((one, other) => other.liked - one.liked);
}

/** Close opinions share a rank, and many stop after the first few. */
function rankingOf(opinions, random) {
  const ranking = [];
  let last = Number.POSITIVE_INFINITY;
  for (const { id, liked } of opinions) {
    if (last - liked < 0.03) ranking.at(-1).push(id);
    else ranking.push([id]);
    last = liked;
  }
  return random() < 0.35 ? ranking.slice(0, 2) : ranking;
}

function gradesOf(opinions) {
  const worst = grades.length - 1;
  return Object.fromEntries(
    opinions.map(({ id, liked }) => {
      const place = Math.floor((1 - Math.min(Math.max(liked, 0), 0.999)) * grades.length);
      return [id, grades[Math.min(place, worst)]];
    })
  );
}

function paperOn(question, random) {
  const opinions = opinionsOn(question, random);
  const { method } = question;
  const isBlank = random() < 0.03;
  return writePaper(
    question,
    method === 'schulze@1'
      ? { method, ranking: isBlank ? [] : rankingOf(opinions, random) }
      : { method, grades: isBlank ? {} : gradesOf(opinions) }
  );
}

/**
 * Invented acts on the questions between two instants, in the order of time: most people answer once, some change their
 * minds, a few take their ballot back (`choice` null).
 *
 * @returns {{ at: string, voter: number, target: string, choice: string | null }[]}
 */
export function exampleBallots(from, to) {
  const random = repeatable(2016);
  const acts = [];
  for (let voter = 1; voter <= 240; voter += 1) {
    for (const question of exampleQuestions) {
      if (random() < 0.2) continue;
      const target = `question:${question.id}`;
      const at = momentBetween(from, to, random);
      acts.push({ at, voter, target, choice: paperOn(question, random) });
      const mood = random();
      if (mood > 0.1) continue;
      const later = momentBetween(at, to, random);
      if (later <= at) continue;
      const choice = mood < 0.02 ? null : paperOn(question, random);
      acts.push({ at: later, voter, target, choice });
    }
  }
  return acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
