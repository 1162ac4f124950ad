import type { Json } from '../edition.ts';
import { sorted } from '../edition-files.ts';
import { makeNotary } from '../edition-notary.ts';
import { entryOf, hashesOf, type Tampering } from './hands.ts';

export const checkpoints: readonly Tampering[] = [
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
