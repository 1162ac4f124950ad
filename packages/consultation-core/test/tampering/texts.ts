import type { Json } from '../edition.ts';
import type { Tampering } from './hands.ts';

export const texts: readonly Tampering[] = [
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
