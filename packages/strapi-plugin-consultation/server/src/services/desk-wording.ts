import { isUndecided } from 'consultation-core/amendment';
import { apply, type Change, diff } from 'consultation-core/change';
import { limits, RefusalError } from 'consultation-core/contract';
import { type Block, type Body, canonicalBody } from 'consultation-core/text';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { record } from '../store/act.ts';
import { holdAmendment } from '../store/amendment-links.ts';
import { transaction } from '../store/database.ts';
import type { Author } from '../store/desk.ts';
import { touchDesk } from '../store/desk-state.ts';
import type { Strapi } from '../strapi.ts';
import { type AmendmentRow, findAmendment } from '../views/amendment-row.ts';
import { type StaffWordingRow, staffWording } from '../views/desk-parts.ts';
import { groundOf } from '../views/ground.ts';
import { insistOnArticle, sizeOf } from './amendment/drafting.ts';
import { withOwnIds } from './amendment/new-ids.ts';
import { deskOf } from './desk-load.ts';
import { makeBlockId, makeDocumentId } from './ids.ts';

export interface WordingInput {
  readonly consultation: string;
  readonly amendment: string;
  /** Of the newest wording that was seen; 0 when there was none. */
  readonly number: number;
  readonly after: Body;
  readonly note: string;
  readonly publish: boolean;
  readonly by: Author;
  readonly at?: string;
}

const unfit = () => new RefusalError('proposal-does-not-fit');

/** Where blocks stand one behind the other in a text; undefined when they do not. */
function runOf(body: Body, blocks: readonly Block[]): { from: number; to: number } | undefined {
  const [first] = blocks;
  const from = body.findIndex(({ id }) => id === first?.id);
  const isRun = from !== -1 && blocks.every(({ id }, index) => body[from + index]?.id === id);
  return isRun ? { from, to: from + blocks.length } : undefined;
}

/**
 * The text with what staff would have in the place of the article that an amendment is about: where that stands now,
 * or where the amendment puts it when it is a new one.
 */
function reworded(ground: Body, { before, after, change }: AmendmentRow, blocks: Body): Body {
  const now = before.length > 0 ? ground : applied(ground, change);
  const place = runOf(now, before.length > 0 ? before : after);
  if (place === undefined) throw unfit();
  const rest = [...now.slice(0, place.from), ...now.slice(place.to)];
  const there = new Set(rest.map(({ id }) => id));
  if (blocks.some(({ id }) => there.has(id))) throw unfit();
  return [...now.slice(0, place.from), ...blocks, ...now.slice(place.to)];
}

function applied(ground: Body, change: Change): Body {
  const result = apply(ground, change);
  if (result.kind === 'refused') throw unfit();
  return result.body;
}

/** Words of staff as they will be kept: a change of the text that the amendment is about, and the article it makes. */
function worded(ground: Body, row: AmendmentRow, sent: Body, known: readonly Body[]) {
  const article = row.before[0]?.id ?? row.after[0]?.id ?? '';
  const proposal = withOwnIds({ kind: 'edit', article, blocks: [...sent] }, known, makeBlockId);
  if (proposal.blocks.length > 0) insistOnArticle(proposal, ground);
  const after = canonicalBody(proposal.blocks);
  if (after.length > 0 && row.before.length > 0 && after[0]?.id !== article) throw unfit();
  const base = canonicalBody(ground);
  const change = diff(base, canonicalBody(reworded(base, row, after)));
  if (change.edits.length === 0) throw new RefusalError('proposal-changes-nothing');
  const size = sizeOf(change);
  if (size > limits.edits) {
    throw new RefusalError('too-many-edits', { edits: size, most: limits.edits });
  }
  return { change, before: row.before, after };
}

/**
 * Keeps other words of staff for what an amendment wants, or shows them to its author. Each save gets the next number,
 * so that of two drafters who save at once the second learns of the first; a private wording takes the place of the
 * private one before, one that was shown stays as it is.
 */
export function saveWording(strapi: Strapi, input: WordingInput) {
  return transaction(strapi, async (db, afterCommit) => {
    const { amendment: id, number: seen, note, publish, by } = input;
    const { consultation, at } = await deskOf(strapi, db, input.consultation, input.at);
    await holdAmendment(db, id);
    const row = await findAmendment(strapi, consultation.id, id);
    if (row === undefined || row.status === 'draft') throw new RefusalError('not-found');
    const { status, base } = row;
    const open = isUndecided(status) || status === 'adopted';
    if (!open || base !== consultation.latestVersion) {
      throw new RefusalError('status-forbids', { status, base });
    }
    if (publish && row.hiddenAt !== null) throw new RefusalError('item-hidden');
    const wordings: (StaffWordingRow & { documentId: string })[] = await strapi.db
      .query(uids.wording)
      .findMany({
        where: { consultation: consultation.id, amendment: id },
        orderBy: { number: 'asc' },
      });
    const newest = wordings.at(-1);
    if ((newest?.number ?? 0) !== seen) {
      throw new RefusalError('edited-elsewhere', {
        current: newest === undefined ? null : staffWording(newest),
      });
    }
    const { body: ground } = await groundOf(strapi, row);
    const known = [ground, row.after, ...wordings.map(({ after }) => after)];
    const number = seen + 1;
    const data = {
      ...worded(ground, row, input.after, known),
      base,
      number,
      state: publish ? 'public' : 'private',
      note,
      by: by.name,
      byId: by.id,
      at,
    };
    const replaces = newest?.state === 'private' ? newest : undefined;
    await asService(() =>
      replaces === undefined
        ? strapi.documents(uids.wording).create({
            data: {
              ...data,
              documentId: makeDocumentId(),
              consultation: consultation.id,
              amendment: id,
              reply: '',
            } as never,
          })
        : strapi
            .documents(uids.wording)
            .update({ documentId: replaces.documentId, data: data as never })
    );
    if (publish) {
      await record(db, {
        consultation: consultation.id,
        kind: 'wording-proposed',
        subject: `amendment:${id}`,
        at,
        data: { wording: number },
      });
      afterCommit(() =>
        emit(strapi, 'wording.proposed', { consultation: consultation.slug, id, number })
      );
    }
    const kept: StaffWordingRow[] = await strapi.db.query(uids.wording).findMany({
      where: { consultation: consultation.id, amendment: id },
      orderBy: { number: 'asc' },
    });
    return {
      wordings: kept.map(staffWording),
      revision: await touchDesk(db, consultation.id),
    };
  });
}
