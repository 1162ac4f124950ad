/**
 * Amendments of alineas that nobody wrote in 2015, made up to show the other kinds of amendment: at that time the
 * platform kept what people wanted reworded in another form, of which the words are not in our data. Each is marked
 * as an example wherever it is shown. The alinea is the one that readers see numbered; 0 is the article's title.
 *
 * @typedef {{ author: string, title: string, article: number, alinea: number, justification: string } &
 *   ({ kind: 'replace', words: [from: string, to: string] } | { kind: 'insert', text: string } |
 *   { kind: 'delete' })} Example
 * @type {readonly Example[]}
 */
export const examples = [
  {
    author: 'Camille (exemple)',
    title: 'Réduire de moitié les délais avant la mise en ligne',
    article: 9,
    alinea: 3,
    kind: 'replace',
    words: [
      'douze mois pour les sciences, la technique et la médecine et de vingt-quatre mois pour les sciences humaines et sociales',
      'six mois pour les sciences, la technique et la médecine et de douze mois pour les sciences humaines et sociales',
    ],
    justification:
      'Les délais proposés sont longs au regard du rythme de la recherche. Ceux-ci laissent aux éditeurs le temps de vendre leurs numéros.',
  },
  {
    author: 'Dominique (exemple)',
    title: 'Un seul délai pour toutes les disciplines',
    article: 9,
    alinea: 3,
    kind: 'replace',
    words: [
      'douze mois pour les sciences, la technique et la médecine et de vingt-quatre mois pour les sciences humaines et sociales',
      'douze mois quelle que soit la discipline',
    ],
    justification:
      'Une règle unique est plus simple à connaître et à appliquer, en particulier pour les travaux qui relèvent de plusieurs disciplines.',
  },
  {
    author: 'Sacha (exemple)',
    title: 'Abaisser la part de financement public à un tiers',
    article: 9,
    alinea: 3,
    kind: 'replace',
    words: ['financée au moins pour moitié par', 'financée au moins pour un tiers par'],
    justification:
      'Beaucoup de projets ont plusieurs financeurs. Le seuil de la moitié exclurait une part importante des travaux menés avec de l’argent public.',
  },
  {
    author: 'Alix (exemple)',
    title: 'Permettre la réutilisation commerciale',
    article: 9,
    alinea: 3,
    kind: 'replace',
    words: [' Cette mise à disposition ne peut donner lieu à aucune exploitation commerciale.', ''],
    justification:
      'Interdire tout usage commercial empêcherait par exemple les services de recherche documentaire de fouiller ces textes.',
  },
  {
    author: 'Lou (exemple)',
    title: 'Garantir la gratuité des données de référence',
    article: 4,
    alinea: 2,
    kind: 'insert',
    text: 'La mise à disposition des données de référence est gratuite.',
    justification:
      'Le service public de la donnée n’atteindra son but que si les données les plus utilisées ne sont pas soumises à redevance.',
  },
  {
    author: 'Maxime (exemple)',
    title: 'Conserver le mot « réciproques »',
    article: 11,
    alinea: 8,
    kind: 'delete',
    justification:
      'Le caractère réciproque des conditions protège les plus petits acteurs ; sa suppression n’est pas expliquée.',
  },
  {
    author: 'Charlie (exemple)',
    title: 'Publier un rapport annuel sur les pratiques des plateformes',
    article: 14,
    alinea: 8,
    kind: 'insert',
    text: '7° Publier chaque année un rapport sur les pratiques des plateformes en ligne et sur les suites données à ses enquêtes.',
    justification:
      'Les utilisateurs doivent pouvoir suivre ce que l’autorité fait de ses nouveaux pouvoirs.',
  },
  {
    author: 'Noa (exemple)',
    title: 'Préciser le titre de l’article',
    article: 16,
    alinea: 0,
    kind: 'replace',
    words: ['ses données', 'ses données à caractère personnel'],
    justification: 'Le titre dit ainsi la même chose que l’alinéa qu’il annonce.',
  },
  {
    author: 'Andréa (exemple)',
    title: 'Laisser un mois à la CNIL pour se prononcer',
    article: 19,
    alinea: 3,
    kind: 'replace',
    words: ['un délai de 15 jours', 'un délai d’un mois'],
    justification:
      'Quinze jours ne suffisent pas pour entendre le responsable du traitement. Un mois reste court pour la personne concernée.',
  },
  {
    author: 'Maxime (exemple)',
    title: 'Rendre gratuit l’enregistrement des directives',
    article: 20,
    alinea: 8,
    kind: 'insert',
    text: '« L’enregistrement, la modification et la révocation des directives sont gratuits pour la personne.',
    justification: 'Un droit qui se paie ne serait pas exercé par tous.',
  },
  {
    author: 'Morgan (exemple)',
    title: 'Supprimer l’exception pour les dons et les billets',
    article: 27,
    alinea: 3,
    kind: 'delete',
    justification:
      'Le paiement sur facture téléphonique est peu protecteur ; il vaut mieux ne pas l’étendre à d’autres achats que les contenus numériques.',
  },
  {
    author: 'Yaël (exemple)',
    title: 'Doubler la sanction pour les petites communes après deux ans',
    article: 29,
    alinea: 2,
    kind: 'replace',
    words: [
      'appartenant aux communes de moins de 5000 habitants',
      'appartenant aux communes de moins de 5000 habitants, doublée en l’absence de mise en conformité dans les deux ans,',
    ],
    justification:
      'Les petites communes ont besoin de temps, mais l’obligation doit finir par être respectée partout.',
  },
];
