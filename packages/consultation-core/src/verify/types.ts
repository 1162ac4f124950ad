import type { Bytes } from '../log/index.ts';

/**
 * Where files are read from: a folder, an address, whatever has them. `open` gives the bytes of a file in pieces, or
 * null where there is no such file; it throws when that cannot be found out. Nothing else of a source is believed.
 */
export interface Source {
  /** Shown in the report: the address or the folder. */
  readonly name: string;
  readonly open: (path: string) => Promise<AsyncIterable<Uint8Array> | null>;
}

/** What is checked, in the order in which it is told. */
export const checkNames = [
  'files',
  'checkpoints',
  'leaves',
  'openings',
  'sealed',
  'rules',
  'ballots',
  'counts',
  'activity',
  'contributions',
  'decisions',
  'versions',
  'orders',
  'tables',
  'live',
  'held',
  'witnesses',
  'receipts',
] as const;
export type CheckName = (typeof checkNames)[number];

/** Each kind of thing that can be wrong; the words are in the message files. */
export const findingCodes = {
  files: [
    'file-missing',
    'file-changed',
    'file-unlisted',
    'file-name',
    'file-unreadable',
    'manifest-broken',
    'manifest-differs',
    'listing-differs',
  ],
  checkpoints: [
    'checkpoint-broken',
    'checkpoint-order',
    'checkpoint-origin',
    'checkpoint-signature',
    'checkpoint-forked',
    'checkpoint-beyond',
    'checkpoint-missing',
    'key-broken',
    'key-unexpected',
    'keys-differ',
  ],
  leaves: [
    'leaf-unreadable',
    'leaf-not-canonical',
    'leaf-index',
    'leaf-time',
    'leaf-shape',
    'journal-not-begun',
    'journal-begun-twice',
    'journal-short',
  ],
  openings: ['opening-differs', 'opening-missing', 'opening-without-commitment'],
  sealed: [
    'sealed-published',
    'sealed-counts',
    'sealed-too-long',
    'sealed-misstated',
    'ballot-withheld',
    'hidden-text-published',
    'hidden-without-act',
    'erased-without-act',
  ],
  rules: [
    'state-impossible',
    'phase-unknown',
    'phase-boundary',
    'questions-changed',
    'ballot-while-closed',
    'ballot-after-close',
    'ballot-not-open-here',
  ],
  ballots: [
    'ballot-shape',
    'ballot-choice',
    'ballot-twice',
    'ballot-change-without-cast',
    'ballot-withdrawal-without-cast',
    'ballot-added',
    'ballot-changed',
    'ballot-redated',
    'ballot-moved',
    'ballot-listed-twice',
    'ballot-dropped',
    'ballots-order',
  ],
  counts: [
    'count-differs',
    'count-missing',
    'count-unknown',
    'outcome-differs',
    'result-differs',
    'import-differs',
  ],
  activity: ['activity-differs', 'activity-missing'],
  contributions: [
    'contribution-missing',
    'contribution-unknown',
    'contribution-twice',
    'contribution-differs',
    'text-differs',
    'hiding-missing',
    'hiding-differs',
  ],
  decisions: ['decision-missing', 'decision-unknown', 'decision-differs', 'reason-differs'],
  versions: ['version-missing', 'version-unknown', 'version-differs', 'version-body'],
  orders: ['seed-missing', 'seed-differs', 'order-differs'],
  tables: ['table-differs', 'table-broken'],
  live: ['live-broken', 'live-shorter', 'live-forked', 'live-signature', 'live-keys'],
  held: ['held-broken', 'held-forked', 'held-signature', 'held-beyond'],
  witnesses: ['policy-unmet', 'policy-log', 'cosignature-wrong'],
  receipts: [
    'receipt-broken',
    'receipt-refused',
    'receipt-not-in-journal',
    'receipt-lost',
    'receipt-forked',
  ],
} as const satisfies Readonly<Record<CheckName, readonly string[]>>;
export type FindingCode = (typeof findingCodes)[CheckName][number];

/** Limits of what could be checked: nothing wrong, and still to be known. */
export type RemarkCode =
  | 'texts-erased'
  | 'texts-hidden'
  | 'ballots-sealed'
  | 'rotation-by-new-key-only'
  | 'key-not-pinned'
  | 'journal-continued'
  /** Acts of kinds that this verifier does not know. */
  | 'kinds-unknown'
  | 'live-not-asked'
  | 'leaves-after-edition'
  /** Counted by a method that this verifier does not know. */
  | 'method-unknown'
  /** Hours with far more acts on one item than usual; by a rule that is named with its version. */
  | 'busy-hours'
  /** A witness of the policy saw a checkpoint of so many acts, at a time. */
  | 'cosigned';

