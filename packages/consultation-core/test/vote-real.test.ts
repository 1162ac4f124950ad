import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { addAll, empty, instantRunoff, rankingOf, remove, schulze } from '../src/vote/index.ts';
import { pathStrength, runoffOf, stronger } from './vote-literal.ts';

const file = (name: string) => {
  const bytes = readFileSync(join(import.meta.dirname, 'data/votes', name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
};

/** Ballots that rank `a` above `b`, straight from numbers, 99 for none. */
const preferring = (ballots: readonly (readonly number[])[], a: number, b: number) =>
  ballots.filter((ranks) => (ranks[a] as number) < (ranks[b] as number)).length;

describe('the leader of the Debian project, 2006', () => {
  const sheet = file('leader2006_tally.txt.gz');
  const options = [...sheet.matchAll(/Option \d-+>: (.+)/g)].map(([, name]) =>
    (name as string).trim()
  );
  const votes = [...sheet.matchAll(/^V: ([\d-]{8})/gm)].map(([, ranks]) => [...(ranks as string)]);
  const none = 'None of the Above';
  const rankings = votes.map((ranks) =>
    rankingOf(
      Object.fromEntries(
        options.map((option, index) => [option, ranks[index] === '-' ? null : Number(ranks[index])])
      ),
      'close'
    )
  );
  const tally = schulze.addAll(schulze.empty(options), rankings);

  it('has the comparisons that reading the sheet column by column gives', () => {
    const numbers = votes.map((ranks) => ranks.map((one) => (one === '-' ? 99 : Number(one))));
    expect(options).toHaveLength(8);
    expect(tally.ballots).toBe(sheet.match(/^V: /gm)?.length);
    expect(tally.preferences).toEqual(
      options.flatMap((_, a) => options.map((__, b) => preferring(numbers, a, b)))
    );
  });

  it('was won by Anthony Towns, by the rules of the project too', () => {
    // Section A.6 of its constitution: whoever does not beat the default option is left out before the paths are compared.
    const over = (a: string, b: string) =>
      tally.preferences[options.indexOf(a) * options.length + options.indexOf(b)] as number;
    const above = options.filter((option) => over(option, none) > over(none, option));
    const kept = schulze.addAll(
      schulze.empty([...above, none]),
      rankings.map((ranking) =>
        ranking
          .map((group) => group.filter((option) => option === none || above.includes(option)))
          .filter((group) => group.length > 0)
      )
    );
    expect(above).not.toContain('Jonathan aka Ted Walther');
    expect(schulze.result(kept).winners).toEqual(['Anthony Towns']);
    expect(schulze.result(tally).winners).toEqual(['Anthony Towns']);
    expect(schulze.result(tally).layers.slice(0, 2).flat()).toEqual([
      'Anthony Towns',
      'Steve McIntyre',
    ]);
  });
});

describe('election A1 of the collection of Tideman', () => {
  const [head = '', ...lines] = file('A1.HIL').split(/\r?\n/);
  const size = Number(head.trim().split(/\s+/)[0]);
  const options = Array.from({ length: size }, (_, index) => `${index + 1}`);
  const end = lines.findIndex((line) => line.trim() === '0');
  const ballots = lines.slice(0, end).flatMap((line) => {
    const [weight, ...numbers] = line.trim().split(/\s+/);
    return new Array<string[]>(Number(weight)).fill(numbers.slice(0, -1));
  });

  it('is won at instant run-off by the one whom counting by hand finds', () => {
    const result = instantRunoff.result(
      instantRunoff.addAll(instantRunoff.empty(options), ballots)
    );
    expect(result.ballots).toBe(380);
    expect({
      out: result.rounds.map(({ eliminated }) => eliminated),
      winners: result.winners,
    }).toEqual(runoffOf(options, ballots));
    expect(result.winners).toHaveLength(1);
  });

  it('is won by Schulze by the one who beats every other', () => {
    const tally = schulze.addAll(
      schulze.empty(options),
      ballots.map((ballot) => ballot.map((option) => [option]))
    );
    const places = ballots.map((ballot) =>
      options.map((option) => (ballot.includes(option) ? ballot.indexOf(option) : 99))
    );
    expect(tally.preferences).toEqual(
      options.flatMap((_, a) => options.map((__, b) => preferring(places, a, b)))
    );
    const beatsAll = options.filter((_, a) =>
      options.every((__, b) => a === b || preferring(places, a, b) > preferring(places, b, a))
    );
    expect(beatsAll).toEqual(['1']);
    expect(schulze.result(tally).winners).toEqual(beatsAll);
  });

  it('has no path between the four best that walking all paths among them does not find', () => {
    const four = ['1', '9', '8', '3'];
    const tally = schulze.addAll(
      schulze.empty(four),
      ballots.map((ballot) => ballot.filter((one) => four.includes(one)).map((one) => [one]))
    );
    const { strengths } = schulze.result(tally);
    for (const [from] of four.entries()) {
      for (const [to] of four.entries()) {
        const ours = strengths[from * 4 + to];
        if (!ours) continue;
        const walked = pathStrength(tally.preferences, from, to);
        expect(stronger([ours.for, ours.against], walked)).toBe(false);
        expect(stronger(walked, [ours.for, ours.against])).toBe(false);
      }
    }
  });
});

describe('Polis conversations', () => {
  interface Conversation {
    readonly conversation: string;
    readonly events: readonly (readonly [statement: number, voter: number, vote: 1 | 0 | -1])[];
    readonly matrix: {
      readonly statements: readonly number[];
      readonly participants: readonly (readonly [number, readonly (number | null)[]])[];
    };
    readonly statements: readonly (readonly [id: number, agrees: number, disagrees: number])[];
  }
  const conversations: Conversation[] = file('polis.ndjson.gz')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const choice = { 1: 'yes', 0: 'abstain', '-1': 'no' } as const;

  it.each(conversations)('$conversation: recounted exactly', (one) => {
    const ballots = new Map<number, Map<number, 1 | 0 | -1>>();
    let counted = new Map<number, ReturnType<typeof empty>>();
    const all = new Map<number, string[]>();
    for (const [statement, voter, vote] of one.events) {
      const own = ballots.get(statement) ?? new Map<number, 1 | 0 | -1>();
      const before = own.get(voter);
      let tally = counted.get(statement) ?? empty('yes-no-abstain@1');
      if (before !== undefined) tally = remove(tally, choice[before]);
      counted = counted.set(statement, addAll(tally, [choice[vote]]));
      ballots.set(statement, own.set(voter, vote));
      all.set(statement, [...(all.get(statement) ?? []), choice[vote]]);
    }
    // The last vote of each on each is the published matrix, and the tallies kept on the way are its columns.
    const { statements, participants } = one.matrix;
    for (const [column, statement] of statements.entries()) {
      const votes = participants.map(([voter, row]) => [voter, row[column] ?? null] as const);
      const given = votes.filter(([, vote]) => vote !== null) as [number, 1 | 0 | -1][];
      expect([...(ballots.get(statement) ?? [])].sort(([a], [b]) => a - b)).toEqual(
        given.sort(([a], [b]) => a - b)
      );
      const fresh = addAll(
        empty('yes-no-abstain@1'),
        given.map(([, vote]) => choice[vote])
      );
      expect(counted.get(statement) ?? empty('yes-no-abstain@1')).toEqual(fresh);
    }
    // The published counts of a statement count a changed vote twice.
    for (const [id, agrees, disagrees] of one.statements) {
      const { counts } = addAll(empty('yes-no-abstain@1'), all.get(id) ?? []);
      expect([counts.yes, counts.no]).toEqual([agrees, disagrees]);
    }
  });
});

it('the consultation of 2019: 299 of 300 proposals recounted, and the other by one person who voted twice', () => {
  const { proposals, votes } = JSON.parse(file('revenu-universel-2019.json.gz')) as {
    proposals: [number, number, number][];
    votes: [number | null, number, 'YES' | 'MITIGE' | 'NO'][];
  };
  const choice = { YES: 'for', MITIGE: 'mixed', NO: 'against' } as const;
  const differing = proposals.flatMap((published, proposal) => {
    const own = votes.filter(([on]) => on === proposal);
    const { counts } = addAll(
      empty('for-mixed-against@1'),
      own.map(([, , value]) => choice[value])
    );
    const recount = [counts.for, counts.mixed, counts.against];
    if (recount.join() === published.join()) return [];
    return [{ published, recount, twice: own.length - new Set(own.map(([, who]) => who)).size }];
  });
  expect(proposals).toHaveLength(300);
  expect(differing).toEqual([{ published: [67, 13, 65], recount: [66, 13, 66], twice: 1 }]);
});
