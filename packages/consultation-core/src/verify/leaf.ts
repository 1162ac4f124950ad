import { canonicalJson, type Json } from '../log/index.ts';
import { isPlain, type Plain, parsed, shown } from './files.ts';
import { isHex } from './hex.ts';
import type { Notebook } from './notebook.ts';

/** A leaf as a line of `journal.ndjson` gives it. */
export interface Leaf {
  readonly index: number;
  readonly at: string;
  readonly kind: string;
  /** '' where it has none. */
  readonly subject: string;
  readonly data: Plain;
  readonly commitment: string | null;
  /** What the commitment hides, where it was published. */
  readonly content: Plain | null;
  readonly nonce: string | null;
  readonly withheld: string | null;
  /** Canonical JSON of the entry: what is hashed. */
  readonly text: string;
}

/** Largest leaf, in bytes: tiles give its length in sixteen bits. */
const largestLeaf = 65_535;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const fields = ['at', 'commitment', 'data', 'kind', 'subject'];

/** Whether a text is an instant that there is: no 30 February. */
export function isInstant(at: string): boolean {
  if (!instant.test(at)) return false;
  const time = Date.parse(at);
  return !Number.isNaN(time) && new Date(time).toISOString() === at;
}

/** Most ballots are of the same hour as the one before. */
let knownHour = '';

function isHour(at: string): boolean {
  if (at === knownHour) return true;
  if (!at.endsWith(':00:00.000Z') || !isInstant(at)) return false;
  knownHour = at;
  return true;
}

/** What is wrong with the shape of an entry; '' where nothing is. */
function shapeProblem(entry: Plain): string {
  const { at, kind, subject, data, commitment } = entry;
  for (const name in entry) if (!fields.includes(name)) return name;
  if (typeof kind !== 'string' || kind === '') return 'kind';
  if (typeof at !== 'string') return 'at';
  if (commitment !== undefined) {
    if (typeof commitment !== 'string' || !isHex(commitment, 64)) return 'commitment';
  }
  if (kind === 'ballot') {
    // All alike, so that a leaf says nothing of what is in it.
    if (!isHour(at)) return 'at';
    if (commitment === undefined) return 'commitment';
    return subject === undefined && data === undefined ? '' : 'data';
  }
  if (!isInstant(at)) return 'at';
  if (subject !== undefined && typeof subject !== 'string') return 'subject';
  return data === undefined || isPlain(data) ? '' : 'data';
}

/**
 * Reads the line of the leaf that is to have that index; null where it is no record of a leaf, which is a finding. A leaf of the wrong shape is a finding too, and
 * is read as far as it goes.
 */
export function readLeaf(line: string, index: number, notebook: Notebook): Leaf | null {
  const record = parsed(line);
  const entry = isPlain(record) ? record.entry : undefined;
  if (!isPlain(record) || !isPlain(entry)) {
    notebook.find('leaf-unreadable', { index });
    return null;
  }
  const problem = shapeProblem(entry);
  if (problem !== '') notebook.find('leaf-shape', { index, field: problem });
  const stated = Number.isSafeInteger(record.index) ? (record.index as number) : index;
  if (record.index !== index) {
    notebook.find('leaf-index', { index, found: shown(record.index) });
  }
  const { at, kind, subject, data, commitment } = entry;
  let text: string;
  if (kind === 'ballot' && problem === '') {
    // What canonical JSON makes of these three; time matters here.
    text = `{"at":"${at as string}","commitment":"${commitment as string}","kind":"ballot"}`;
  } else {
    try {
      text = canonicalJson(entry as Json);
    } catch {
      notebook.find('leaf-not-canonical', { index });
      return null;
    }
    if (text.length > largestLeaf / 3 && new TextEncoder().encode(text).length > largestLeaf) {
      notebook.find('leaf-shape', { index, field: 'size' });
    }
  }
  // The bytes themselves must be in the file; a number written otherwise, or a name twice, is none of ours.
  if (!line.includes(`"entry":${text}`)) notebook.find('leaf-not-canonical', { index });
  return {
    // Told once: the numbers behind a gap are taken as they are.
    index: stated,
    at: typeof at === 'string' ? at : '',
    kind: typeof kind === 'string' ? kind : '',
    subject: typeof subject === 'string' ? subject : '',
    data: isPlain(data) ? data : {},
    commitment: typeof commitment === 'string' ? commitment : null,
    content: isPlain(record.content) ? record.content : null,
    nonce: typeof record.nonce === 'string' ? record.nonce : null,
    withheld: typeof record.withheld === 'string' ? record.withheld : null,
    text,
  };
}
