import { deskAmendments } from './desk-amendments.mjs';

/**
 * What people and staff did with the invented amendments besides submitting and deciding: other words of staff, and
 * amendments of amendments. Invented as well.
 */

/** Sub-amendments: other words for some of what an amendment wants. */
export const subAmendments = [
  {
    id: 's1',
    author: 'Marceau V.',
    parent: 'a118',
    title: 'Répondre à ceux qui signalent',
    find: 'des utilisateurs et publier',
    replace: 'des utilisateurs, y répondre dans un délai de deux mois et publier',
    justification: 'Un signalement sans réponse ne se répète pas.',
    decision: { status: 'adopted', reason: 'Une réponse est due à ceux qui signalent.' },
  },
  {
    id: 's2',
    author: 'Rosine K.',
    parent: 'a146',
    title: 'Évaluer au bout de trois ans',
    find: 'deux ans après',
    replace: 'trois ans après',
    justification:
      'Les décrets paraîtront en un an\u00a0; il faut deux ans d’application pour juger.',
    decision: {
      status: 'rejected',
      reason: 'Deux ans permettent de corriger la loi pendant la même législature.',
    },
  },
];

/** Decisions on what the file leaves open, for the consultation that is over. */
export const lateDecisions = {
  a019: ['rejected', 'L’article donne un droit\u00a0; nul n’est tenu de l’exercer.'],
  a029: ['rejected', 'L’accord de l’auteur, retenu par ailleurs, répond à la même préoccupation.'],
  a043: ['adopted', 'Une archive ouverte assure que les écrits restent disponibles.'],
  a061: ['rejected', 'Un an est nécessaire pour constituer le répertoire.'],
  a086: ['rejected', 'Le chiffre d’affaires n’est pas connu de l’autorité qui prononce l’amende.'],
  a106: ['adopted', 'Un format ouvert et documenté rend la récupération effective.'],
  a111: ['rejected', 'La rédaction d’origine reprend celle du code de la consommation.'],
  a141: ['rejected', 'Le montant proposé n’est pas proportionné aux moyens des petites communes.'],
};

/** Decided in the file, but not yet at the desk where the work is going on. */
export const stillOpen = new Set([
  ...['a060', 'a080', 'a081', 'a082', 'a083', 'a084', 'a088', 'a089'],
  ...['a095', 'a096', 'a097', 'a135', 'a143', 'a144', 'a145'],
]);

/** Collisions on which the desk has decided where the work is going on, by somebody who takes part in each. */
export const resolvedSoFar = new Set(['a009', 'a050', 'a113']);

/** Other words of staff for an amendment: its edits as staff would have them, in the form of the file. */
export const wordings = {
  /** Shorter words for the same. */
  contracts: {
    on: 'a039',
    edits: [
      {
        kind: 'words',
        alinea: 4,
        find: 'Elles ne s’appliquent pas aux contrats en cours.',
        replace:
          'Elles s’appliquent aux contrats en cours un an après la publication de la présente loi.',
      },
    ],
    note: 'Nous proposons des mots plus courts, sans changer le sens. Vous conviennent-ils\u00a0?',
    reply: 'Oui, c’est plus clair ainsi.',
  },
  /** For the account of the demonstration to answer. */
  formats: {
    on: 'a106',
    edits: [
      {
        kind: 'words',
        alinea: 15,
        find: 'un type ou un format de fichiers ou données',
        replace: 'un format de fichiers ouvert, documenté et lisible par une machine',
      },
    ],
    note: 'Nous proposons d’ajouter «\u00a0lisible par une machine\u00a0», comme à l’article 1er. Acceptez-vous cette rédaction\u00a0?',
    reply: 'D’accord.',
  },
  delay: {
    on: 'a061',
    edits: [
      {
        kind: 'words',
        alinea: 13,
        find: 'Dans un délai d’un an',
        replace: 'Dans un délai de neuf mois',
      },
    ],
    note: 'À voir avec les services\u00a0: neuf mois leur suffiraient-ils\u00a0?',
    reply: '',
  },
  limits: {
    on: 'a121',
    edits: [
      {
        kind: 'words',
        alinea: 2,
        find: 'dans les conditions et limites fixées par les lois et règlements en vigueur',
        replace: 'dans les conditions et limites fixées par la loi',
      },
    ],
    note: 'Nous préférons «\u00a0par la loi\u00a0»\u00a0: d’autres lois que celle-ci fixent des limites.',
    reply: 'Non\u00a0: «\u00a0par la présente loi\u00a0» évite justement d’en ajouter d’autres.',
  },
};

/** The article as staff would have it, on a text. */
export function wordedBlocks(body, rows, { on, edits }) {
  const row = rows.find(({ id }) => id === on);
  const [{ blocks }] = deskAmendments(body, [{ ...row, edits }]);
  return blocks;
}
