import type { Json } from '../edition.ts';
import type { Tampering } from './hands.ts';

/** Neither hidden nor erased. */
const isShown = ({ hidden, author }: Json) => hidden === null && author !== '';

export const contributions: readonly Tampering[] = [
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
      const one = lists.contributions.find(isShown);
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
      const one = lists.contributions.find(isShown);
      if (one === undefined) return false;
      one.text = `${one.text} not`;
    },
  },
  {
    name: 'an author changed',
    code: 'text-differs',
    change: (lists) => {
      const one = lists.contributions.find(isShown);
      if (one === undefined) return false;
      one.author = 'Somebody Else';
    },
  },
  {
    name: 'a text left out',
    code: 'text-differs',
    change: (lists) => {
      const one = lists.contributions.find(isShown);
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

export const decisions: readonly Tampering[] = [
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
