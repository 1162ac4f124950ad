import type { Json } from '../edition.ts';
import type { Lists } from '../edition-files.ts';
import {
  contentOf,
  type Dice,
  entryOf,
  insertBallot,
  linesOf,
  opened,
  other,
  recommit,
  stillSealed,
  stranger,
  type Tampering,
} from './hands.ts';

/** What somebody who never was here votes, on an article that is open unless said otherwise. */
const invented = (lists: Lists, roll: Dice, target = 'article:a1', act = 'cast'): Json => ({
  act,
  choice: act === 'withdrawn' ? null : other(lists, ''),
  target,
  voter: stranger(roll),
});

/** One of the votes becomes one of somebody else, on something that cannot be voted on. */
const votedOn =
  (target: string): Tampering['change'] =>
  (lists, _, roll) =>
    recommit(roll.one(opened(lists)), invented(lists, roll, target), roll);

/** Told by an operator that signs whatever it likes; what it signed contradicts the rules. */
export const operators: readonly Tampering[] = [
  {
    name: 'a vote after the close',
    code: 'ballot-while-closed',
    resigned: true,
    change: (lists, _, roll) =>
      insertBallot(lists, lists.journal.length - 1, invented(lists, roll), roll),
  },
  {
    name: 'a vote before the phase of votes',
    code: 'ballot-while-closed',
    resigned: true,
    change: (lists, _, roll) => insertBallot(lists, 3, invented(lists, roll), roll),
  },
  {
    name: 'a sealed vote after the close',
    code: 'ballot-while-closed',
    story: stillSealed,
    resigned: true,
    change: (lists, _, roll) => {
      insertBallot(
        lists,
        3,
        { act: 'cast', choice: 'for', target: 'article:a1', voter: stranger(roll) },
        roll
      );
      const line = lists.journal[4] as Json;
      delete line.content;
      delete line.nonce;
      line.withheld = 'sealed';
    },
  },
  {
    name: 'a vote in an hour after the close of its phase',
    code: 'ballot-after-close',
    resigned: true,
    change: (lists) => {
      // The last phase of votes ends, and the leaf that says so waits while votes come in.
      const ends = lists.journal.findLastIndex(
        ({ entry }) => (entry as Json).kind === 'phase-changed'
      );
      const late = new Date(
        Date.parse(entryOf(lists.journal[ends] as Json).at as string) + 7_200_000
      );
      const at = `${late.toISOString().slice(0, 13)}:00:00.000Z`;
      const ballot = lists.journal
        .slice(0, ends)
        .findLast(({ entry }) => (entry as Json).kind === 'ballot');
      if (ballot === undefined) return false;
      lists.journal.splice(ends, 0, { ...ballot, entry: { ...entryOf(ballot), at } });
    },
  },
  {
    name: 'a vote within the hour of the close, behind an act that came after it',
    code: 'ballot-after-close',
    resigned: true,
    change: (lists, story, roll) => {
      const ends = lists.journal.findIndex(({ entry }) => {
        const { kind, data } = entry as Json;
        return kind === 'phase-changed' && (data as Json).from === 'vote';
      });
      if (ends < 0) return false;
      const at = entryOf(lists.journal[ends] as Json).at as string;
      const late = new Date(Date.parse(at) + 60_000).toISOString();
      const data = { fields: [], settings: story.settings };
      lists.journal.splice(ends, 0, {
        entry: { at: late, data, kind: 'settings-changed' },
        index: 0,
      });
      insertBallot(lists, ends, invented(lists, roll), roll);
    },
  },
  {
    name: 'a voter who votes twice',
    code: 'ballot-twice',
    resigned: true,
    change: (lists, _, roll) => {
      const line = opened(lists).find((one) => contentOf(one).act === 'cast');
      if (line === undefined) return false;
      insertBallot(lists, line.index as number, { ...contentOf(line) }, roll);
    },
  },
  ...(['changed', 'withdrawn'] as const).map(
    (act): Tampering => ({
      name: `a ballot ${act} that was never cast`,
      code: act === 'changed' ? 'ballot-change-without-cast' : 'ballot-withdrawal-without-cast',
      resigned: true,
      change: (lists, _, roll) => {
        const line = roll.one(opened(lists));
        insertBallot(lists, line.index as number, invented(lists, roll, 'article:a1', act), roll);
      },
    })
  ),
  {
    name: 'a vote for what is not on the paper',
    code: 'ballot-choice',
    resigned: true,
    change: (lists, _, roll) => {
      const line = roll.one(opened(lists));
      recommit(line, { ...contentOf(line), act: 'cast', choice: 'maybe' }, roll);
    },
  },
  {
    name: 'a vote without a voter',
    code: 'ballot-shape',
    resigned: true,
    change: (lists, _, roll) => {
      const line = roll.one(opened(lists));
      recommit(line, { ...contentOf(line), voter: 'Jane Doe' }, roll);
    },
  },
  {
    name: 'a vote on an article that is not open for votes',
    code: 'ballot-not-open-here',
    resigned: true,
    change: votedOn('article:a3'),
  },
  {
    name: 'a vote on an amendment that nobody submitted',
    code: 'ballot-not-open-here',
    resigned: true,
    change: votedOn('amendment:none'),
  },
  {
    name: 'a vote on an article that no version has',
    code: 'ballot-not-open-here',
    resigned: true,
    change: votedOn('article:a9'),
  },
  {
    name: 'a phase boundary moved',
    code: 'phase-boundary',
    resigned: true,
    change: (lists, _, roll) => {
      const line = roll.one(linesOf(lists, 'phase-changed'));
      const data = entryOf(line).data as Json;
      const boundary = new Date(Date.parse(data.boundary as string) - 60_000).toISOString();
      line.entry = { ...entryOf(line), data: { ...data, boundary } };
    },
  },
  {
    name: 'a phase change left out',
    code: 'phase-unknown',
    resigned: true,
    change: (lists, _, roll) => {
      const all = linesOf(lists, 'phase-changed');
      // The one behind it then begins with the wrong phase.
      const line = all[roll.below(all.length - 1)] as Json;
      lists.journal.splice(line.index as number, 1);
    },
  },
  {
    name: 'opened twice',
    code: 'state-impossible',
    resigned: true,
    change: (lists) => {
      const line = linesOf(lists, 'consultation-opened')[0] as Json;
      lists.journal.splice((line.index as number) + 1, 0, { ...line });
    },
  },
  {
    name: 'an amendment submitted twice under one name',
    code: 'contribution-twice',
    resigned: true,
    change: (lists) => {
      const line = linesOf(lists, 'amendment-submitted')[0];
      if (line === undefined) return false;
      lists.journal.splice((line.index as number) + 1, 0, { ...line });
    },
  },
];
