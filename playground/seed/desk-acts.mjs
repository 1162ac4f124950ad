import { articles, blockText } from 'consultation-core/text';
import { publishBill } from './bill-version.mjs';
import { readRepubliqueNumerique } from './data.mjs';
import { deskAmendments, deskProposal, deskResolutions, readDesk } from './desk-amendments.mjs';
import { ballotsOn, readOpinions } from './desk-opinions.mjs';
import { subAmendments } from './desk-works.mjs';
import { atWork, instants, momentBetween } from './moments.mjs';
import { repeatable, shuffled } from './random.mjs';

const person = (name) => ({ key: `bureau-de-redaction:${name}`, name });

/** Parties of a collision under the names that amendments have in the file. */
const named = (collision, names) => ({
  ...collision,
  options: collision.options.map((option) => ({
    ...option,
    changes: option.changes.map((id) => names.get(id) ?? id),
  })),
});

/** A consultation about the digital bill in which the invented amendments were submitted; one act after the other. */
export async function desk({ services, amendmentRow, step, people }, { opens, closes, settings }) {
  const { slug } = settings;
  const { id } = await services.consultation.create(settings);
  const official = readRepubliqueNumerique().articles;
  const body = await publishBill(services, { consultation: id, official, at: opens });
  await services.consultation.setState({ id, state: 'open', at: opens });
  /** Ids by names of the file, and back. */
  const ids = new Map();
  const names = new Map();
  const [drafter, reader] = people.drafters;
  const rows = readDesk().amendments;
  const rowOf = new Map([...rows, ...subAmendments].map((row) => [row.id, row]));
  const random = repeatable(2015);
  /** All are submitted in the first two thirds of the time. */
  const last = instants(opens, closes, 2)[1];

  /** Who wrote an amendment: invented, or the account of the demonstration. */
  const authors = new Map();
  const authorOf = (name) => authors.get(name) ?? person(rowOf.get(name).author);

  async function submit(row, proposal, when, parent) {
    const { title, justification } = row;
    const made = await services.amendment.create({
      slug,
      actor: authorOf(row.id),
      at: when,
      amendment: {
        base: 1,
        title,
        proposal,
        justification,
        ...(parent && { parent }),
        submit: true,
        key: `${slug}-${row.id}`,
      },
      extra: { example: true },
    });
    ids.set(row.id, made.id);
    names.set(made.id, row.id);
  }

  async function submitSub(sub, when) {
    const { after } = await amendmentRow(ids.get(sub.parent));
    const block = after.find((one) => blockText(one).includes(sub.find));
    const text = blockText(block).replace(sub.find, () => sub.replace);
    await submit(sub, { kind: 'replace', block: block.id, text }, when, ids.get(sub.parent));
  }

  /** Invented ballots and arguments, each at a moment after that of what it is about. */
  function opinions(since) {
    const found = articles(body);
    const idOf = new Map(found.map(({ id: article, heading }) => [heading.label, article]));
    const given = readOpinions();
    const busy = (label) => rows.filter(({ article }) => article === label).length;
    const onArticle = (label) => ({ target: () => `article:${idOf.get(label)}`, from: opens });
    const onAmendment = (name) => ({
      target: () => `amendment:${ids.get(name)}`,
      from: since.get(name),
    });
    const cast = ({ target, from }, { voter, choice }) => {
      const at = momentBetween(from, closes, random);
      const actor = person(voter);
      return { at, ballot: () => ({ slug, target: target(), choice, actor, at }) };
    };
    const argue = ({ target, from }, { author, stance, text }) => {
      const at = momentBetween(from, closes, random);
      const actor = person(`${author} (exemple)`);
      const key = `${slug}-argument-${author}`;
      const act = () => {
        const argument = { target: target(), stance, text, sources: [], key };
        return services.argument.create({ slug, actor, at, argument });
      };
      return { at, act };
    };
    return [
      ...[...idOf.keys()].flatMap((label) =>
        ballotsOn(null, random, busy(label)).map((ballot) => cast(onArticle(label), ballot))
      ),
      ...[...since.keys()].flatMap((name) =>
        ballotsOn(rowOf.get(name).decision.status, random).map((ballot) =>
          cast(onAmendment(name), ballot)
        )
      ),
      ...given.articles.map((one) => argue(onArticle(one.on), one)),
      ...given.arguments.map((one) => argue(onAmendment(one.on), one)),
    ];
  }

  return {
    id,
    body,
    ids,

    /**
     * What people did until the close, in the order of time: amendments in another order than the file's, since those
     * who ask for the same do not know of each other, and ballots and arguments on what was there.
     *
     * @param {readonly string[]} mine what the account of the demonstration wrote
     */
    async take(mine) {
      for (const name of mine) authors.set(name, people.citizen);
      const items = shuffled(deskAmendments(body, rows), random);
      const submitted = instants(opens, last, items.length);
      const acts = items.map((item, index) => ({
        at: submitted[index],
        act: () => submit(item, deskProposal(item), submitted[index]),
      }));
      const since = new Map(items.map((item, index) => [item.id, submitted[index]]));
      for (const sub of subAmendments) {
        const [when] = instants(since.get(sub.parent), last, 1);
        since.set(sub.id, when);
        acts.push({ at: when, act: () => submitSub(sub, when) });
      }
      acts.push(...opinions(since));
      acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
      await step(
        'amendments, votes and arguments',
        acts,
        ({ act }) => act(),
        ({ ballot }) => ballot?.()
      );
    },

    close: () => services.consultation.setState({ id, state: 'closed', at: closes }),

    /**
     * Decisions by name, those of one status and reason at once, as staff take them.
     *
     * @param {ReadonlyMap<string, { status: string, reason: string }>} decisions
     */
    async decide(decisions, from, to) {
      const groups = new Map();
      for (const [name, { status, reason }] of decisions) {
        const key = `${status}: ${reason}`;
        const group = groups.get(key) ?? { status, reason, amendments: [] };
        groups.set(key, { ...group, amendments: [...group.amendments, ids.get(name)] });
      }
      const when = atWork(from, to, groups.size);
      await step('decisions', [...[...groups.values()].entries()], ([index, group]) =>
        services.amendment.decide({ consultation: id, ...group, at: when[index] })
      );
    },

    /** Shows other words of staff to the author, or keeps them private. */
    offer: ({ on, note }, after, { at: when, publish }) =>
      services.desk.saveWording({
        consultation: id,
        amendment: ids.get(on),
        number: 0,
        after,
        note,
        publish,
        by: drafter,
        at: when,
      }),

    /** What its author says to them. */
    reply: ({ on, reply }, accept, when) =>
      services.amendment.replyToWording({
        slug,
        id: ids.get(on),
        number: 1,
        actor: authorOf(on),
        accept,
        reply,
        at: when,
      }),

    /** The decisions of the file on the collisions that there are, or on those that `wanted` is about. */
    async resolve(from, to, wanted) {
      const { consolidated } = await services.desk.computation(id);
      const found = consolidated.collisions
        .map((collision) => named(collision, names))
        .filter(
          ({ options }) =>
            wanted === undefined ||
            options.some(({ changes }) => changes.some((name) => wanted.has(name)))
        );
      const resolutions = deskResolutions(found).map((one) =>
        one.take === 'change' ? { ...one, change: ids.get(one.change) } : one
      );
      const when = atWork(from, to, resolutions.length);
      await step('collisions', [...resolutions.entries()], ([index, resolution]) =>
        services.desk.resolve({
          consultation: id,
          collision: resolution.collision,
          revision: 0,
          resolution,
          key: `seed-resolution-${resolution.collision}`,
          by: drafter,
          at: when[index],
        })
      );
    },

    /** The next version as it is computed now, approved by the second reader and published with an answer. */
    async publish({ title, answer, approvedAt, at: when }) {
      const { print: fingerprint } = await services.desk.computation(id);
      await services.desk.approve({ consultation: id, fingerprint, by: reader, at: approvedAt });
      await services.desk.publish({
        consultation: id,
        fingerprint,
        title,
        answer,
        outcome: 'answered',
        by: drafter,
        at: when,
      });
    },
  };
}
