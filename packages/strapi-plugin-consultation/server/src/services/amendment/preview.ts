import type { BodyOf, previewAmendment, ResponseOf } from 'consultation-core/contract';
import type { Db } from '../../store/database.ts';
import type { Strapi } from '../../strapi.ts';
import { findAmendment } from '../../views/amendment-row.ts';
import { instructionOf } from '../../views/instruction.ts';
import { mutable } from '../../views/mutable.ts';
import type { Reader } from '../../views/reader.ts';
import { similarAmendments } from '../../views/similar.ts';
import { drafted } from './drafting.ts';

/** The difference that a proposal would make, and who wants the same already; nothing is kept. */
export async function preview(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  input: BodyOf<typeof previewAmendment>
): Promise<ResponseOf<typeof previewAmendment>> {
  const { consultation } = reader;
  const found =
    input.except === undefined
      ? undefined
      : await findAmendment(strapi, consultation.id, input.except);
  const former = found?.authorKey === reader.author ? found : undefined;
  let number = 0;
  const made = await drafted(
    strapi,
    reader,
    input,
    () => {
      number += 1;
      return `new-${number}`;
    },
    former
  );
  return {
    change: mutable(made.change),
    before: mutable(made.before),
    after: mutable(made.after),
    instruction: instructionOf(made.ground.body, made.before, made.change, consultation.language),
    similar: await similarAmendments(strapi, db, reader, {
      base: input.base,
      article: made.article,
      parent: input.parent ?? null,
      change: made.change,
      except: input.except,
    }),
  };
}
