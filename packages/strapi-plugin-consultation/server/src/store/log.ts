import { hash, randomBytes } from 'node:crypto';
import { orderAlgorithm, type Phase, phaseAt } from 'consultation-core/consultation';
import { type Receipt, RefusalError } from 'consultation-core/contract';
import {
  ballotEntry,
  canonicalJson,
  commitment,
  type Entry,
  entryBytes,
  type Json,
  journalFormat,
  leafHash,
  orderCommitment,
  receiptCode,
} from 'consultation-core/log';
import type { ActKind } from './act.ts';
import { consultationsTable } from './consultation.ts';
import {
  type Db,
  json,
  matching,
  nowSql,
  type Question,
  recordset,
  rowsOf,
  type Statement,
  writeAll,
} from './database.ts';

/** Node's own, in one call: several times as fast as one in JavaScript. */
export const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

/** One accepted act. */
export interface Fact {
  readonly kind: ActKind;
  /** What it is about: `article:…`, `amendment:…`, `argument:…`, `version:…`, or empty for the consultation. */
  readonly subject: string;
  readonly at: string;
  /** What the leaf says to everybody for ever: ids, numbers, kinds; nothing that somebody wrote. */
  readonly data: Readonly<Record<string, Json>>;
  /** What is only committed to: texts and names of people, and what is in a ballot. */
  readonly content?: Json;
  /** Key of the request that asked for it. */
  readonly request?: string;
}

/** The journal of a consultation, kept from everybody else until the commit. */
export interface HeldLog {
  readonly consultation: string;
  readonly size: number;
  /** Time of the newest leaf; no act is of before it. */
  readonly lastAt: string;
  readonly phase: string;
  readonly isDraft: boolean;
  readonly phases: readonly Phase[];
  /** Of the neutral order. */
  readonly seed: string;
  /** The database's time once the journal was held: no wait for it carries an act over a close. */
  readonly now: string;
}

const noTime = '0000-01-01T00:00:00.000Z';

async function find(db: Db, consultation: string) {
  const [lock, kept] = db.client === 'postgres' ? ['for update', 'materialized'] : ['', ''];
  const [row] = rowsOf<Record<string, unknown>>(
    await db.knex.raw(
      `with l as ${kept} (select * from ?? where consultation = ? ${lock})
       select l.size, l.last_at, l.phase, l.halted, c.state, c.phases, c.order_seed,
         ${nowSql(db.client)} as "now"
       from l join ?? c on c.document_id = l.consultation`,
      [db.table('logs'), consultation, db.named(consultationsTable)]
    )
  );
  return row;
}

/**
 * Holds the journal, and begins it where there is none. From here to the commit acts on this consultation take turns,
 * in whichever process. Refuses with `service-unavailable` where the journal is halted.
 */
export async function holdLog(db: Db, consultation: string): Promise<HeldLog> {
  let row = await find(db, consultation);
  if (row === undefined) {
    const { origin } = db.founding(consultation);
    await db.knex.raw(
      `insert into ?? (consultation, origin, size, last_at, phase, key_number, signed)
       values (?, ?, 0, ?, '', 1, 0) on conflict (consultation) do nothing`,
      [db.table('logs'), consultation, origin, noTime]
    );
    row = await find(db, consultation);
  }
  if (row === undefined) throw new Error(`There is no consultation ${consultation} to record on.`);
  if (row.halted !== null) throw new RefusalError('service-unavailable', { retryAfter: 60 });
  const held: HeldLog = {
    consultation,
    size: row.size as number,
    lastAt: row.last_at as string,
    phase: row.phase as string,
    isDraft: row.state === 'draft',
    phases: json(row.phases),
    seed: row.order_seed as string,
    now: row.now as string,
  };
  return held;
}

/** The later of the two: time does not go back, whatever a clock does. */
export const notBefore = (at: string, lastAt: string) => (at < lastAt ? lastAt : at);

interface Leaf {
  readonly fact: Fact;
  /** In the leaf; that of the fact stays beside it, for acts that are brought from elsewhere. */
  readonly at: string;
}

/** The first leaf of all: the seed of the neutral order is committed to before anything can be put in order. */
function beginning(db: Db, { consultation, seed }: HeldLog, at: string): Fact {
  const { origin, key } = db.founding(consultation);
  const order = { algorithm: orderAlgorithm, commitment: orderCommitment(seed, sha256) };
  const data = { format: journalFormat, consultation, origin, key, order };
  return { kind: 'journal-begun', subject: '', at, data };
}

/** Acts after which the phases may be other ones than before; with all others the phase is noted first. */
const aboutPhases = new Set<ActKind>(['consultation-opened', 'settings-changed']);

/** The leaves of these facts in order, a change of phase where one lies between two of them. */
function leavesOf(db: Db, held: HeldLog, facts: readonly Fact[], until: string | undefined) {
  const leaves: Leaf[] = [];
  let { lastAt, phase } = held;
  const push = (fact: Fact, at: string) => {
    lastAt = notBefore(at, lastAt);
    leaves.push({ fact, at: lastAt });
  };
  const notePhase = (at: string) => {
    const now = held.isDraft ? undefined : phaseAt(held.phases, at);
    const to = now?.id ?? '';
    if (to === phase) return;
    const former = held.phases.find(({ id }) => id === phase);
    const boundary = new Date(now?.opensAt ?? former?.closesAt ?? at).toISOString();
    const data = { from: phase || null, to: to || null, boundary };
    push({ kind: 'phase-changed', subject: '', at, data }, boundary < at ? boundary : at);
    phase = to;
  };
  for (const fact of facts) {
    if (held.size === 0 && leaves.length === 0) push(beginning(db, held, fact.at), fact.at);
    if (!aboutPhases.has(fact.kind)) notePhase(fact.at);
    push(fact, fact.at);
    if (aboutPhases.has(fact.kind)) notePhase(fact.at);
  }
  // Where no journal has begun there is nothing to note yet.
  if (until !== undefined && held.size + leaves.length > 0) notePhase(until);
  return { leaves, lastAt, phase };
}

