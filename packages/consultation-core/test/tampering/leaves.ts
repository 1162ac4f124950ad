import type { Json } from '../edition.ts';
import { sorted } from '../edition-files.ts';
import {
  always,
  contentOf,
  entryOf,
  linesOf,
  opened,
  openingGone,
  renumber,
  stillSealed,
  stranger,
  type Tampering,
} from './hands.ts';

export const leaves: readonly Tampering[] = [
  {
    name: 'a leaf dropped',
    code: 'leaf-index',
    also: [
      'activity-differs',
      'activity-missing',
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
      'result-differs',
      'version-unknown',
      'ballot-while-closed',
      'ballot-changed',
      'state-impossible',
      'text-differs',
      'contribution-differs',
      'phase-unknown',
      'hiding-missing',
      'keys-differ',
      'erased-without-act',
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
        // Of what is a leaf shorter, a checkpoint must be left that it still reaches.
        const signed = lists.checkpoints.at(what === 'dropped' ? -2 : -1);
        if (signed === undefined) return false;
        const last = (signed.size as number) - 2;
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
    also: [...openingGone, 'ballot-withheld'],
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

export const withholding: readonly Tampering[] = [
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
    name: 'sealed votes in the acts per hour',
    code: 'sealed-published',
    story: stillSealed,
    change: (lists, story) => {
      const [box] = story.boxes.values();
      if (box === undefined) return false;
      const { target, hour } = box;
      lists.activity.push({ target, hour, cast: 1, changed: 0, withdrawn: 0 });
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
      also: ['text-differs'],
      // Where something was erased, one more could be that.
      story: { ...always, erases: false },
      change: (lists) => {
        const shown = new Set(
          lists.contributions
            .filter(({ hidden, author }) => hidden === null && author !== '')
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
  ...(['hidden', 'erased'] as const).map(
    (why): Tampering => ({
      name: `a ballot withheld as ${why}`,
      code: 'ballot-withheld',
      also: openingGone,
      change: (lists, _, roll) => {
        const line = roll.one(opened(lists));
        delete line.content;
        delete line.nonce;
        line.withheld = why;
      },
    })
  ),
  {
    name: 'the reason for hiding withheld as hidden',
    code: 'hidden-without-act',
    also: ['reason-differs'],
    change: (lists) => {
      const line = linesOf(lists, 'item-hidden').at(-1);
      if (line === undefined) return false;
      delete line.content;
      delete line.nonce;
      line.withheld = 'hidden';
    },
  },
  {
    name: 'more texts erased than the journal says',
    code: 'erased-without-act',
    resigned: true,
    change: (lists) => {
      const line = linesOf(lists, 'erasure-carried-out')[0];
      if (line === undefined) return false;
      line.entry = { ...entryOf(line), data: { subjects: 0 } };
    },
  },
  {
    name: 'a text that nothing commits to',
    code: 'leaf-shape',
    resigned: true,
    change: (lists) => {
      const line = linesOf(lists, 'argument-published')[0];
      if (line === undefined) return false;
      const { commitment: _, ...entry } = entryOf(line);
      lists.journal[line.index as number] = { entry, index: line.index };
    },
  },
];
