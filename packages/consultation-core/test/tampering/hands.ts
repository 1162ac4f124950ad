/** Ways to tamper with an edition, each with what the verifier must say of it. */
import { commitment, entryBytes, leafHash } from '../../src/log/index.ts';
import type { FindingCode } from '../../src/verify/index.ts';
import type { dice, Json, Story, StoryOptions } from '../edition.ts';
import { type Lists, sorted } from '../edition-files.ts';

export type Dice = ReturnType<typeof dice>;

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

export const always = { sealed: false, until: 'answer' } as const;
export const stillSealed = { sealed: true, until: 'open' } as const;

export const entryOf = (line: Json) => line.entry as Json;
export const contentOf = (line: Json) => line.content as Json;
export const linesOf = (lists: Lists, ...kinds: string[]) =>
  lists.journal.filter((line) => kinds.includes(entryOf(line).kind as string));
export const opened = (lists: Lists) =>
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
export function insertBallot(lists: Lists, after: number, content: Json, roll: Dice) {
  const at = `${(entryOf(lists.journal[after] as Json).at as string).slice(0, 13)}:00:00.000Z`;
  const line: Json = { entry: { at, kind: 'ballot' }, index: 0 };
  recommit(line, content, roll);
  lists.journal.splice(after + 1, 0, line);
}

export const stranger = (roll: Dice) => Buffer.from(roll.bytes(16)).toString('hex');
export const byOrder = (a: Json, b: Json) =>
  `${a.target} ${a.voter}` < `${b.target} ${b.voter}` ? -1 : 1;
export const other = (lists: Lists, choice: unknown) =>
  lists.ballots.map((one) => one.choice).find((one) => one !== choice) as string;

export const questionCounts = (lists: Lists) =>
  lists.counts.filter(({ target }) => (target as string).startsWith('question:'));
export const itemCounts = (lists: Lists) =>
  lists.counts.filter(({ outcome }) => outcome !== undefined);

/** What a ballot less, or another one, makes of the lists that are to follow from the journal. */
export const openingGone: readonly FindingCode[] = [
  'activity-differs',
  'activity-missing',
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
  'result-differs',
];
