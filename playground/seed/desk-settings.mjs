import { billTitle } from './bill.mjs';
import { inDays, settings as live } from './republique-numerique-settings.mjs';

const invented = `Le texte est celui du projet de loi mis en consultation en 2015, avec ses explications. Les amendements, leurs auteurs, leurs arguments, les votes et les décisions sont des exemples inventés\u00a0: personne ne les a déposés, donnés ni pris. Ils portent la mention «\u00a0exemple\u00a0».`;

/** What the two consultations about the drafting desk have in common with the live one. */
function shared(now) {
  const { language, contact, timeZone, counts, method, charter } = live(now);
  return {
    language,
    contact,
    timeZone,
    counts,
    method,
    charter,
    organiser: 'Secrétariat d’État chargé du numérique (démonstration)',
    secondReader: true,
  };
}

const phase = (opens, closes) => [
  {
    id: 'consultation',
    name: 'Consultation',
    opensAt: opens,
    closesAt: closes,
    allows: ['comment', 'amend', 'vote'],
  },
];

/** Closed two weeks and a half ago; drafters are in the middle of their work. */
export function redactionSettings(now) {
  const opens = inDays(now, -60, '09:00');
  const closes = inDays(now, -18, '18:00');
  const settings = {
    ...shared(now),
    slug: 'republique-numerique-redaction',
    title: `${billTitle}\u00a0: le bureau de rédaction`,
    summary:
      'La consultation est close et l’administration rédige la version 2\u00a0: on y voit des amendements adoptés, rejetés, encore à l’étude, et ceux qui demandent des choses contraires. Amendements inventés pour la démonstration.',
    presentation: `Cette consultation montre le moment où une administration répond. Elle est close\u00a0; les amendements sont examinés l’un après l’autre, et ceux qui sont adoptés forment peu à peu la version 2 du texte.

${invented}`,
    commitment:
      'Chaque amendement reçoit une réponse motivée. La version 2 sera publiée avec le nom de ceux dont viennent les mots, une fois relue par une seconde personne.',
    phases: phase(opens, closes),
    provenance: `Démonstration. ${invented}`,
  };
  return { opens, closes, settings };
}

/** Closed three months and a half ago and answered: citizens read version 2. */
export function version2Settings(now) {
  const opens = inDays(now, -150, '09:00');
  const closes = inDays(now, -108, '18:00');
  const settings = {
    ...shared(now),
    slug: 'republique-numerique-version-2',
    title: `${billTitle}\u00a0: la version 2`,
    summary:
      'La même consultation, terminée\u00a0: la version 2 est publiée, chaque mot dit d’où il vient et chaque amendement ce qu’il est devenu. Amendements inventés pour la démonstration.',
    presentation: `Cette consultation montre ce que lisent les citoyens une fois la réponse donnée\u00a0: les deux versions comparées, l’origine de chaque mot nouveau, et la suite donnée à chaque amendement.

${invented}`,
    commitment:
      'Chaque amendement a reçu une réponse motivée. La version 2 a été relue par une seconde personne avant d’être publiée.',
    phases: phase(opens, closes),
    provenance: `Démonstration. ${invented}`,
  };
  return { opens, closes, settings };
}
