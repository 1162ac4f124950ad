import { writeHtml } from 'consultation-core/formats/html';
import { articles, headingTitle } from 'consultation-core/text';
import { readRevenuUniversel } from './data.mjs';
import { parisInstant } from './dates.mjs';
import { plainWords } from './words.mjs';

export const opened2019 = parisInstant('09/10/2019 00:00');
export const closed2019 = parisInstant('21/11/2019 00:00');

const title = 'Comment doit fonctionner le revenu universel d’activité ?';
const actorOf = (pseudonym) => ({
  key: `revenu-universel-activite-2019:${pseudonym}`,
  name: pseudonym,
});

const settings = {
  slug: 'revenu-universel-activite',
  language: 'fr',
  title,
  summary:
    'Trois questions sur un projet de prestation unique : à quelles conditions, comment la demander, comment la financer. Consultation close, reprise avec tous ses votes datés.',
  organiser: 'Ministère des Solidarités et de la Santé',
  contact: 'consultation@demo.example',
  timeZone: 'Europe/Paris',
  presentation: `En 2019 le Gouvernement a préparé la création d’un revenu universel d’activité, qui devait réunir plusieurs prestations sociales en une seule. Du 9 octobre au 20 novembre, chacun pouvait dire en ligne ce qu’il pensait des propositions mises en discussion, en faire d’autres, voter et argumenter.

Ce texte réunit les propositions des trois rubriques de la partie « Comment doit fonctionner le revenu universel d’activité » : celles de l’administration et celles des participants, déposées tout au long de la consultation. Chacune est ici un article, sur lequel on a voté pour, contre ou d’un avis mitigé.`,
  commitment:
    'Les résultats ont été rendus publics. Ils sont repris ici pour montrer qu’un décompte publié peut être refait à partir des votes, un par un.',
  phases: [
    {
      id: 'consultation-2019',
      name: 'Consultation',
      opensAt: opened2019,
      closesAt: closed2019,
      allows: ['comment', 'vote'],
    },
  ],
  counts: 'always',
  method: 'for-mixed-against@1',
  charter: [
    {
      id: 'respect',
      title: 'Respecter les personnes',
      text: 'On discute les propositions et les arguments, pas les personnes.',
    },
    {
      id: 'sujet',
      title: 'Rester dans le sujet',
      text: 'Une contribution porte sur le fonctionnement du revenu universel d’activité.',
    },
  ],
  provenance: `Démonstration. Les propositions, les arguments et les votes sont ceux de la consultation publique tenue du 9 octobre au 20 novembre 2019 sur consultation-rua.gouv.fr, d’après l’export de la plateforme (dépôt GitHub WilliamAboucaya/RUA_RepNum_NLI) ; les auteurs y sont remplacés par des pseudonymes. C’est une consultation publique de l’État ; le lieu d’où viennent les données n’indique pas de licence.

Chaque vote a été rejoué comme un bulletin, à sa date. Pour 299 des 300 propositions le décompte est celui qui a été publié ; pour la proposition « activité en contrepartie du Revenu Universel d'Activité » les votes de l’export donnent 66 pour, 13 mitigés, 65 contre, et la plateforme annonçait 67, 13 et 65. Le texte de 18 autres propositions n’est pas dans l’export : leurs votes et leurs arguments sont gardés, à la fin.`,
};

const missingSection = 'Propositions dont le texte manque dans l’export';

/** `3. Le financement` before `10. …`, as the sections are numbered. */
const bySection = (a, b) => Number.parseInt(a.section, 10) - Number.parseInt(b.section, 10);

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

/**
 * Everything that was voted on, in the order of the text: proposals by section and date, then those of which only
 * votes and arguments are known.
 */
