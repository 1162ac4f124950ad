import { type Files, isPlain, type Plain, word } from './files.ts';
import { decisionKinds, type Item, type Items, sameJson } from './items.ts';
import { readList } from './lists.ts';
import type { Notebook } from './notebook.ts';

/** A text of a contribution, and of what in the journal it is. */
const texts: Readonly<Record<Item['type'], Readonly<Record<string, string>>>> = {
  amendment: { title: 'title', text: 'justification', author: 'author', change: 'change' },
  argument: { text: 'text', author: 'author', sources: 'sources' },
};

/** What a list may leave out for its length. */
const spared = ['change', 'sources'];

const facts: Readonly<Record<Item['type'], readonly string[]>> = {
  amendment: ['number', 'article'],
  argument: ['stance', 'target'],
};

const isEmpty = (value: unknown) =>
  value === '' ||
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0);

/** Compares `contributions.ndjson` with what was submitted, edited, decided, hidden and restored. */
export async function checkContributions(
  files: Files,
  { items }: Items,
  notebook: Notebook
): Promise<number> {
  const seen = new Set<string>();
  await readList(files, notebook, 'contributions', (record, line) => {
    const type = word(record, 'type');
    const id = word(record, 'id');
    const subject = id.includes(':') ? id : `${type}:${id}`;
    notebook.looked('contributions');
    const item = items.get(subject);
    if (item === undefined) {
      notebook.find('contribution-unknown', { line, subject });
      return;
    }
    if (seen.has(subject)) notebook.find('contribution-twice', { line, subject });
    seen.add(subject);
    compare(record, item, line, notebook);
  });
  for (const subject of items.keys()) {
    if (!seen.has(subject)) notebook.find('contribution-missing', { subject });
  }
  return seen.size;
}

function compare(record: Plain, item: Item, line: number, notebook: Notebook) {
  const { subject, type, data, content, hidden } = item;
  const differs = (field: string) =>
    notebook.find('contribution-differs', { line, subject, field });
  if (record.type !== type) differs('type');
  if (word(record, 'at') !== item.at) differs('at');
  if (type === 'amendment' && word(record, 'status') !== item.status) differs('status');
  for (const field of facts[type]) {
    // A new version may give an amendment another place.
    if (field === 'article' && item.carried) continue;
    if (!sameJson(record[field], data[field])) differs(field);
  }
  compareHiding(record, hidden, line, subject, notebook);
  for (const [field, name] of Object.entries(texts[type])) {
    const value = record[field];
    if (hidden !== null) {
      if (!isEmpty(value)) notebook.find('hidden-text-published', { line, subject, field });
      continue;
    }
    if (content === null) {
      // Words that nothing commits to any more are anybody's.
      if (!isEmpty(value)) notebook.find('text-differs', { line, subject, field });
      continue;
    }
    if (spared.includes(field) && !(field in record)) continue;
    if (!sameJson(value, content[name])) notebook.find('text-differs', { line, subject, field });
  }
}

function compareHiding(
  record: Plain,
  hidden: Item['hidden'],
  line: number,
  subject: string,
  notebook: Notebook
) {
  const said = isPlain(record.hidden) ? record.hidden : null;
  if (hidden === null && said === null) return;
  if (hidden === null || said === null) {
    notebook.find('hiding-missing', {
      line,
      subject,
      journal: hidden === null ? 'shown' : 'hidden',
    });
    return;
  }
  const differs =
    word(said, 'rule') !== hidden.rule
      ? 'rule'
      : word(said, 'at') !== hidden.at
        ? 'at'
        : hidden.reason !== null && word(said, 'reason') !== hidden.reason
          ? 'reason'
          : '';
  if (differs !== '') notebook.find('hiding-differs', { line, subject, field: differs });
}

/** Compares `decisions.ndjson` with the leaves: each decision and each act of moderation once, with its reason. */
export async function checkDecisions(
  files: Files,
  { decisions }: Items,
  size: number,
  notebook: Notebook
): Promise<void> {
  const seen = new Set<number>();
  await readList(files, notebook, 'decisions', (record, line) => {
    notebook.looked('decisions');
    const index = typeof record.index === 'number' ? record.index : -1;
    const leaf = decisions.get(index);
    const kind = word(record, 'kind');
    if (leaf === undefined) {
      const known = (decisionKinds as readonly string[]).includes(kind);
      if (known || index < 0 || index >= size) notebook.find('decision-unknown', { line, index });
      return;
    }
    if (seen.has(index)) notebook.find('decision-unknown', { line, index });
    seen.add(index);
    const { subject, at, data, reason } = leaf;
    const differs = (field: string) =>
      notebook.find('decision-differs', { line, index, subject, field });
    if (kind !== leaf.kind) differs('kind');
    if (word(record, 'subject') !== subject) differs('subject');
    if (word(record, 'at') !== at) differs('at');
    for (const field of ['status', 'rule'] as const) {
      if (word(record, field) !== word(data, field)) differs(field);
    }
    if (word(record, 'reason') !== (reason ?? '')) {
      notebook.find('reason-differs', { line, index, subject });
    }
  });
  for (const [index, { subject }] of decisions) {
    if (!seen.has(index)) notebook.find('decision-missing', { index, subject });
  }
}
