/** Ways to tamper with an edition, each with what the verifier must say of it. */
import { commitment, entryBytes, leafHash, receiptCode } from '../src/log/index.ts';
import type { FindingCode } from '../src/verify/index.ts';
import type { dice, Json, Story, StoryOptions } from './edition.ts';
import { type Lists, sorted } from './edition-files.ts';
import { makeNotary } from './edition-notary.ts';

type Dice = ReturnType<typeof dice>;

export interface Tampering {
  readonly name: string;
  readonly code: FindingCode;
  readonly story?: Partial<StoryOptions>;
  /** Whether the operator signs all checkpoints again over what it made of the journal. */
  readonly resigned?: boolean;
  /** What must then be wrong as well. */
  readonly also?: readonly FindingCode[];
  /** Answers false where the story has nothing of the kind to tamper with. */
  readonly change: (lists: Lists, story: Story, roll: Dice) => unknown;
}

const always = { sealed: false, until: 'answer' } as const;
const stillSealed = { sealed: true, until: 'open' } as const;

const entryOf = (line: Json) => line.entry as Json;
const contentOf = (line: Json) => line.content as Json;
const linesOf = (lists: Lists, ...kinds: string[]) =>
  lists.journal.filter((line) => kinds.includes(entryOf(line).kind as string));
const opened = (lists: Lists) =>
  linesOf(lists, 'ballot').filter((line) => line.content !== undefined);

export function hashesOf(lists: Lists): Uint8Array[] {
  return lists.journal.map((line) => leafHash(entryBytes(entryOf(line) as never)));
}

/** Numbers as they would be had nothing been taken out or put in. */
export function renumber(lists: Lists): void {
  lists.journal.forEach((line, index) => {
    line.index = index;
  });
}

/** The operator's own signature over whatever the journal now says. */
export function resign(lists: Lists, story: Story): void {
  renumber(lists);
  const hashes = hashesOf(lists);
  const sizes = new Set(
    [...lists.checkpoints.map(({ size }) => Math.min(size as number, hashes.length))].slice(0, -1)
  );
  sizes.add(hashes.length);
  const times = lists.checkpoints.map(({ at }) => at);
  lists.checkpoints = [...sizes]
    .sort((a, b) => a - b)
    .map((size, place) => ({ at: times[place], note: story.notary.note(hashes, size), size }));
  lists.consultation.size = hashes.length;
}

/** Another content for a leaf, with a commitment that fits it. */
export function recommit(line: Json, content: Json, roll: Dice): void {
  const nonce = roll.bytes(32);
  line.entry = sorted({ ...entryOf(line), commitment: commitment(nonce, content as never) });
  line.content = content;
  line.nonce = Buffer.from(nonce).toString('base64url');
}

/** A ballot leaf out of thin air, behind the leaf of that index. */
function insertBallot(lists: Lists, after: number, content: Json, roll: Dice) {
  const at = `${(entryOf(lists.journal[after] as Json).at as string).slice(0, 13)}:00:00.000Z`;
  const line: Json = { entry: { at, kind: 'ballot' }, index: 0 };
  recommit(line, content, roll);
  lists.journal.splice(after + 1, 0, line);
}

const stranger = (roll: Dice) => Buffer.from(roll.bytes(16)).toString('hex');
const byOrder = (a: Json, b: Json) =>
  `${a.target} ${a.voter}` < `${b.target} ${b.voter}` ? -1 : 1;
const other = (lists: Lists, choice: unknown) =>
  lists.ballots.map((one) => one.choice).find((one) => one !== choice) as string;

/** What a ballot less, or another one, makes of the lists that are to follow from the journal. */
const openingGone: readonly FindingCode[] = [
  'ballot-added',
  'ballot-changed',
  'ballot-change-without-cast',
  'ballot-dropped',
  'ballot-moved',
  'ballot-not-open-here',
  'ballot-redated',
  'ballot-twice',
  'ballot-withdrawal-without-cast',
  'count-differs',
  'outcome-differs',
];

