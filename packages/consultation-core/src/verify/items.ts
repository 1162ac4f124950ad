import { canonicalJson } from '../log/index.ts';
import { type Plain, word } from './files.ts';
import type { Leaf } from './leaf.ts';
import type { Notebook } from './notebook.ts';

/** An amendment or an argument, as the journal makes it. */
export interface Item {
  readonly subject: string;
  readonly type: 'amendment' | 'argument';
  readonly index: number;
  readonly at: string;
  /** `data` of the newest leaf that says what it is about. */
  data: Plain;
  status: string;
  /** Content of the newest form; null where it was not published. */
  content: Plain | null;
  withheld: string | null;
  carried: boolean;
  hidden: { readonly rule: string; readonly reason: string | null; readonly at: string } | null;
}

/** A leaf of moderation or decision that the list of decisions must have. */
export interface Recorded {
  readonly index: number;
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: Plain;
  readonly reason: string | null;
}

export interface Version {
  readonly index: number;
  readonly at: string;
  readonly data: Plain;
}

export interface Items {
  readonly items: ReadonlyMap<string, Item>;
  readonly decisions: ReadonlyMap<number, Recorded>;
  readonly versions: ReadonlyMap<number, Version>;
  /** Counts that were brought from elsewhere, newest for each target. */
  readonly imported: ReadonlyMap<string, Plain>;
  readonly apply: (leaf: Leaf) => void;
  /** Compares what was withheld with what is hidden and erased at the end. */
  readonly checkWithheld: () => void;
}

/** What the list of decisions must have one line for. */
export const decisionKinds = [
  'amendment-decided',
  'item-hidden',
  'item-restored',
  'collision-decided',
] as const;

/** Kinds whose content is words of a citizen that the list of contributions shows. */
const textKinds = ['amendment-submitted', 'amendment-edited', 'argument-published'];

/** Kinds whose content may be withheld because the item is hidden; reasons of staff are none of them. */
const citizenKinds = [...textKinds, 'wording-accepted', 'wording-refused'];

/** Kinds that change nothing of what is compared here. */
const otherKinds = [
  'answer-published',
  'consultation-closed',
  'consultation-opened',
  'journal-begun',
  'journal-continued',
  'key-rotated',
  'phase-changed',
  'settings-changed',
  'version-approved',
  'wording-proposed',
];

/** A content that was not published, and why. */
interface Withheld {
  readonly index: number;
  readonly subject: string;
  readonly leaf: string;
  readonly kind: string;
}

/** The reason that a leaf commits to; null where it was withheld, '' where there is none. */
function reasonOf({ commitment, content }: Leaf): string | null {
  if (content !== null) return word(content, 'reason');
  return commitment === null ? '' : null;
}

