import { billTitle } from './bill.mjs';
import { settings as live } from './republique-numerique-settings.mjs';

const day = 86_400_000;
/** Some days before or after an instant. */
export const inDays = (now, days) => new Date(now.getTime() + days * day);

const invented = `Le texte est celui du projet de loi mis en consultation en 2015, avec ses explications. **Les amendements, leurs auteurs, leurs arguments, les votes et les décisions sont des exemples inventés** : personne ne les a déposés, donnés ni pris. Ils portent la mention « exemple ».`;

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
    opensAt: opens.toISOString(),
    closesAt: closes.toISOString(),
    allows: ['comment', 'amend', 'vote'],
  },
];

/** Closed two weeks and a half ago; drafters are in the middle of their work. */
export function redactionSettings(now) {
  const opens = inDays(now, -60);
  const closes = inDays(now, -18);
  const settings = {
    ...shared(now),
    slug: 'republique-numerique-redaction',
    title: `${billTitle} : le bureau de rédaction`,
    summary:
      'La consultation est close et l’administration rédige la version 2 : on y voit des amendements adoptés, rejetés, encore à l’étude, et ceux qui demandent des choses contraires. Amendements inventés pour la démonstration.',
    presentation: `Cette consultation montre le moment où une administration répond. Elle est close ; les amendements sont examinés l’un après l’autre, et ceux qui sont adoptés forment peu à peu la version 2 du texte.

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
  const opens = inDays(now, -150);
  const closes = inDays(now, -108);
  const settings = {
    ...shared(now),
    slug: 'republique-numerique-version-2',
    title: `${billTitle} : la version 2`,
    summary:
      'La même consultation, terminée : la version 2 est publiée, chaque mot dit d’où il vient et chaque amendement ce qu’il est devenu. Amendements inventés pour la démonstration.',
    presentation: `Cette consultation montre ce que lisent les citoyens une fois la réponse donnée : les deux versions comparées, l’origine de chaque mot nouveau, et la suite donnée à chaque amendement.

${invented}`,
    commitment:
      'Chaque amendement a reçu une réponse motivée. La version 2 a été relue par une seconde personne avant d’être publiée.',
    phases: phase(opens, closes),
    provenance: `Démonstration. ${invented}`,
  };
  return { opens, closes, settings };
}
