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

interface Asked {
  readonly id: string;
  readonly options: { id: string; label: string }[];
}

/** The settings that a leaf says, to be changed in place. */
const settingsIn = (line: Json) => (entryOf(line).data as Json).settings as { questions: Asked[] };

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
  // Spelt otherwise than it is written, another method's, with an option that is not there or that is there twice.
  ...['c2,a,k', 'a>k', 'k,z', 'k,k', 'for', '', 'k:good'].map(
    (choice): Tampering => ({
      name: `a ballot on a question that is none: ${choice}`,
      code: 'ballot-choice',
      resigned: true,
      change: (lists, _, roll) => {
        const line = roll.one(opened(lists));
        const voter = stranger(roll);
        recommit(line, { act: 'cast', choice, target: 'question:q1', voter }, roll);
      },
    })
  ),
  {
    name: 'equal ranks where one option drops out after the other',
    code: 'ballot-choice',
    resigned: true,
    change: (lists, _, roll) => {
      const voter = stranger(roll);
      const content = { act: 'cast', choice: 'k=b', target: 'question:q4', voter };
      recommit(roll.one(opened(lists)), content, roll);
    },
  },
  {
    name: 'a vote on a question that is not asked',
    code: 'ballot-not-open-here',
    resigned: true,
    change: votedOn('question:q9'),
  },
  {
    name: 'the words of an option changed once people had answered',
    code: 'questions-changed',
    resigned: true,
    change: (lists) => {
      const line = linesOf(lists, 'settings-changed')[0];
      if (line === undefined) return false;
      const option = settingsIn(line).questions[1]?.options[0];
      if (option === undefined) return false;
      option.label = 'Something else';
    },
  },
  {
    name: 'the order of a paper changed once people had answered',
    code: 'questions-changed',
    resigned: true,
    change: (lists) => {
      const line = linesOf(lists, 'settings-changed')[0];
      if (line === undefined) return false;
      settingsIn(line).questions[0]?.options.reverse();
    },
  },
  {
    name: 'a question dropped at the close',
    code: 'questions-changed',
    also: ['count-unknown'],
    resigned: true,
    change: (lists) => {
      const line = linesOf(lists, 'consultation-closed')[0];
      if (line === undefined) return false;
      settingsIn(line).questions.pop();
    },
  },
  ...[
    {
      name: 'two questions of one name',
      edit: (all: Asked[]) => void all.push({ ...all[0] } as Asked),
    },
    { name: 'a question with one option', edit: (all: Asked[]) => void all[0]?.options.splice(1) },
    {
      name: 'two options of one name',
      edit: (all: Asked[]) => void all[0]?.options.push({ id: 'k', label: '' }),
    },
  ].map(
    ({ name, edit }): Tampering => ({
      name,
      code: 'leaf-shape',
      resigned: true,
      change: (lists) => {
        const line = linesOf(lists, 'consultation-opened')[0];
        if (line === undefined) return false;
        edit(settingsIn(line).questions);
      },
    })
  ),
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
