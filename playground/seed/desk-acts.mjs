import { articles, blockText } from 'consultation-core/text';
import { publishBill } from './bill-version.mjs';
import { readRepubliqueNumerique } from './data.mjs';
import { deskAmendments, deskProposal, deskResolutions, readDesk } from './desk-amendments.mjs';
import { ballotsOn, readOpinions } from './desk-opinions.mjs';
import { subAmendments } from './desk-works.mjs';
import { repeatable, shuffled } from './random.mjs';

const minute = 60_000;
const person = (name) => ({ key: `bureau-de-redaction:${name}`, name });

/** Instants that fall behind each other between two, the last one before the end. */
function instants(from, to, count) {
  const step = (to.getTime() - from.getTime()) / (count + 1);
  return Array.from({ length: count }, (_, index) =>
    new Date(from.getTime() + Math.round((index + 1) * step)).toISOString()
  );
}

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
  const at = opens.toISOString();
  const official = readRepubliqueNumerique().articles;
  const body = await publishBill(services, { consultation: id, official, at });
  await services.consultation.setState({ id, state: 'open', at });
  /** Ids by names of the file, and back. */
  const ids = new Map();
  const names = new Map();
  const [drafter, reader] = people.drafters;
  const rows = readDesk().amendments;
  const rowOf = new Map([...rows, ...subAmendments].map((row) => [row.id, row]));
  const random = repeatable(2015);
  const middle = new Date(opens.getTime() + (closes.getTime() - opens.getTime()) * 0.6);

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

  return {
    id,
    body,
    ids,

    /** The amendments in an order that is not the file's: those who ask for the same do not know of each other. */
    async submitAll(mine) {
      for (const name of mine) authors.set(name, people.citizen);
      const items = shuffled(deskAmendments(body, rows), random);
      const when = instants(opens, middle, items.length);
      await step('amendments', [...items.entries()], ([index, item]) =>
        submit(item, deskProposal(item), when[index])
      );
      for (const sub of subAmendments) {
        const { after } = await amendmentRow(ids.get(sub.parent));
        const block = after.find((one) => blockText(one).includes(sub.find));
        const text = blockText(block).replace(sub.find, () => sub.replace);
        const moment = new Date(middle.getTime() + minute).toISOString();
        const proposal = { kind: 'replace', block: block.id, text };
        await submit(sub, proposal, moment, ids.get(sub.parent));
      }
    },

    /** Invented ballots and arguments, all of them after the amendments and before the close. */
    async opinions() {
      const byLabel = new Map(
        articles(body).map(({ id: article, heading }) => [heading.label, article])
      );
      const given = readOpinions();
      const targets = [
        ...[...byLabel.values()].map((article) => ({
          target: `article:${article}`,
          decided: null,
        })),
        ...[...ids].map(([name, amendment]) => ({
          target: `amendment:${amendment}`,
          decided: rowOf.get(name).decision.status,
        })),
      ];
      const ballots = targets.flatMap(({ target, decided }) =>
        ballotsOn(decided, random).map((ballot) => ({ ...ballot, target }))
      );
      const opinions = [
        ...given.arguments.map((one) => ({ ...one, target: `amendment:${ids.get(one.on)}` })),
        ...given.articles.map((one) => ({ ...one, target: `article:${byLabel.get(one.on)}` })),
      ];
      const acts = shuffled([...ballots, ...opinions], random);
      const when = instants(new Date(middle.getTime() + 2 * minute), closes, acts.length);
      await step('votes and arguments', [...acts.entries()], ([index, act]) => {
        const { target, choice, voter, stance, text, author } = act;
        if (choice) {
          const actor = person(voter);
          return services.ballot.cast({ slug, target, choice, actor, at: when[index] });
        }
        return services.argument.create({
          slug,
          actor: person(`${author} (exemple)`),
          at: when[index],
          argument: { target, stance, text, sources: [], key: `${slug}-argument-${index}` },
        });
      });
    },

    close: () => services.consultation.setState({ id, state: 'closed', at: closes.toISOString() }),

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
      const when = instants(from, to, groups.size);
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
      const when = instants(from, to, resolutions.length);
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
