import type {
  ArticleOpening,
  CharterRule,
  ConsultationState,
  CountsVisibility,
  Phase,
} from 'consultation-core/consultation';
import type { MethodName, PassingRules, Question } from 'consultation-core/vote';
import { type Db, json, nowSql, rowsOf } from './database.ts';
import { ofText } from './tally.ts';

/** As much of a consultation as acts and most pages need. */
export interface Consultation {
  readonly id: string;
  readonly slug: string;
  readonly language: 'fr' | 'en';
  readonly title: string;
  readonly summary: string;
  readonly organiser: string;
  readonly state: ConsultationState;
  readonly timeZone: string;
  readonly phases: readonly Phase[];
  readonly openings: readonly ArticleOpening[];
  readonly counts: CountsVisibility;
  readonly method: MethodName;
  readonly passing: PassingRules;
  readonly orderSeed: string;
  /** 0 before a version is published. */
  readonly latestVersion: number;
  readonly revision: number;
  /** The database's time when it was read. */
  readonly now: string;
}

/** With the long texts. */
export interface FullConsultation extends Consultation {
  readonly presentation: string;
  readonly commitment: string;
  readonly contact: string;
  readonly charter: readonly CharterRule[];
  /** In their order. Acts and pages that have a light consultation read them by themselves. */
  readonly questions: readonly Question[];
  /** Whether the next version needs the approval of somebody besides whoever publishes it. */
  readonly secondReader: boolean;
  readonly provenance: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
}

export const consultationsTable = 'consultation_consultations';

const light = [
  'document_id',
  'slug',
  'language',
  'title',
  'summary',
  'organiser',
  'state',
  'time_zone',
  'phases',
  'openings',
  'counts',
  'method',
  'passing',
  'order_seed',
  'latest_version',
  'revision',
];
const long = [
  'presentation',
  'commitment',
  'contact',
  'charter',
  'questions',
  'provenance',
  'second_reader',
  'answer',
  'answered_at',
];

type Row = Record<string, unknown>;

/** A `datetime` column of a content type: PostgreSQL gives a Date, SQLite milliseconds. */
export function instant(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  const time = new Date(
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : (value as string)
  );
  return time.toISOString();
}

function fromRow(row: Row): Consultation {
  return {
    id: row.document_id as string,
    slug: row.slug as string,
    language: row.language as 'fr' | 'en',
    title: row.title as string,
    summary: (row.summary as string | null) ?? '',
    organiser: (row.organiser as string | null) ?? '',
    state: row.state as ConsultationState,
    timeZone: row.time_zone as string,
    phases: json(row.phases),
    openings: json(row.openings),
    counts: row.counts as CountsVisibility,
    method: row.method as MethodName,
    passing: json(row.passing),
    orderSeed: row.order_seed as string,
    latestVersion: row.latest_version as number,
    revision: row.revision as number,
    now: row.now as string,
  };
}

function fullFromRow(row: Row): FullConsultation {
  return {
    ...fromRow(row),
    presentation: (row.presentation as string | null) ?? '',
    commitment: (row.commitment as string | null) ?? '',
    contact: (row.contact as string | null) ?? '',
    charter: json(row.charter),
    // A consultation of before there were questions has nothing.
    questions: json(row.questions ?? []),
    // SQLite has 0 and 1; a consultation of before there was this setting has nothing.
    secondReader: Boolean(row.second_reader ?? false),
    provenance: (row.provenance as string | null) ?? '',
    answer: (row.answer as string | null) ?? null,
    answeredAt: instant(row.answered_at),
  };
}

export type ConsultationRef = { readonly slug: string } | { readonly id: string };

async function read(db: Db, columns: readonly string[], ref: ConsultationRef) {
  const [column, value] = 'slug' in ref ? ['slug', ref.slug] : ['document_id', ref.id];
  const [row] = rowsOf<Row>(
    await db.knex.raw(
      `select ${columns.join(', ')}, ${nowSql(db.client)} as now from ?? where ${column} = ?`,
      [db.named(consultationsTable), value]
    )
  );
  return row;
}

export async function findConsultation(
  db: Db,
  ref: ConsultationRef
): Promise<Consultation | undefined> {
  const row = await read(db, light, ref);
  return row && fromRow(row);
}

