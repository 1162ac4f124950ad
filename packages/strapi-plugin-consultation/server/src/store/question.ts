import type { Question } from 'consultation-core/vote';
import { consultationsTable } from './consultation.ts';
import { ask, type Db, json, type Question as Select } from './database.ts';

interface Row {
  readonly questions: unknown;
}

/** Of what a column holds; a consultation of before there were questions has nothing. */
export const questionsFrom = (value: unknown): readonly Question[] => json(value ?? []);

/** They can be long, and acts on the text have no use for them: read where they are asked about, never with the rest. */
export function questionsAbout(db: Db, consultation: string): Select<Row> {
  return {
    sql: 'select questions from ?? where document_id = ?',
    bindings: [db.named(consultationsTable), consultation],
  };
}

/** Questions of a consultation, in their order. */
export async function questionsOf(db: Db, consultation: string): Promise<readonly Question[]> {
  const [row] = await ask(db, questionsAbout(db, consultation));
  return questionsFrom(row?.questions);
}
