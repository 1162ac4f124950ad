import { articleById, articles, blockText } from 'consultation-core/text';
import { publishBill } from './bill-version.mjs';
import { countsOf, readArticle9Votes, readRepubliqueNumerique } from './data.mjs';
import { instantOf } from './dates.mjs';
import { exampleBallots } from './example-questions.mjs';
import { examples } from './examples.mjs';
import { end2015, opened2015, settings } from './republique-numerique-settings.mjs';
import { htmlToBody, htmlToLines, plainWords } from './words.mjs';

/** People are known by their pseudonyms, which mean somebody else in every set of data. */
const actorOf = (pseudonym) => ({ key: `republique-numerique-2015:${pseudonym}`, name: pseudonym });

const countsSource = 'la plateforme de la consultation de 2015 (relevé du 18 octobre 2015)';

/** What a citizen of 2015 proposed, as an amendment that adds an article at the end of the section. */
function submission(slug, proposal, after) {
  const { id, title, author, body_html: html, appendices, sources, created_at: at } = proposal;
  const explanation = appendices.map(({ body_html }) => body_html ?? '').join('\n');
  return {
    slug,
    actor: actorOf(author),
    at: instantOf(at),
    amendment: {
      base: 1,
      title: title.trim(),
      proposal: { kind: 'article', after, heading: title.trim(), text: htmlToLines(html) },
      justification: '',
      submit: true,
      key: `proposition-2015-${id}`,
    },
    extra: {
      justification: htmlToBody(explanation, `j${id}`),
      sources: sources.map((source) => ({ title: source.title.trim(), url: source.link })),
    },
  };
}

function argued(slug, target, argument) {
  return {
    slug,
    actor: actorOf(argument.author),
    at: instantOf(argument.created_at),
    argument: {
      target,
      stance: argument.for ? 'for' : 'against',
      text: plainWords(argument.body),
      sources: [],
      key: `argument-2015-${argument.id}`,
    },
  };
}

/** An invented amendment as a proposal about the published text. */
function proposalOf(body, articleId, example) {
  const article = articleById(body, articleId);
  const block = example.alinea === 0 ? article.heading : article.blocks[example.alinea - 1];
  switch (example.kind) {
    case 'delete':
      return { kind: 'delete', block: block.id };
    case 'insert':
      return { kind: 'insert', after: block.id, text: example.text };
    case 'replace': {
      const before = blockText(block);
      const [from, to] = example.words;
      if (!before.includes(from)) throw new Error(`Not in article ${example.article}: ${from}`);
      return { kind: 'replace', block: block.id, text: before.replace(from, () => to) };
    }
  }
}

/**
 * The consultation of 2015 on the digital bill, open now. Everything goes through the services that requests use, in
 * the order in which it happened.
 */
export const republiqueNumerique = {
  slug: settings(new Date()).slug,
  name: 'République numérique (2015)',
  async seed({ services, now, step }) {
    const { articles: official, proposals } = readRepubliqueNumerique();
    const given = settings(now);
    const { slug } = given;
    const { id } = await services.consultation.create(given);
    const body = await publishBill(services, { consultation: id, official, at: opened2015 });
    await services.consultation.setState({ id, state: 'open', at: opened2015 });

    const articleIds = articles(body).map((article) => article.id);
    /** The last article of each section, by the section's id in the data. */
    const lastOf = new Map(official.map(({ section }, index) => [section.id, articleIds[index]]));
    /** What votes and arguments are about, by the proposition's id in the data. */
    const targets = new Map(official.map((one, index) => [one.id, `article:${articleIds[index]}`]));

    const acts = [
      ...proposals.map((proposal) => ({ at: instantOf(proposal.created_at), proposal })),
      ...[...official, ...proposals].flatMap((item) =>
        item.arguments.map((argument) => ({
          at: instantOf(argument.created_at),
          about: item.id,
          argument,
        }))
      ),
    ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    await step('propositions and arguments', acts, async ({ proposal, argument, about }) => {
      if (argument) {
        await services.argument.create(argued(slug, targets.get(about), argument));
        return;
      }
      const made = await services.amendment.create(
        submission(slug, proposal, lastOf.get(proposal.section.id))
      );
      targets.set(proposal.id, `amendment:${made.id}`);
    });

    const article9 = official.find(({ title }) => title.startsWith('Article 9 '));
    const target = targets.get(article9.id);
    const article9Ballots = readArticle9Votes().map(({ voter, choice }) => ({
      slug,
      target,
      choice,
      actor: actorOf(voter),
      at: end2015,
    }));
    await step('ballots on article 9', article9Ballots, undefined, (ballot) => ballot);
    const counted = [...official, ...proposals].filter((item) => item !== article9);
    await step('imported counts', counted, (item) =>
      services.ballot.importCounts({
        consultation: id,
        target: targets.get(item.id),
        counts: countsOf(item.votes),
        source: countsSource,
        at: end2015,
      })
    );
    const trashed = proposals.filter((proposal) => proposal.trashed);
    await step('moderation of 2015', trashed, (proposal) =>
      services.moderation.act({
        consultation: id,
        type: 'amendment',
        item: targets.get(proposal.id).slice('amendment:'.length),
        act: 'hide',
        rule: 'sujet',
        reason:
          'Mise à la corbeille par les modérateurs de la plateforme en 2015. Leur motif n’a pas été publié ; la règle citée ici est celle qui paraît correspondre.',
        at: end2015,
      })
    );
    const hour = 3_600_000;
    // One a day since the second phase opened, the last one yesterday.
    const amendments = examples.map((example, index) => ({
      at: new Date(now.getTime() - (examples.length - index) * 24 * hour).toISOString(),
      submit: (at) => submitExample(example, index, at),
    }));
    const ballots = exampleBallots(given.phases[1].opensAt, now.toISOString()).map(
      ({ at, voter, target, choice }) => {
        const actor = { key: `example-voter:${voter}`, name: `Personne ${voter} (exemple)` };
        const ask = { slug, target, actor, at };
        return choice === null
          ? { at, submit: () => services.ballot.withdraw(ask) }
          : { at, ballot: { ...ask, choice } };
      }
    );
    const invented = [...amendments, ...ballots].sort((a, b) => (a.at < b.at ? -1 : 1));
    await step(
      'examples',
      invented,
      ({ at, submit }) => submit(at),
      ({ ballot }) => ballot
    );

    function submitExample(example, index, at) {
      return services.amendment.create({
        slug,
        actor: { key: `example:${index}`, name: example.author },
        at,
        amendment: {
          base: 1,
          title: example.title,
          proposal: proposalOf(body, articleIds[example.article - 1], example),
          justification: example.justification,
          submit: true,
          key: `amendement-exemple-${index}`,
        },
        extra: { example: true },
      });
    }
  },
};
