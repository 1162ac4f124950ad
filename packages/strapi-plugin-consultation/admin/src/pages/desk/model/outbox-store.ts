import { emptyOutbox, type Outbox } from './queue.ts';

/** What is needed of a browser's storage. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

type Part = keyof Outbox;
const parts: readonly Part[] = ['queue', 'conflicts', 'refused'];
const keyOf = (entry: Outbox[Part][number]) => ('mine' in entry ? entry.mine.key : entry.key);
const timeOf = (entry: Outbox[Part][number]) => ('mine' in entry ? entry.mine.at : entry.at);

function entriesOf(prefix: string, outbox: Outbox): ReadonlyMap<string, object> {
  return new Map(
    parts.flatMap((part) =>
      outbox[part].map((entry) => [`${prefix}${part}.${keyOf(entry)}`, entry] as const)
    )
  );
}

/**
 * Writes what differs. Each decision has an entry of its own, so that two windows of one person do not overwrite each
 * other's. Says whether the browser kept it: its storage may be full or forbidden.
 */
export function persist(store: Store, prefix: string, before: Outbox, after: Outbox): boolean {
  const was = entriesOf(prefix, before);
  const is = entriesOf(prefix, after);
  try {
    for (const [key, entry] of is) {
      if (was.get(key) !== entry) store.setItem(key, JSON.stringify(entry));
    }
    for (const key of was.keys()) if (!is.has(key)) store.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** What was kept, oldest first; an entry that cannot be read is left alone. */
export function restore(store: Store, prefix: string): Outbox {
  const found: { [Name in Part]: Outbox[Name][number][] } = {
    queue: [],
    conflicts: [],
    refused: [],
  };
  try {
    for (let index = 0; index < store.length; index += 1) {
      const key = store.key(index);
      const part = parts.find((name) => key?.startsWith(`${prefix}${name}.`));
      if (key === null || part === undefined) continue;
      const entry = JSON.parse(store.getItem(key) ?? 'null');
      if (entry && typeof keyOf(entry) === 'string') (found[part] as object[]).push(entry);
    }
  } catch {
    return emptyOutbox;
  }
  for (const part of parts) {
    found[part].sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  }
  return found;
}
