import type { RecordedResolution } from 'consultation-core/contract';
import { same } from '../../../lib/same.ts';

/** What is decided on a collision; null takes a decision back. */
export type Choice = NonNullable<RecordedResolution['resolution']>;

/** A decision that the server has not confirmed. */
export interface Unsent {
  /** Made once per intention: the server does it once, however often it is sent. */
  readonly key: string;
  readonly collision: string;
  readonly resolution: Choice | null;
  /** Of the decision that was seen when this one was taken. */
  readonly revision: number;
  /** Of the text, when this was decided. */
  readonly version: number;
  readonly at: string;
  /** It was sent at least once: the server may have it, though no answer came. */
  readonly tried: boolean;
}

/** Two people decided on the same collision: what I want, and what stands. */
export interface Conflict {
  readonly mine: Unsent;
  readonly theirs: RecordedResolution;
}

/** A decision that the server will never take, and why. */
export interface Refused {
  readonly mine: Unsent;
  readonly sentence: string;
}

/** Everything decided at this screen that is not at the server, oldest first. */
export interface Outbox {
  readonly queue: readonly Unsent[];
  readonly conflicts: readonly Conflict[];
  readonly refused: readonly Refused[];
}

export const emptyOutbox: Outbox = { queue: [], conflicts: [], refused: [] };

const isOn =
  (collision: string) =>
  ({ mine }: { readonly mine: Unsent }) =>
    mine.collision === collision;

/**
 * Puts a decision behind the others. One on the same collision that was never sent gives way to it; one that was sent
 * stays in front, since nobody knows whether it arrived. Deciding anew settles a conflict: `revision` is then theirs.
 * What the server has anyway (`standing`) is not sent.
 */
export function enqueue(
  outbox: Outbox,
  next: Omit<Unsent, 'tried'>,
  standing: Choice | null
): Outbox {
  const last = outbox.queue.findLast(({ collision }) => collision === next.collision);
  const conflict = outbox.conflicts.find(isOn(next.collision));
  const revision = conflict?.theirs.revision ?? last?.revision ?? next.revision;
  const queue = outbox.queue.filter((one) => one.tried || one.collision !== next.collision);
  const before = queue.findLast(({ collision }) => collision === next.collision);
  const isThere = same(next.resolution, before === undefined ? standing : before.resolution);
  return {
    queue: isThere ? queue : [...queue, { ...next, revision, tried: false }],
    conflicts: outbox.conflicts.filter((one) => one !== conflict),
    refused: outbox.refused.filter(({ mine }) => mine.collision !== next.collision),
  };
}

/** Notes that a decision is on its way. */
export function markTried(outbox: Outbox, key: string): Outbox {
  const queue = outbox.queue.map((one) => (one.key === key ? { ...one, tried: true } : one));
  return { ...outbox, queue };
}

/** The server has it: what was decided on the same collision since then builds on it. */
export function confirmed(outbox: Outbox, key: string, recorded: RecordedResolution): Outbox {
  return {
    ...outbox,
    queue: outbox.queue
      .filter((one) => one.key !== key)
      .map((one) =>
        one.collision === recorded.collision ? { ...one, revision: recorded.revision } : one
      ),
  };
}

/**
 * Somebody else decided meanwhile. The newest of my decisions on the collision is what I want; it waits for an answer.
 * When both want the same there is nothing to ask.
 */
export function overtaken(outbox: Outbox, key: string, theirs: RecordedResolution): Outbox {
  const sent = outbox.queue.find((one) => one.key === key);
  if (sent === undefined) return outbox;
  const mine = outbox.queue.findLast(({ collision }) => collision === sent.collision) ?? sent;
  const queue = outbox.queue.filter(({ collision }) => collision !== sent.collision);
  if (same(mine.resolution, theirs.resolution)) return { ...outbox, queue };
  const others = outbox.conflicts.filter((one) => !isOn(sent.collision)(one));
  return { ...outbox, queue, conflicts: [...others, { mine, theirs }] };
}

/** The server will never take it: it is told, and what was decided on top of it goes with it. */
export function refuse(outbox: Outbox, key: string, sentence: string): Outbox {
  const sent = outbox.queue.find((one) => one.key === key);
  if (sent === undefined) return outbox;
  const mine = outbox.queue.findLast(({ collision }) => collision === sent.collision) ?? sent;
  return {
    ...outbox,
    queue: outbox.queue.filter(({ collision }) => collision !== sent.collision),
    refused: [...outbox.refused.filter((one) => !isOn(sent.collision)(one)), { mine, sentence }],
  };
}

/** What stands is kept, or a refusal was read. */
export function dismiss(outbox: Outbox, collision: string): Outbox {
  return {
    ...outbox,
    conflicts: outbox.conflicts.filter((one) => !isOn(collision)(one)),
    refused: outbox.refused.filter((one) => !isOn(collision)(one)),
  };
}

/** Somebody decided once more on a collision that is asked about: what stands is the newest. */
export function refreshConflicts(outbox: Outbox, recorded: readonly RecordedResolution[]): Outbox {
  const stale = outbox.conflicts.some(({ theirs }) =>
    recorded.some((one) => one.collision === theirs.collision && one.revision > theirs.revision)
  );
  if (!stale) return outbox;
  const conflicts = outbox.conflicts
    .map(({ mine, theirs }) => ({
      mine,
      theirs: recorded.find(({ collision }) => collision === theirs.collision) ?? theirs,
    }))
    .filter(({ mine, theirs }) => !same(mine.resolution, theirs.resolution));
  return { ...outbox, conflicts };
}

/** Decisions as this screen shows them: those recorded, with mine that are on their way in their place. */
export function effective(
  recorded: readonly RecordedResolution[],
  queue: readonly Unsent[]
): ReadonlyMap<string, Choice> {
  const result = new Map<string, Choice>();
  const set = (collision: string, resolution: Choice | null) => {
    if (resolution === null) result.delete(collision);
    else result.set(collision, resolution);
  };
  for (const { collision, resolution } of recorded) set(collision, resolution);
  for (const { collision, resolution } of queue) set(collision, resolution);
  return result;
}
