import { type Entry, readEntry } from 'consultation-core/log';
import type { Question } from 'consultation-core/vote';
import type { Db } from '../store/database.ts';
import { otherLeaves, type StoredLeaf } from '../store/leaf.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What rules counting, as a leaf holds it. */
export interface SettingsSnapshot {
  readonly counts: 'always' | 'at-close';
  readonly method: string;
  readonly passing: unknown;
  /** Leaves of before there were questions have none. */
  readonly questions?: readonly Question[];
  readonly phases: readonly { readonly closesAt: string }[];
  readonly timeZone: string;
  readonly slug: string;
}

/** An amendment or an argument, without its words: those are in the leaf `text`. */
export interface Item {
  readonly subject: string;
  readonly type: 'amendment' | 'argument';
  readonly at: string;
  readonly data: Fields;
  readonly status: string;
  /** Leaf with its newest words. */
  readonly text: number;
  readonly hidden: { readonly rule: string; readonly reason: string; readonly at: string } | null;
}

/** What all leaves but the ballots come to. */
export interface Facts {
  readonly settings: SettingsSnapshot | null;
  readonly state: 'draft' | 'open' | 'closed';
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  /** In the order in which they were submitted. */
  readonly items: ReadonlyMap<string, Item>;
  readonly imported: ReadonlyMap<string, { readonly counts: Fields; readonly source: string }>;
  readonly versions: readonly {
    readonly number: number;
    readonly at: string;
    readonly data: Fields;
  }[];
  readonly keys: readonly string[];
}

/** The entry of a leaf. Throws Error that names the leaf where it cannot be read. */
export function needEntry({ index, entry }: StoredLeaf): Entry {
  const read = readEntry(entry);
  if (read === null) throw new Error(`Leaf ${index} of the journal cannot be read.`);
  return read;
}

export const contentOf = (leaf: StoredLeaf): Fields | null =>
  leaf.content === null ? null : (JSON.parse(leaf.content) as Fields);

export const textOf = (fields: Fields | null | undefined, name: string): string => {
  const value = fields?.[name];
  return typeof value === 'string' ? value : '';
};

/** Reads all leaves below `size` that are no ballots. Keeps a few words of each contribution, none of their texts. */
export async function readFacts(db: Db, consultation: string, size: number): Promise<Facts> {
  let settings: SettingsSnapshot | null = null;
  let state: Facts['state'] = 'draft';
  let openedAt: string | null = null;
  let closedAt: string | null = null;
  const items = new Map<string, Item>();
  const imported = new Map<string, { counts: Fields; source: string }>();
  const versions: { number: number; at: string; data: Fields }[] = [];
  const keys: string[] = [];
  const change = (subject: string, what: Partial<Item>) => {
    const item = items.get(subject);
    if (item !== undefined) items.set(subject, { ...item, ...what });
  };

  for await (const page of otherLeaves(db, consultation, size)) {
    for (const leaf of page) {
      const { kind, at, subject = '', data: held } = needEntry(leaf);
      const data = (held ?? {}) as Fields;
      if (data.settings !== undefined) settings = data.settings as unknown as SettingsSnapshot;
      switch (kind) {
        case 'journal-begun':
        case 'key-rotated':
          keys.push(textOf(data, 'key'));
          break;
        case 'consultation-opened':
          state = 'open';
          openedAt ??= at;
          break;
        case 'consultation-closed':
          state = 'closed';
          closedAt = at;
          break;
        case 'amendment-submitted':
        case 'argument-published': {
          const type = kind === 'argument-published' ? 'argument' : 'amendment';
          const status = type === 'amendment' ? 'submitted' : 'published';
          items.set(subject, { subject, type, at, data, status, text: leaf.index, hidden: null });
          break;
        }
        case 'amendment-edited':
          change(subject, {
            data: { ...items.get(subject)?.data, ...data },
            status: 'submitted',
            text: leaf.index,
          });
          break;
        case 'amendment-withdrawn':
          change(subject, { status: 'withdrawn' });
          break;
        case 'amendment-decided':
          change(subject, { status: textOf(data, 'status') });
          break;
        case 'item-hidden': {
          const reason = textOf(contentOf(leaf), 'reason');
          change(subject, { hidden: { rule: textOf(data, 'rule'), reason, at } });
          break;
        }
        case 'item-restored':
          change(subject, { hidden: null });
          break;
        case 'counts-imported':
          imported.set(subject, {
            counts: (data.counts ?? {}) as Fields,
            source: textOf({ ...contentOf(leaf), ...data }, 'source'),
          });
          break;
        case 'version-published':
          versions.push({ number: Number(subject.slice('version:'.length)), at, data });
          break;
      }
    }
  }
  return { settings, state, openedAt, closedAt, items, imported, versions, keys };
}

/** Whether counts are sealed at a moment: the settings say so, and neither a close nor the end of all phases was. */
export function isSealed({ settings, state }: Facts, at: string): boolean {
  if (settings?.counts !== 'at-close' || state === 'closed') return false;
  const ends = settings.phases.map(({ closesAt }) => Date.parse(closesAt));
  return ends.length === 0 || Date.parse(at) < Math.max(...ends);
}
