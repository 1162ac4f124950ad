import type { Json } from '../edition.ts';
import {
  byOrder,
  contentOf,
  itemCounts,
  opened,
  other,
  questionCounts,
  stranger,
  type Tampering,
} from './hands.ts';

export const ballots: readonly Tampering[] = [
  {
    name: 'a ballot changed',
    code: 'ballot-changed',
    change: (lists, _, roll) => {
      const one = roll.one(lists.ballots);
      one.choice = other(lists, one.choice);
      return one.choice !== undefined;
    },
  },
  {
    name: 'a ballot dropped',
    code: 'ballot-dropped',
    change: (lists, _, roll) => void lists.ballots.splice(roll.below(lists.ballots.length), 1),
  },
  {
    name: 'a ballot added',
    code: 'ballot-added',
    change: (lists, _, roll) => {
      lists.ballots.push({ ...roll.one(lists.ballots), voter: stranger(roll) });
      lists.ballots.sort(byOrder);
    },
  },
  {
    name: 'a ballot that was withdrawn added again',
    code: 'ballot-added',
    change: (lists) => {
      const gone = opened(lists).find((line) => {
        const { act, voter } = contentOf(line);
        return act === 'withdrawn' && !lists.ballots.some((one) => one.voter === voter);
      });
      if (gone === undefined) return false;
      const { target, voter } = contentOf(gone);
      const { choice, hour } = lists.ballots[0] as Json;
      lists.ballots.push({ choice, hour, target, voter });
      lists.ballots.sort(byOrder);
    },
  },
  {
    name: 'a ballot moved to another box',
    code: 'ballot-moved',
    change: (lists, _, roll) => {
      const one = roll.one(lists.ballots);
      const to = lists.ballots.find(({ target }) => target !== one.target);
      if (to === undefined) return false;
      one.target = to.target;
      lists.ballots.sort(byOrder);
    },
  },
  {
    name: 'a ballot dated otherwise',
    code: 'ballot-redated',
    change: (lists, _, roll) => {
      roll.one(lists.ballots).hour = '2015-10-24T03:00:00.000Z';
    },
  },
  {
    name: 'a ballot listed twice',
    code: 'ballot-listed-twice',
    also: ['ballots-order'],
    change: (lists, _, roll) => {
      const at = roll.below(lists.ballots.length);
      lists.ballots.splice(at, 0, { ...lists.ballots[at] });
    },
  },
  {
    name: 'ballots in the order of their arrival',
    code: 'ballots-order',
    change: (lists) => {
      if (lists.ballots.length < 2) return false;
      lists.ballots.reverse();
    },
  },
];

export const activity: readonly Tampering[] = [
  ...(['cast', 'changed', 'withdrawn'] as const).map(
    (act): Tampering => ({
      name: `acts of an hour counted otherwise: ${act}`,
      code: 'activity-differs',
      change: (lists, _, roll) => {
        const one = roll.one(lists.activity);
        one[act] = (one[act] as number) + 1;
      },
    })
  ),
  {
    name: 'a burst spread over two hours',
    code: 'activity-differs',
    change: (lists, _, roll) => {
      const one = roll.one(lists.activity);
      const later = new Date(Date.parse(one.hour as string) + 7 * 86_400_000).toISOString();
      lists.activity.push({ ...one, cast: 1, changed: 0, withdrawn: 0, hour: later });
    },
  },
  {
    name: 'an hour listed twice',
    code: 'activity-differs',
    change: (lists, _, roll) => void lists.activity.push({ ...roll.one(lists.activity) }),
  },
  {
    name: 'an hour left out',
    code: 'activity-missing',
    change: (lists, _, roll) => void lists.activity.splice(roll.below(lists.activity.length), 1),
  },
  {
    name: 'an hour named otherwise',
    code: 'activity-missing',
    also: ['activity-differs'],
    change: (lists, _, roll) => {
      const one = roll.one(lists.activity);
      one.hour = (one.hour as string).replace('.000Z', 'Z');
    },
  },
];

export const counts: readonly Tampering[] = [
  {
    name: 'a count changed',
    code: 'count-differs',
    change: (lists, _, roll) => {
      const of = roll.one(lists.counts).counts as Record<string, number>;
      const choice = roll.one(Object.keys(of));
      of[choice] = (of[choice] ?? 0) + 1;
    },
  },
  {
    name: 'a count left out',
    code: 'count-missing',
    change: (lists, _, roll) => void lists.counts.splice(roll.below(lists.counts.length), 1),
  },
  {
    name: 'an outcome changed',
    code: 'outcome-differs',
    change: (lists, _, roll) => {
      const of = roll.one(itemCounts(lists)).outcome as Json;
      of.kind = of.kind === 'passed' ? 'not-passed' : 'passed';
    },
  },
  {
    name: 'a base changed under an outcome',
    code: 'outcome-differs',
    change: (lists, _, roll) => {
      (roll.one(itemCounts(lists)).outcome as Json).needed = 0;
    },
  },
  {
    name: 'another method given',
    code: 'count-differs',
    change: (lists, _, roll) => {
      const one = roll.one(lists.counts);
      one.method = one.method === 'approval@1' ? 'schulze@1' : 'approval@1';
    },
  },
  {
    name: 'figures from elsewhere changed',
    code: 'import-differs',
    change: (lists) => {
      const one = lists.counts.find(({ imported }) => imported !== undefined);
      if (one === undefined) return false;
      (one.imported as Json).source = 'https://example.org/other';
    },
  },
  {
    name: 'a ballot that is there counted for another paper',
    code: 'count-differs',
    change: (lists, _, roll) => {
      const of = roll.one(questionCounts(lists)).counts as Record<string, number>;
      const choice = roll.one(Object.keys(of));
      of[choice] = (of[choice] as number) - 1;
      of.blank = (of.blank ?? 0) + 1;
      return choice !== 'blank';
    },
  },
  {
    name: 'a paper counted that nobody filled in',
    code: 'count-differs',
    change: (lists, _, roll) => {
      (roll.one(questionCounts(lists)).counts as Record<string, number>).nonsense = 1;
    },
  },
  {
    name: 'another winner of a question',
    code: 'result-differs',
    change: (lists, _, roll) => {
      const of = roll.one(questionCounts(lists)).result as Json;
      of.winners = [['k', 'b', 'c2', 'a'].find((id) => !(of.winners as string[]).includes(id))];
      return (of.winners as unknown[])[0] !== undefined;
    },
  },
  ...['standings', 'strengths', 'preferences', 'layers', 'rounds', 'blank'].map(
    (field): Tampering => ({
      name: `the winner left, and other figures told of a question: ${field}`,
      code: 'result-differs',
      change: (lists) => {
        const of = questionCounts(lists)
          .map(({ result }) => result as Json)
          .find((result) => result[field] !== undefined && result[field] !== 7);
        if (of === undefined) return false;
        of[field] = field === 'blank' ? 7 : (of[field] as unknown[]).slice(1);
      },
    })
  ),
  {
    name: 'the result of a question left out',
    code: 'result-differs',
    change: (lists, _, roll) => {
      delete roll.one(questionCounts(lists)).result;
    },
  },
  {
    name: 'a count of a question that is not asked',
    code: 'count-unknown',
    change: (lists, _, roll) =>
      void lists.counts.push({ ...roll.one(questionCounts(lists)), target: 'question:q9' }),
  },
];