export async function findFullConsultation(
  db: Db,
  ref: ConsultationRef
): Promise<FullConsultation | undefined> {
  const row = await read(db, [...light, ...long], ref);
  return row && fullFromRow(row);
}

/** Every consultation, drafts included: for what one person did in all of them. */
export async function allConsultations(db: Db): Promise<readonly Consultation[]> {
  const rows: Row[] = await db
    .knex(db.named(consultationsTable))
    .select([...light, db.knex.raw(`${nowSql(db.client)} as now`)])
    .orderBy([{ column: 'opens_at', order: 'desc' }, { column: 'document_id' }]);
  return rows.map(fromRow);
}

/** A page of consultations: those that are open first, then the ones that opened last. */
export async function listConsultations(
  db: Db,
  options: { drafts: boolean; page: number; pageSize: number }
): Promise<{ total: number; items: FullConsultation[] }> {
  const table = db.named(consultationsTable);
  const chosen = () => {
    const query = db.knex(table);
    return options.drafts ? query : query.whereNot({ state: 'draft' });
  };
  const [counted] = await chosen().count({ total: '*' });
  const rows: Row[] = await chosen()
    .select([...light, ...long, db.knex.raw(`${nowSql(db.client)} as now`)])
    .orderByRaw(`case state when 'open' then 0 when 'draft' then 1 when 'closed' then 2 else 3 end`)
    .orderBy([{ column: 'opens_at', order: 'desc' }, { column: 'document_id' }])
    .limit(options.pageSize)
    .offset((options.page - 1) * options.pageSize);
  return { total: Number(counted?.total ?? 0), items: rows.map(fullFromRow) };
}

export interface Totals {
  readonly articles: number;
  readonly amendments: number;
  readonly undecided: number;
  readonly arguments: number;
  readonly hidden: number;
  readonly ballots: number;
  readonly participants: number;
}

/** Figures of several consultations in one statement; ballots are read off the counters, never off the box. */
export async function totalsOf(
  db: Db,
  ids: readonly string[],
  statuses: { readonly public: readonly string[]; readonly undecided: readonly string[] }
): Promise<ReadonlyMap<string, Totals>> {
  if (ids.length === 0) return new Map();
  const marks = (values: readonly string[]) => values.map(() => '?').join(', ');
  const amendments = db.named('consultation_amendments');
  const argumentsTable = db.named('consultation_arguments');
  const rows = rowsOf<Row>(
    await db.knex.raw(
      `select c.document_id,
         (select count(*) from ?? a where a.consultation = c.document_id and a.version = c.latest_version) as articles,
         (select count(*) from ?? m where m.consultation = c.document_id and m.status in (${marks(statuses.public)})) as amendments,
         (select count(*) from ?? m where m.consultation = c.document_id and m.status in (${marks(statuses.undecided)})) as undecided,
         (select count(*) from ?? g where g.consultation = c.document_id) as arguments,
         (select count(*) from ?? m where m.consultation = c.document_id and m.hidden_at is not null)
           + (select count(*) from ?? g where g.consultation = c.document_id and g.hidden_at is not null) as hidden,
         (select coalesce(sum(t.count), 0) from ?? t where t.consultation = c.document_id and t.${ofText})
           + (select coalesce(sum(n.count), 0) from ?? n where n.consultation = c.document_id and n.name = 'question-ballots') as ballots,
         (select coalesce(sum(n.count), 0) from ?? n where n.consultation = c.document_id and n.name = 'participants') as participants
       from ?? c where c.document_id in (${marks(ids)})`,
      [
        db.table('articles'),
        amendments,
        ...statuses.public,
        amendments,
        ...statuses.undecided,
        argumentsTable,
        amendments,
        argumentsTable,
        db.table('tallies'),
        db.table('counters'),
        db.table('counters'),
        db.named(consultationsTable),
        ...ids,
      ]
    )
  );
  return new Map(
    rows.map((row) => [
      row.document_id as string,
      {
        articles: Number(row.articles),
        amendments: Number(row.amendments),
        undecided: Number(row.undecided),
        arguments: Number(row.arguments),
        hidden: Number(row.hidden),
        ballots: Number(row.ballots),
        participants: Number(row.participants),
      },
    ])
  );
}