function entryOf({ fact, at }: Leaf, committed: string | undefined): Entry {
  if (fact.kind.startsWith('ballot-') && committed !== undefined) return ballotEntry(at, committed);
  return {
    at,
    kind: fact.kind,
    ...(fact.subject === '' ? {} : { subject: fact.subject }),
    ...(Object.keys(fact.data).length === 0 ? {} : { data: fact.data }),
    ...(committed === undefined ? {} : { commitment: committed }),
  };
}

const columns = {
  kind: 'text',
  subject: 'text',
  at: 'text',
  data: 'text',
  idx: 'integer',
  entry: 'text',
  nonce: 'text',
  content: 'text',
  request: 'text',
} as const;
const names = Object.keys(columns).join(', ');
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Counters of acts by kind and ten minutes follow the journal. */
function countActs(db: Db, consultation: string, facts: readonly Fact[]): Statement {
  const counts = new Map<string, { kind: ActKind; slot: string; count: number }>();
  for (const { kind, at } of facts) {
    const slot = at.slice(0, 15);
    const key = `${kind} ${slot}`;
    counts.set(key, { kind, slot, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const row = { kind: 'text', slot: 'text', count: 'integer' } as const;
  return {
    sql: `insert into ?? as t (consultation, kind, slot, count)
          select ?, kind, slot, count from ${recordset(db.client, row)} where true
          on conflict (consultation, kind, slot) do update set count = t.count + excluded.count`,
    bindings: [db.table('act_counts'), consultation, JSON.stringify([...counts.values()])],
  };
}

/** What adds acts to a journal that is held, and the receipt that each has once that is committed. */
export function appending(
  db: Db,
  held: HeldLog,
  facts: readonly Fact[],
  until?: string
): { readonly receipts: readonly Receipt[]; readonly writes: readonly Statement[] } {
  const { leaves, lastAt, phase } = leavesOf(db, held, facts, until);
  if (leaves.length === 0) return { receipts: [], writes: [] };
  const receipts = new Map<Fact, Receipt>();
  const rows = leaves.map((leaf, place) => {
    const { fact } = leaf;
    const { kind, subject, at, data, content, request } = fact;
    const nonce = content === undefined ? undefined : randomBytes(32);
    const committed =
      content === undefined || nonce === undefined ? undefined : commitment(nonce, content, sha256);
    const entry = entryBytes(entryOf(leaf, committed));
    const idx = held.size + place;
    receipts.set(fact, { index: idx, code: receiptCode(idx, leafHash(entry, sha256)) });
    return {
      kind,
      subject,
      at,
      data: JSON.stringify(data),
      idx,
      entry: decoder.decode(entry),
      nonce: nonce?.toString('base64url') ?? null,
      content: content === undefined ? null : canonicalJson(content),
      request: request ?? null,
    };
  });
  const size = held.size + leaves.length;
  return {
    receipts: facts.map((fact) => receipts.get(fact) as Receipt),
    writes: [
      {
        sql: `insert into ?? (consultation, ${names})
              select ?, ${names} from ${recordset(db.client, columns)}`,
        bindings: [db.table('acts'), held.consultation, JSON.stringify(rows)],
      },
      {
        sql: 'update ?? set size = ?, last_at = ?, phase = ? where consultation = ?',
        bindings: [db.table('logs'), size, lastAt, phase, held.consultation],
      },
      countActs(
        db,
        held.consultation,
        leaves.map(({ fact }) => fact)
      ),
    ],
  };
}

/**
 * Adds acts to a journal that is held, and gives the receipt of each. With `until`, a change of phase that is due by
 * then is noted, whether or not there is an act.
 */
export async function append(
  db: Db,
  held: HeldLog,
  facts: readonly Fact[],
  until?: string
): Promise<readonly Receipt[]> {
  const { receipts, writes } = appending(db, held, facts, until);
  await writeAll(db, writes);
  return receipts;
}

/** An act as it was recorded, found by the key of its request or by its place. */
export interface Recorded {
  readonly request: string | null;
  readonly idx: number;
  readonly entry: string;
  /** Canonical JSON; null where it was erased. */
  readonly content: string | null;
}

export function receiptOf({ idx, entry }: Pick<Recorded, 'idx' | 'entry'>): Receipt {
  return { index: idx, code: receiptCode(idx, leafHash(encoder.encode(entry), sha256)) };
}

export function recordedBy(
  db: Db,
  consultation: string,
  by: 'request' | 'idx',
  values: readonly (string | number)[]
): Question<Recorded> {
  const column = { wanted: by === 'idx' ? 'integer' : 'text' } as const;
  return {
    sql: `select a.request, a.idx, a.entry, a.content from ${recordset(db.client, column)}
          ${matching(db.client, 'a', `a.consultation = ? and a.${by} = f.wanted`)}`,
    bindings: [
      JSON.stringify(values.map((wanted) => ({ wanted }))),
      db.table('acts'),
      consultation,
    ],
  };
}