const ballots: readonly Tampering[] = [
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

const counts: readonly Tampering[] = [
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
      const of = roll.one(lists.counts).outcome as Json;
      of.kind = of.kind === 'passed' ? 'not-passed' : 'passed';
    },
  },
  {
    name: 'a base changed under an outcome',
    code: 'outcome-differs',
    change: (lists, _, roll) => {
      (roll.one(lists.counts).outcome as Json).needed = 0;
    },
  },
  {
    name: 'another method given',
    code: 'count-differs',
    change: (lists, _, roll) => {
      roll.one(lists.counts).method = 'approval@1';
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
];

const contributions: readonly Tampering[] = [
  {
    name: 'a hidden item removed',
    code: 'contribution-missing',
    change: (lists) => {
      const at = lists.contributions.findIndex(({ hidden }) => hidden !== null);
      if (at < 0) return false;
      lists.contributions.splice(at, 1);
    },
  },
  {
    name: 'an item hidden without saying so',
    code: 'hiding-missing',
    change: (lists) => {
      const one = lists.contributions.find(({ hidden }) => hidden !== null);
      if (one === undefined) return false;
      one.hidden = null;
    },
  },
  {
    name: 'an item hidden without an act',
    code: 'hiding-missing',
    also: ['text-differs'],
    change: (lists) => {
      const one = lists.contributions.find(({ hidden }) => hidden === null);
      if (one === undefined) return false;
      Object.assign(one, {
        hidden: { rule: 'insult', reason: '', at: one.at },
        text: '',
        title: '',
        author: '',
      });
    },
  },
  {
    name: 'the reason for hiding changed',
    code: 'hiding-differs',
    change: (lists) => {
      const one = lists.contributions.find(({ hidden }) => hidden !== null);
      if (one === undefined) return false;
      (one.hidden as Json).reason = 'another reason';
    },
  },
  {
    name: 'the text of a hidden item published',
    code: 'hidden-text-published',
    change: (lists, story) => {
      const one = lists.contributions.find(({ hidden }) => hidden !== null);
      if (one === undefined) return false;
      one.text = story.contributions.get(`${one.type}:${one.id}`)?.text;
    },
  },
  {
    name: 'the content of a hidden item opened in the journal',
    code: 'hidden-text-published',
    change: (lists, story) => {
      const line = lists.journal.find(({ withheld }) => withheld === 'hidden');
      if (line === undefined) return false;
      const { content, nonce } = story.leaves[line.index as number] ?? {};
      Object.assign(line, { content, nonce: Buffer.from(nonce ?? []).toString('base64url') });
      delete line.withheld;
    },
  },
  {
    name: 'a text changed',
    code: 'text-differs',
    change: (lists) => {
      const one = lists.contributions.find(({ hidden }) => hidden === null);
      if (one === undefined) return false;
      one.text = `${one.text} not`;
    },
  },
  {
    name: 'an author changed',
    code: 'text-differs',
    change: (lists) => {
      const one = lists.contributions.find(({ hidden }) => hidden === null);
      if (one === undefined) return false;
      one.author = 'Somebody Else';
    },
  },
  {
    name: 'a text left out',
    code: 'text-differs',
    change: (lists) => {
      const one = lists.contributions.find(({ hidden }) => hidden === null);
      if (one === undefined) return false;
      delete one.text;
    },
  },
  ...(['at', 'status', 'number', 'article'] as const).map(
    (field): Tampering => ({
      name: `an amendment with another ${field}`,
      code: 'contribution-differs',
      change: (lists) => {
        const one = lists.contributions.find(({ type }) => type === 'amendment');
        if (one === undefined) return false;
        one[field] = field === 'number' ? 99 : 'moot';
      },
    })
  ),
  {
    name: 'an argument turned round',
    code: 'contribution-differs',
    change: (lists) => {
      const one = lists.contributions.find(({ type }) => type === 'argument');
      if (one === undefined) return false;
      one.stance = one.stance === 'for' ? 'against' : 'for';
    },
  },
  {
    name: 'a contribution invented',
    code: 'contribution-unknown',
    change: (lists, _, roll) =>
      void lists.contributions.push({ ...roll.one(lists.contributions), id: 'invented' }),
  },
  {
    name: 'a contribution listed twice',
    code: 'contribution-twice',
    change: (lists, _, roll) => void lists.contributions.push({ ...roll.one(lists.contributions) }),
  },
];

const decisions: readonly Tampering[] = [
  {
    name: 'a decision changed',
    code: 'decision-differs',
    change: (lists) => {
      const one = lists.decisions.find(({ kind }) => kind === 'amendment-decided');
      if (one === undefined) return false;
      one.status = one.status === 'adopted' ? 'rejected' : 'adopted';
    },
  },
  {
    name: 'the rule of a moderation changed',
    code: 'decision-differs',
    change: (lists) => {
      const one = lists.decisions.find(({ kind }) => kind === 'item-hidden');
      if (one === undefined) return false;
      one.rule = 'another';
    },
  },
  {
    name: 'a reason changed',
    code: 'reason-differs',
    change: (lists) => {
      const one = lists.decisions.find(({ reason }) => reason !== '');
      if (one === undefined) return false;
      one.reason = 'because';
    },
  },
  {
    name: 'a decision left out',
    code: 'decision-missing',
    change: (lists, _, roll) => void lists.decisions.splice(roll.below(lists.decisions.length), 1),
  },
  {
    name: 'a decision invented',
    code: 'decision-unknown',
    change: (lists, _, roll) =>
      void lists.decisions.push({ ...roll.one(lists.decisions), index: 1 }),
  },
];

const texts: readonly Tampering[] = [
  {
    name: 'the text of a version changed',
    code: 'version-body',
    change: (lists, _, roll) => void (roll.one(lists.versions).body as Json[]).pop(),
  },
  {
    name: 'the title of a version changed',
    code: 'version-differs',
    change: (lists, _, roll) => {
      roll.one(lists.versions).title = 'Another title';
    },
  },
  {
    name: 'a version left out',
    code: 'version-missing',
    change: (lists) => void lists.versions.pop(),
  },
  {
    name: 'a version invented',
    code: 'version-unknown',
    change: (lists, _, roll) =>
      void lists.versions.push({ ...roll.one(lists.versions), number: 9 }),
  },
  {
    name: 'a seed swapped',
    code: 'seed-differs',
    also: ['order-differs'],
    change: (lists) => {
      lists.consultation.seed = 'another seed';
    },
  },
  {
    name: 'the seed kept back',
    code: 'seed-missing',
    also: ['order-differs'],
    change: (lists) => {
      lists.consultation.seed = null;
    },
  },
  {
    name: 'an order changed',
    code: 'order-differs',
    change: (lists) => {
      const at = lists.orders.findIndex(
        (one, place) =>
          one.day === lists.orders[place + 1]?.day && one.item !== lists.orders[place + 1]?.item
      );
      const [first, second] = [lists.orders[at], lists.orders[at + 1]];
      if (first === undefined || second === undefined) return false;
      [first.item, second.item] = [second.item, first.item];
    },
  },
  {
    name: 'an item left out of the list of a day',
    code: 'order-differs',
    change: (lists, _, roll) => {
      if (lists.orders.length === 0) return false;
      lists.orders.splice(roll.below(lists.orders.length), 1);
    },
  },
  {
    name: 'the last day left out',
    code: 'order-differs',
    change: (lists) => {
      const last = lists.orders.at(-1)?.day;
      lists.orders = lists.orders.filter(({ day }) => day !== last);
      return last !== undefined;
    },
  },
];

const leaves: readonly Tampering[] = [
  {
    name: 'a leaf dropped',
    code: 'leaf-index',
    also: [
      'journal-short',
      'checkpoint-forked',
      'checkpoint-beyond',
      'contribution-unknown',
      'decision-unknown',
      'order-differs',
      'ballot-not-open-here',
      'ballot-change-without-cast',
      'ballot-withdrawal-without-cast',
      'ballot-added',
      'ballot-redated',
      'count-differs',
      'outcome-differs',
      'version-unknown',
      'ballot-while-closed',
      'ballot-changed',
      'state-impossible',
      'text-differs',
      'contribution-differs',
      'phase-unknown',
      'hiding-missing',
      'keys-differ',
      'checkpoint-signature',
    ],
    change: (lists, _, roll) =>
      void lists.journal.splice(1 + roll.below(lists.journal.length - 2), 1),
  },
  ...(['dropped', 'doubled', 'reordered', 'dated otherwise', 'of another kind'] as const).map(
    (what): Tampering => ({
      name: `a leaf ${what}, and the others numbered anew`,
      code: 'checkpoint-forked',
      change: (lists, _, roll) => {
        const { journal } = lists;
        const last = (lists.checkpoints.at(-1)?.size as number) - 2;
        const at = 2 + roll.below(last - 2);
        const line = journal[at] as Json;
        if (what === 'dropped') journal.splice(at, 1);
        if (what === 'doubled') journal.splice(at, 0, { ...line });
        if (what === 'reordered') journal.splice(at, 2, journal[at + 1] as Json, line);
        if (what === 'dated otherwise') {
          line.entry = {
            ...entryOf(line),
            at: (entryOf(line).at as string).replace(/^20(..)/, '19$1'),
          };
        }
        if (what === 'of another kind') line.entry = { ...entryOf(line), kind: 'something-else' };
        renumber(lists);
      },
    })
  ),
  {
    name: 'a leaf dated back, and signed again',
    code: 'leaf-time',
    resigned: true,
    change: (lists, _, roll) => {
      const line = lists.journal[2 + roll.below(lists.journal.length - 3)] as Json;
      line.entry = { ...entryOf(line), at: '2001-01-01T00:00:00.000Z' };
    },
  },
  {
    name: 'a date that there is not',
    code: 'leaf-shape',
    resigned: true,
    change: (lists) => {
      const line = lists.journal.at(-1) as Json;
      line.entry = { ...entryOf(line), at: '2022-02-30T00:00:00.000Z' };
    },
  },
  {
    name: 'a ballot that tells its minute',
    code: 'leaf-shape',
    resigned: true,
    change: (lists, _, roll) => {
      const line = roll.one(linesOf(lists, 'ballot'));
      line.entry = {
        ...entryOf(line),
        at: (entryOf(line).at as string).replace(':00:00.', ':07:00.'),
      };
    },
  },
  {
    name: 'a ballot that tells its target',
    code: 'leaf-shape',
    resigned: true,
    change: (lists, _, roll) => {
      const line = roll.one(linesOf(lists, 'ballot'));
      line.entry = sorted({ ...entryOf(line), subject: contentOf(line).target });
    },
  },
  {
    name: 'a leaf not in canonical form',
    code: 'leaf-not-canonical',
    change: (lists, _, roll) => {
      const line = lists.journal[1 + roll.below(lists.journal.length - 1)] as Json;
      line.entry = Object.fromEntries(Object.entries(entryOf(line)).reverse());
    },
  },
  {
    name: 'the end cut off',
    code: 'journal-short',
    also: ['checkpoint-beyond', 'version-unknown'],
    change: (lists) => void lists.journal.pop(),
  },
  {
    name: 'no beginning',
    code: 'journal-not-begun',
    resigned: true,
    change: (lists) => void lists.journal.shift(),
  },
  {
    name: 'a second beginning',
    code: 'journal-begun-twice',
    resigned: true,
    change: (lists) => {
      const last = entryOf(lists.journal.at(-1) as Json).at;
      lists.journal.push({ entry: { ...entryOf(lists.journal[0] as Json), at: last }, index: 0 });
    },
  },
  {
    name: 'an opening changed',
    code: 'opening-differs',
    also: openingGone,
    change: (lists, _, roll) => {
      const line = roll.one(opened(lists));
      line.content = { ...contentOf(line), voter: stranger(roll) };
    },
  },
  {
    name: 'two openings swapped',
    code: 'opening-differs',
    also: openingGone,
    change: (lists) => {
      const [one, two] = opened(lists);
      if (one === undefined || two === undefined) return false;
      [one.content, two.content, one.nonce, two.nonce] = [
        two.content,
        one.content,
        two.nonce,
        one.nonce,
      ];
    },
  },
  {
    name: 'a nonce changed',
    code: 'opening-differs',
    change: (lists, _, roll) => {
      roll.one(opened(lists)).nonce = Buffer.from(roll.bytes(32)).toString('base64url');
    },
  },
  {
    name: 'an opening left out',
    code: 'opening-missing',
    also: openingGone,
    change: (lists, _, roll) => {
      const line = roll.one(opened(lists));
      delete line.content;
      delete line.nonce;
    },
  },
  {
    name: 'a content that nothing committed to',
    code: 'opening-without-commitment',
    change: (lists) => {
      Object.assign(lists.journal[1] as Json, { content: { reason: 'x' }, nonce: 'A'.repeat(43) });
    },
  },
];

const withholding: readonly Tampering[] = [
  {
    name: 'a sealed ballot opened in the journal',
    code: 'sealed-published',
    story: stillSealed,
    change: (lists, story, roll) => {
      const sealed = linesOf(lists, 'ballot');
      if (sealed.length === 0) return false;
      const line = roll.one(sealed);
      const { content, nonce } = story.leaves[line.index as number] ?? {};
      Object.assign(line, { content, nonce: Buffer.from(nonce ?? []).toString('base64url') });
      delete line.withheld;
    },
  },
  {
    name: 'a sealed ballot in the list',
    code: 'sealed-published',
    story: stillSealed,
    change: (lists, story) => {
      const [box] = story.boxes.values();
      if (box === undefined) return false;
      lists.ballots.push({ ...box });
    },
  },
  {
    name: 'a sealed count',
    code: 'sealed-counts',
    also: ['import-differs'],
    story: stillSealed,
    change: (lists) => void lists.counts.push({ target: 'article:a1', counts: { for: 1 } }),
  },
  {
    name: 'an edition that says that nothing is sealed',
    code: 'sealed-misstated',
    story: stillSealed,
    change: (lists) => {
      lists.consultation.sealed = false;
    },
  },
  {
    name: 'an edition that says that it is final',
    code: 'sealed-misstated',
    story: { sealed: false, until: 'open', acts: 60 },
    change: (lists, story) => {
      lists.consultation.final = true;
      return story.at < String((story.settings.phases as Json[])[2]?.closesAt);
    },
  },
  {
    name: 'a ballot kept sealed after the close',
    code: 'sealed-too-long',
    also: openingGone,
    change: (lists, _, roll) => {
      const line = roll.one(opened(lists));
      delete line.content;
      delete line.nonce;
      line.withheld = 'sealed';
    },
  },
  ...(['hidden', 'erased'] as const).map(
    (why): Tampering => ({
      name: `a text withheld as ${why} without an act`,
      code: `${why}-without-act`,
      change: (lists) => {
        const shown = new Set(
          lists.contributions
            .filter(({ hidden }) => hidden === null)
            .map(({ type, id }) => `${type}:${id}`)
        );
        const line = linesOf(lists, 'amendment-submitted').find((one) =>
          shown.has(entryOf(one).subject as string)
        );
        if (line === undefined) return false;
        delete line.content;
        delete line.nonce;
        line.withheld = why;
      },
    })
  ),
];

/** Told by an operator that signs whatever it likes; what it signed contradicts the rules. */
const operators: readonly Tampering[] = [
  {
    name: 'a vote after the close',
    code: 'ballot-while-closed',
    resigned: true,
    change: (lists, _, roll) =>
      insertBallot(
        lists,
        lists.journal.length - 1,
        { act: 'cast', choice: other(lists, ''), target: 'article:a1', voter: stranger(roll) },
        roll
      ),
  },
  {
    name: 'a vote before the phase of votes',
    code: 'ballot-while-closed',
    resigned: true,
    change: (lists, _, roll) =>
      insertBallot(
        lists,
        3,
        { act: 'cast', choice: other(lists, ''), target: 'article:a1', voter: stranger(roll) },
        roll
      ),
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
        const choice = act === 'changed' ? other(lists, '') : null;
        insertBallot(
          lists,
          line.index as number,
          { act, choice, target: 'article:a1', voter: stranger(roll) },
          roll
        );
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
    change: (lists, _, roll) => {
      const line = roll.one(opened(lists));
      recommit(
        line,
        {
          ...contentOf(line),
          act: 'cast',
          choice: other(lists, ''),
          target: 'article:a3',
          voter: stranger(roll),
        },
        roll
      );
    },
  },
  {
    name: 'a vote on an amendment that nobody submitted',
    code: 'ballot-not-open-here',
    resigned: true,
    change: (lists, _, roll) => {
      const line = roll.one(opened(lists));
      recommit(
        line,
        {
          ...contentOf(line),
          act: 'cast',
          choice: other(lists, ''),
          target: 'amendment:none',
          voter: stranger(roll),
        },
        roll
      );
    },
  },
  {
    name: 'a vote on an article that no version has',
    code: 'ballot-not-open-here',
    resigned: true,
    change: (lists, _, roll) => {
      const line = roll.one(opened(lists));
      recommit(
        line,
        {
          ...contentOf(line),
          act: 'cast',
          choice: other(lists, ''),
          target: 'article:a9',
          voter: stranger(roll),
        },
        roll
      );
    },
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

const checkpoints: readonly Tampering[] = [
  {
    name: 'a checkpoint forked',
    code: 'checkpoint-forked',
    change: (lists, story, roll) => {
      const one = roll.one(lists.checkpoints);
      const hashes = hashesOf(lists);
      hashes[0] = roll.bytes(32);
      one.note = story.notary.note(hashes, one.size as number);
    },
  },
  {
    name: 'two checkpoints of one size',
    code: 'checkpoint-forked',
    change: (lists, story, roll) => {
      const at = roll.below(lists.checkpoints.length);
      const one = lists.checkpoints[at] as Json;
      const hashes = hashesOf(lists);
      hashes[0] = roll.bytes(32);
      lists.checkpoints.splice(at + 1, 0, {
        ...one,
        note: story.notary.note(hashes, one.size as number),
      });
    },
  },
  {
    name: 'a checkpoint signed with another key',
    code: 'checkpoint-signature',
    change: (lists, story, roll) => {
      const one = roll.one(lists.checkpoints);
      one.note = makeNotary(story.origin, 'stranger').note(hashesOf(lists), one.size as number);
    },
  },
  {
    name: 'a checkpoint of which the signature was changed',
    code: 'checkpoint-signature',
    change: (lists, _, roll) => {
      const one = roll.one(lists.checkpoints);
      one.note = (one.note as string).replace(
        /(.)(.{10})\n$/u,
        (_all, letter, rest) => `${letter === 'A' ? 'B' : 'A'}${rest}\n`
      );
    },
  },
  {
    name: 'a checkpoint of another journal',
    code: 'checkpoint-origin',
    change: (lists, _, roll) => {
      const one = roll.one(lists.checkpoints);
      one.note = makeNotary('example.org/other', 'stranger').note(
        hashesOf(lists),
        one.size as number
      );
    },
  },
  {
    name: 'no checkpoint over the end',
    code: 'checkpoint-missing',
    change: (lists) => void lists.checkpoints.pop(),
  },
  {
    name: 'checkpoints out of order',
    code: 'checkpoint-order',
    also: ['checkpoint-missing'],
    change: (lists) => {
      if (lists.checkpoints.length < 2) return false;
      lists.checkpoints.reverse();
    },
  },
  {
    name: 'a checkpoint over more than is published',
    code: 'checkpoint-beyond',
    also: ['checkpoint-missing', 'version-unknown'],
    change: (lists) => {
      lists.journal.splice(-2, 2);
      lists.consultation.size = lists.journal.length;
    },
  },
  {
    name: 'a checkpoint that is none',
    code: 'checkpoint-broken',
    change: (lists, _, roll) => {
      roll.one(lists.checkpoints).note = 'all is well';
    },
  },
  {
    name: 'another key announced',
    code: 'keys-differ',
    change: (lists) =>
      void lists.keys.push(makeNotary('example.org/other', 'x').keys()[0] as string),
  },
  {
    name: 'a key that is none',
    code: 'key-broken',
    resigned: true,
    change: (lists) => {
      const line = lists.journal[0] as Json;
      line.entry = sorted({
        ...entryOf(line),
        data: { ...(entryOf(line).data as Json), key: 'secret' },
      });
    },
  },
  ...(['origin', 'id', 'slug', 'at'] as const).map(
    (field): Tampering => ({
      name: `an edition that says another ${field}`,
      code: 'manifest-differs',
      change: (lists) => {
        lists.consultation[field] = field === 'at' ? '2001-01-01T00:00:00.000Z' : 'other';
      },
    })
  ),
];

export const tamperings: readonly Tampering[] = [
  ...ballots,
  ...counts,
  ...contributions,
  ...decisions,
  ...texts,
  ...leaves,
  ...withholding,
  ...operators,
  ...checkpoints,
].map((one) => ({ story: always, ...one }));

export const codeOf = (line: Json) =>
  receiptCode(line.index as number, leafHash(entryBytes(line.entry as never)));