export type Details = Readonly<Record<string, string | number>>;

/** One thing that is wrong. */
export interface Finding {
  readonly check: CheckName;
  readonly code: FindingCode;
  /** Line or leaf, file, subject, expected and found values: what a reader needs to look for herself. */
  readonly details: Details;
}

export interface Remark {
  readonly code: RemarkCode;
  readonly details: Details;
}

/** One check: how many things were looked at, and how many findings there were. */
export interface Check {
  readonly name: CheckName;
  readonly kind: 'passed' | 'failed' | 'not-done';
  readonly looked: number;
  readonly findings: number;
}

/**
 * What became of an act: `counted` is in the count; `replaced` by a later act of the same voter; `withdrawn` took a
 * ballot back; `sealed` is told from the close on; `public`, `hidden` and `erased` are contributions; `recorded` is any
 * other act; `unknown` when the data do not reach so far.
 */
export type ActFate =
  | 'counted'
  | 'replaced'
  | 'withdrawn'
  | 'sealed'
  | 'public'
  | 'hidden'
  | 'erased'
  | 'recorded'
  | 'unknown';

export interface ReceiptReport {
  readonly code: string;
  readonly index: number;
  /**
   * `proved`: its proof leads to a checkpoint that the key signed. `unsigned`: to a checkpoint, but no key is known to
   * ask. `code`: there is only a code, no proof. `refused`: it proves nothing.
   */
  readonly proof: 'proved' | 'unsigned' | 'code' | 'refused';
  /** Why it is refused; empty otherwise. */
  readonly reason: string;
  /** Whether the journal that was read holds it; null when no journal was read, or it does not reach so far. */
  readonly inJournal: boolean | null;
  readonly fate: ActFate;
}

/** What the verifier saw. Machine-readable as it stands; `describe` puts it in words. */
export interface Report {
  readonly format: 'consultation-report@1';
  /** `ok`: all that was checked is as it should be. `findings`: something is not. `incomplete`: it could not be checked. */
  readonly verdict: 'ok' | 'findings' | 'incomplete';
  readonly source: string;
  readonly consultation: {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly origin: string;
  } | null;
  readonly edition: {
    readonly name: string;
    readonly at: string;
    readonly size: number;
    readonly final: boolean;
    readonly sealed: boolean;
  } | null;
  /** Verifier keys in the order in which the journal names them. */
  readonly keys: readonly string[];
  /** Newest checkpoint that was proved: the live one, or the edition's last. To be kept and given as `held` next time. */
  readonly checkpoint: string | null;
  readonly checks: readonly Check[];
  /** At most fifty of each code; how many there were in all is in `totals`. */
  readonly findings: readonly Finding[];
  readonly totals: Readonly<Partial<Record<FindingCode, number>>>;
  readonly remarks: readonly Remark[];
  readonly receipts: readonly ReceiptReport[];
  /** Why it could not be checked, where the verdict is `incomplete`; words of a machine. */
  readonly trouble: string | null;
  readonly figures: {
    readonly leaves: number;
    readonly ballotActs: number;
    readonly ballots: number;
    readonly contributions: number;
    readonly bytes: number;
  };
}

export interface Progress {
  /** File that is being read. */
  readonly path: string;
  /** Bytes read of all that will be. */
  readonly done: number;
  readonly total: number;
}

/** A hash of bytes that come in pieces. */
export interface Hashing {
  readonly update: (bytes: Uint8Array) => void;
  readonly digest: () => Uint8Array;
}

export interface VerifyOptions {
  /** Name of the edition to read, at an address that has several; the newest by default. */
  readonly edition?: string;
  /** Key that the reader has from elsewhere (C2SP vkey): the journal must be signed with it, or have been. */
  readonly key?: string;
  /** Checkpoints that the reader kept, as signed notes: the journal must extend each. */
  readonly held?: readonly string[];
  /** Whose signatures a checkpoint needs that covers the journal, as the text of a policy (C2SP tlog-policy). */
  readonly policy?: string;
  /** Receipt files (C2SP tlog-proof) and codes to look for. */
  readonly receipts?: readonly string[];
  readonly onProgress?: (progress: Progress) => void;
  /** SHA-256 at once and in pieces; a quicker one than the default can be given. */
  readonly sha256?: (data: Bytes) => Bytes;
  readonly hashing?: () => Hashing;
}
