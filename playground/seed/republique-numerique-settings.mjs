import { billTitle } from './bill.mjs';
import { parisInstant } from './dates.mjs';
import { exampleQuestions } from './example-questions.mjs';

export const opened2015 = parisInstant('26/09/2015 00:00');
export const closed2015 = parisInstant('19/10/2015 00:00');
/** The last minute of 2015's consultation: for facts of which the data do not say when they happened. */
export const end2015 = parisInstant('18/10/2015 23:59');

/** An hour in Paris, some days before or after an instant. */
export function inDays(now, days, hour) {
  const shown = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(now.getTime() + days * 86_400_000);
  return parisInstant(`${shown} ${hour}`);
}

const everything = ['comment', 'amend', 'vote'];

/** Settings of the live consultation, of which the second phase began two weeks ago and lasts ten weeks more. */
export function settings(now) {
  return {
    slug: 'republique-numerique',
    language: 'fr',
    title: billTitle,
    summary:
      'Trente articles sur les données publiques, la protection des personnes en ligne et l’accès au numérique. Lisez-les, votez, donnez vos arguments et proposez d’autres rédactions.',
    organiser: 'Secrétariat d’État chargé du numérique',
    contact: 'consultation@demo.example',
    timeZone: 'Europe/Paris',
    presentation: `Le Gouvernement prépare un projet de loi pour une République numérique. Avant de le soumettre au Conseil d’État puis au Parlement, il publie son texte et demande à chacun ce qu’il en pense.

Le texte compte trois titres :

- la circulation des données et du savoir : ouverture des données publiques, données d’intérêt général, accès aux travaux de la recherche ;
- la protection dans la société numérique : neutralité de l’internet, portabilité des données, loyauté des plateformes, données personnelles, secret des correspondances ;
- l’accès au numérique : couverture du territoire, nouveaux usages, accessibilité, maintien de la connexion.

Sur chaque article vous pouvez dire si vous êtes pour, contre ou d’un avis mitigé, donner un argument avec vos sources, et proposer un amendement : d’autres mots pour un alinéa, un alinéa de plus, une suppression ou un article nouveau.`,
    commitment: `À la fin de la consultation, chaque amendement reçoit une réponse motivée. Les amendements retenus forment une nouvelle version du texte, publiée ici avec ses différences et avec le nom de leurs auteurs.

Les votes éclairent la décision ; ils ne la remplacent pas. Les arguments sont lus, quel que soit le nombre de votes qu’ils accompagnent.`,
    phases: [
      {
        id: 'consultation-2015',
        name: 'Consultation de 2015 (contributions reprises)',
        opensAt: opened2015,
        closesAt: closed2015,
        allows: everything,
      },
      {
        id: 'demonstration',
        name: 'Consultation de démonstration',
        opensAt: inDays(now, -14, '09:00'),
        closesAt: inDays(now, 70, '18:00'),
        allows: everything,
      },
    ],
    counts: 'always',
    method: 'for-mixed-against@1',
    questions: exampleQuestions,
    charter: [
      {
        id: 'respect',
        title: 'Respecter les personnes',
        text: 'On discute le texte et les arguments, pas les personnes. Les insultes, les menaces et les propos discriminatoires ne sont pas admis.',
      },
      {
        id: 'sujet',
        title: 'Rester dans le sujet',
        text: 'Une contribution porte sur le projet de loi ou sur ce qui devrait y figurer.',
      },
      {
        id: 'loi',
        title: 'Respecter la loi',
        text: 'Les propos que la loi interdit, la diffamation et la copie d’œuvres protégées ne sont pas admis.',
      },
      {
        id: 'vie-privee',
        title: 'Protéger la vie privée',
        text: 'On ne publie ni coordonnées ni informations privées, ni les siennes ni celles d’autrui.',
      },
      {
        id: 'publicite',
        title: 'Ni publicité ni répétition',
        text: 'Les messages commerciaux et les messages répétés à l’identique ne sont pas admis.',
      },
    ],
    provenance: `Démonstration. Le texte, les propositions, les arguments et les sources sont ceux de la consultation publique tenue du 26 septembre au 18 octobre 2015 sur republique-numerique.fr, tels que lus sur la plateforme le 18 octobre 2015 (dépôt GitHub Lucas-C/republique-numerique-stats) ; les auteurs y sont remplacés par des pseudonymes. L’État a publié les données de cette consultation en données ouvertes, sans les noms ; le lieu d’où elles viennent n’indique pas de licence.

Les décomptes de votes repris de 2015 sont marqués comme importés : ils ne peuvent pas être recomptés ici. Seuls les votes sur l’article 9 sont de vrais bulletins, un par pseudonyme (dépôt GitHub c24b/hackrepnum_article9) : 3 320 bulletins pour 3 334 votes publiés, car douze pseudonymes y figurent deux ou trois fois et leur dernier vote l’emporte ; leur date n’est pas connue. Les modifications d’articles proposées en 2015 manquent, car leur texte n’est pas dans les données. Les amendements marqués « exemple », les deux questions et les bulletins déposés sur elles ont été inventés pour la démonstration.`,
  };
}