export function itemsOf({ proposals, votes, arguments: opinions }) {
  const dated = proposals.map((proposal) => ({
    id: proposal.id,
    section: proposal.section,
    title: proposal.title.replace(/\s+/g, ' ').trim(),
    at: parisInstant(proposal.created_at),
    proposal,
  }));
  dated.sort((a, b) => bySection(a, b) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const known = new Set(proposals.map(({ id }) => id));
  const unknown = new Set(
    [...votes, ...opinions].map(({ on }) => on).filter((id) => !known.has(id))
  );
  const missing = [...unknown].sort().map((id) => ({
    id,
    section: missingSection,
    title: `Proposition ${id.slice(0, 8)}`,
    proposal: undefined,
  }));
  return [...dated, ...missing];
}

const paragraph = (text, marks = {}) => ({
  type: 'paragraph',
  id: 'p',
  children: [{ text, ...marks }],
});
const heading = (rank, text) => ({ type: 'heading', id: 'h', rank, children: [{ text }] });

/** The proposals as one page: sections as divisions, each proposal as an article. */
export function textHtml(items) {
  const body = [];
  let section;
  for (const item of items) {
    if (item.section !== section) {
      section = item.section;
      body.push(heading('section', section));
    }
    body.push(heading('article', item.title));
    if (item.proposal === undefined) {
      body.push(
        paragraph('Le texte de cette proposition n’est pas dans l’export.', { italic: true })
      );
      continue;
    }
    const lines = plainWords(item.proposal.body).split('\n');
    body.push(...lines.filter((line) => line.trim() !== '').map((line) => paragraph(line.trim())));
    const when = day.format(new Date(item.at));
    body.push(
      paragraph(`Proposition déposée par ${item.proposal.author} le ${when}.`, { italic: true })
    );
  }
  return writeHtml(body);
}

/** Votes and arguments in the order of their dates; of the same minute, as they stand in the file. */
export function actsOf({ votes, arguments: opinions }) {
  const acts = [
    ...votes.map((vote) => ({ at: parisInstant(vote.created_at), vote })),
    ...opinions.map((argument) => ({ at: parisInstant(argument.created_at), argument })),
  ];
  return acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export const choiceOf = { YES: 'for', MITIGE: 'mixed', NO: 'against' };
const stanceOf = { FOR: 'for', AGAINST: 'against' };

/** The consultation of 2019, closed: every dated vote cast again as a ballot, in order, through the service. */
export const revenuUniversel = {
  slug: settings.slug,
  name: 'Revenu universel d’activité (2019)',
  async seed({ services, step }) {
    const data = readRevenuUniversel();
    const items = itemsOf(data);
    const { slug } = settings;
    const { id } = await services.consultation.create(settings);
    const imported = await services.version.import({ format: 'html', source: textHtml(items) });
    const found = articles(imported.body);
    const targets = new Map(items.map((item, index) => [item.id, `article:${found[index]?.id}`]));
    const strayed = items.find(
      ({ title: name }, index) => headingTitle(found[index].heading) !== name
    );
    if (found.length !== items.length || strayed) {
      throw new Error(`The text was not recognised as it is: ${strayed?.title ?? found.length}`);
    }
    const { revision } = await services.version.saveDraft({
      consultation: id,
      draft: { revision: null, title, ...imported, explanations: {} },
    });
    await services.version.publish({ consultation: id, revision, at: opened2019 });
    await services.consultation.setState({ id, state: 'open', at: opened2019 });
    await step(
      'votes and arguments',
      actsOf(data),
      ({ at, argument }) =>
        services.argument.create({
          slug,
          actor: actorOf(argument.author),
          at,
          argument: {
            target: targets.get(argument.on),
            stance: stanceOf[argument.side],
            text: plainWords(argument.body),
            sources: [],
            key: `argument-2019-${argument.id}`,
          },
        }),
      ({ at, vote }) =>
        vote && {
          slug,
          target: targets.get(vote.on),
          choice: choiceOf[vote.value],
          actor: actorOf(vote.author),
          at,
        }
    );
    await services.consultation.setState({ id, state: 'closed', at: closed2019 });
  },
};
