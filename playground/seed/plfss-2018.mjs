import { blockText } from 'consultation-core/text';
import { parisInstant } from './dates.mjs';
import {
  proposalOf,
  senateAmendments,
  senateIntroduction,
  senateText,
  senateTitle,
} from './senate.mjs';

const opened = parisInstant('06/11/2017 00:00');
const closed = parisInstant('17/11/2017 00:00');

const settings = {
  slug: 'plfss-2018-senat',
  language: 'fr',
  title: `${senateTitle}\u00a0: les amendements du Sénat`,
  summary:
    'Cinq cent vingt amendements de sénateurs sur un texte de loi, tels que le Sénat les a publiés\u00a0: ce que le bureau de rédaction doit pouvoir porter. Le texte lui-même est une reconstitution.',
  organiser: 'Sénat (données reprises pour la démonstration)',
  contact: 'consultation@demo.example',
  timeZone: 'Europe/Paris',
  presentation: `${senateIntroduction}

Cette consultation n’a pas eu lieu\u00a0: les amendements d’un débat parlementaire y sont traités comme ceux de citoyens, pour éprouver l’outil avec de vrais textes en grand nombre.`,
  commitment: 'Chaque amendement porte le sort qu’il a eu en séance.',
  phases: [
    {
      id: 'seance-2017',
      name: 'Dépôt des amendements au Sénat',
      opensAt: opened,
      closesAt: closed,
      allows: ['amend'],
    },
  ],
  counts: 'always',
  method: 'for-mixed-against@1',
  charter: [
    {
      id: 'sujet',
      title: 'Rester dans le sujet',
      text: 'Un amendement porte sur le texte en discussion.',
    },
  ],
  provenance: `Démonstration. ${senateIntroduction.replaceAll('**', '')}

Sur 595 amendements, 75 ne sont pas repris\u00a0: 74 ont été publiés sans leur texte (28 retirés avant la séance, 46 irrecevables) et un est une motion. L’outil ne connaît pas toutes les issues d’un débat parlementaire\u00a0: les amendements non soutenus, retirés en séance ou tombés y sont «\u00a0sans objet\u00a0», avec leur sort dans la réponse.`,
};

/**
 * What our tool calls what became of an amendment in the Senate. Withdrawn in the sitting, when amendments can no
 * longer be submitted, is without object here: only an author withdraws, and only in time.
 */
const decisions = [
  [/^Adopté$/, 'adopted', 'Adopté par le Sénat.'],
  [/^Rejeté$/, 'rejected', 'Rejeté par le Sénat.'],
  [/^Irrecevable art\. (.*)$/, 'inadmissible', 'Irrecevable (article $1).'],
  [/^Retiré$/, 'moot', 'Retiré en séance par son auteur.'],
  [/^Tombé$/, 'moot', 'Tombé\u00a0: un amendement adopté avant lui l’a privé d’objet.'],
  [/^Non soutenu$/, 'moot', 'Non soutenu en séance.'],
];

/** @returns {{ status: string, reason: string }} */
export function decisionOf(fate) {
  const found = decisions.find(([pattern]) => pattern.test(fate));
  if (found === undefined) throw new Error(`What became of it is unknown: ${fate}`);
  const [pattern, status, reason] = found;
  return { status, reason: fate.replace(pattern, reason) };
}

/** Under the Senate's number, which is not the one that we give. */
function titleOf({ title, number }) {
  const [, place] = title.split(' – ');
  return [`N°\u00a0${number} du Sénat`, place].filter(Boolean).join(' – ');
}

/** The number that the Senate gave it, without the times that it was changed. */
const digits = ({ number }) => Number.parseInt(number, 10);

/** Behind which article a new one stands: in front of article 39 is behind the one before. */
function placed(proposal, { before, article }, ids) {
  if (!before || proposal.kind !== 'article') return proposal;
  return { ...proposal, after: ids[ids.indexOf(article) - 1] ?? null };
}

/**
 * As a proposal. The two that ask for a division of their own, which no citizen's amendment can make, are kept with
 * the words that say so in front of their reasons.
 */
function proposed(item) {
  const proposal = proposalOf(item);
  if (proposal !== null) return { proposal, note: '' };
  const [division, ...blocks] = item.blocks;
  const title = [division.label, division.children[0].text].filter(Boolean).join(' ');
  return {
    proposal: proposalOf({ ...item, blocks }),
    note: `L’amendement insère aussi, devant l’article, une division «\u00a0${title}\u00a0».\n\n`,
  };
}

const wordsOf = ({ type, marker = '', ...block }) =>
  `${type} ${marker} ${blockText({ type, ...block })}`;

/**
 * A proposal about what another amendment makes: its new blocks have the ids that they were given when it was
 * submitted.
 */
function amending(proposal, { after }, body) {
  if (proposal.kind !== 'edit') return proposal;
  const old = new Set(body.map(({ id }) => id));
  const given = new Map(
    after.filter(({ id }) => !old.has(id)).map((one) => [wordsOf(one), one.id])
  );
  const blocks = proposal.blocks.map((block) =>
    old.has(block.id) ? block : { ...block, id: given.get(wordsOf(block)) ?? block.id }
  );
  return { ...proposal, blocks };
}

/** Those whose change could be read, by the Senate's numbers: what is amended before what amends it. */
export const readable = (body) =>
  senateAmendments(body)
    .filter(({ blocks }) => blocks !== null)
    .sort((a, b) => digits(a) - digits(b));

/** A real load for the drafting desk: 520 amendments of one debate, with what became of each. */
export const plfss2018 = {
  slug: settings.slug,
  name: 'Sénat, PLFSS 2018',
  async seed({ services, step, amendmentRow }) {
    const { slug } = settings;
    const { id } = await services.consultation.create(settings);
    const { title, body } = senateText();
    const { revision } = await services.version.saveDraft({
      consultation: id,
      draft: { revision: null, title, body, explanations: {}, notices: [] },
    });
    await services.version.publish({ consultation: id, revision, at: opened });
    await services.consultation.setState({ id, state: 'open', at: opened });

    const articleIds = body
      .filter(({ type, rank }) => type === 'heading' && rank === 'article')
      .map((heading) => heading.id);
    const ids = new Map();
    const items = readable(body);
    await step('amendments', items, async (item) => {
      const { proposal, note } = proposed(item);
      const parent = item.parent === null ? undefined : ids.get(item.parent);
      const made = await services.amendment.create({
        slug,
        actor: { key: `senat-plfss-2018:${item.author}`, name: authorOf(item) },
        at: parisInstant(`${item.date.split('-').reverse().join('/')} 12:00`),
        amendment: {
          base: 1,
          title: titleOf(item),
          proposal: parent
            ? amending(proposal, await amendmentRow(parent), body)
            : placed(proposal, item, articleIds),
          justification: `${note}${item.justification}`,
          ...(parent && { parent }),
          submit: true,
          key: `${slug}-${item.number}`,
        },
        extra: { sources: [{ title: `N°\u00a0${item.number} sur senat.fr`, url: item.url }] },
      });
      ids.set(item.number, made.id);
    });
    await services.consultation.setState({ id, state: 'closed', at: closed });
    const groups = new Map();
    for (const { number, fate } of items) {
      groups.set(fate, [...(groups.get(fate) ?? []), ids.get(number)]);
    }
    await step('decisions', [...groups], ([fate, amendments]) =>
      services.amendment.decide({
        consultation: id,
        amendments,
        ...decisionOf(fate),
        at: closed,
      })
    );
  },
};

const authorOf = ({ author, group }) => (group ? `${author} (${group})` : author);