export function makeItems(notebook: Notebook): Items {
  const items = new Map<string, Item>();
  const decisions = new Map<number, Recorded>();
  const versions = new Map<number, Version>();
  const imported = new Map<string, Plain>();
  const published: { readonly index: number; readonly subject: string }[] = [];
  const withheld: Withheld[] = [];
  const unknown = new Set<string>();
  // How many items were erased, by what the journal says.
  let erasures = 0;

  function begin(leaf: Leaf, type: Item['type']) {
    const { subject, index, at, data, content } = leaf;
    if (items.has(subject) || !subject.startsWith(`${type}:`)) {
      notebook.find('contribution-twice', { index, subject });
      return;
    }
    const status = type === 'amendment' ? 'submitted' : '';
    const base = { subject, type, index, at, data, status, content };
    items.set(subject, { ...base, withheld: leaf.withheld, carried: false, hidden: null });
  }

  function change(leaf: Leaf, edit: (item: Item) => void) {
    const item = items.get(leaf.subject);
    if (item === undefined) {
      notebook.find('contribution-unknown', { index: leaf.index, subject: leaf.subject });
    } else {
      edit(item);
    }
  }

  function fold(leaf: Leaf) {
    const { kind, data, content } = leaf;
    switch (kind) {
      case 'amendment-submitted':
        return begin(leaf, 'amendment');
      case 'argument-published':
        return begin(leaf, 'argument');
      case 'amendment-edited':
        return change(leaf, (item) => {
          item.data = { ...item.data, ...data };
          item.status = 'submitted';
          item.content = content;
          item.withheld = leaf.withheld;
        });
      case 'amendment-withdrawn':
        return change(leaf, (item) => {
          item.status = 'withdrawn';
        });
      case 'amendment-decided':
        return change(leaf, (item) => {
          item.status = word(data, 'status');
        });
      case 'amendment-carried-over':
        return change(leaf, (item) => {
          item.carried = true;
        });
      case 'item-hidden':
        return change(leaf, (item) => {
          if (item.hidden !== null) {
            notebook.find('state-impossible', { index: leaf.index, from: 'hidden', to: 'hidden' });
          }
          const reason = reasonOf(leaf);
          item.hidden = { rule: word(data, 'rule'), reason, at: leaf.at };
        });
      case 'item-restored':
        return change(leaf, (item) => {
          if (item.hidden === null) {
            notebook.find('state-impossible', { index: leaf.index, from: 'shown', to: 'shown' });
          }
          item.hidden = null;
        });
      case 'version-published': {
        const number = Number(/^version:(\d+)$/.exec(leaf.subject)?.[1] ?? Number.NaN);
        if (versions.has(number) || Number.isNaN(number)) {
          notebook.find('version-differs', { index: leaf.index, field: 'number' });
        }
        versions.set(number, { index: leaf.index, at: leaf.at, data });
        return;
      }
      case 'counts-imported':
        imported.set(leaf.subject, { ...content, ...data });
        return;
      case 'erasure-carried-out':
        erasures += typeof data.subjects === 'number' ? data.subjects : 0;
        return;
      default:
        if (![...otherKinds, ...citizenKinds, ...decisionKinds].includes(kind)) unknown.add(kind);
    }
  }

  /** Whether the item, or the one that it belongs to, is out of sight. */
  function isHidden(subject: string): boolean {
    const item = items.get(subject);
    if (item === undefined) return false;
    if (item.hidden !== null) return true;
    const parent = word(item.data, 'parent');
    const owner = item.type === 'argument' ? word(item.data, 'target') : `amendment:${parent}`;
    return (items.get(owner)?.hidden ?? null) !== null;
  }

  return {
    items,
    decisions,
    versions,
    imported,
    apply: (leaf) => {
      const { index, at, kind, subject, data } = leaf;
      fold(leaf);
      if (textKinds.includes(kind) && leaf.commitment === null) {
        notebook.find('leaf-shape', { index, field: 'commitment' });
      }
      if (leaf.withheld !== null)
        withheld.push({ index, subject, leaf: kind, kind: leaf.withheld });
      else if (textKinds.includes(kind)) published.push({ index, subject });
      if ((decisionKinds as readonly string[]).includes(kind)) {
        const reason = reasonOf(leaf);
        decisions.set(index, { index, at, kind, subject, data, reason });
      }
    },
    checkWithheld: () => {
      for (const { index, subject } of published) {
        notebook.looked('sealed');
        const item = items.get(subject);
        if (item !== undefined && item.hidden !== null) {
          notebook.find('hidden-text-published', { index, subject });
        }
      }
      const erased = new Set<string>();
      for (const { index, subject, leaf, kind } of withheld) {
        notebook.looked('sealed');
        if (kind === 'hidden' && !(citizenKinds.includes(leaf) && isHidden(subject))) {
          notebook.find('hidden-without-act', { index, subject });
        }
        if (kind === 'erased') {
          erased.add(subject);
          if (erased.size > erasures) notebook.find('erased-without-act', { index, subject });
        }
        if (kind === 'sealed') notebook.find('sealed-too-long', { index, subject });
      }
      if (unknown.size > 0) notebook.remark('kinds-unknown', { kinds: [...unknown].join(', ') });
      const count = (kind: string) => withheld.filter((one) => one.kind === kind).length;
      if (count('erased') > 0) notebook.remark('texts-erased', { count: count('erased') });
      if (count('hidden') > 0) notebook.remark('texts-hidden', { count: count('hidden') });
    },
  };
}

/** Equal as JSON, whatever the order of names; a name without a value is as good as none. What has no form is unequal. */
export function sameJson(one: unknown, other: unknown): boolean {
  const text = (value: unknown) => canonicalJson(JSON.parse(JSON.stringify(value ?? null)));
  try {
    return text(one) === text(other);
  } catch {
    return false;
  }
}
