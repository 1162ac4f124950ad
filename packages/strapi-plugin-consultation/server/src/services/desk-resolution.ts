import { type Collision, optionKey, type Resolution } from 'consultation-core/change';
import { RefusalError } from 'consultation-core/contract';
import { type Block, canonicalBody, checkBody, normalizeInline } from 'consultation-core/text';
import { record } from '../store/act.ts';
import { transaction } from '../store/database.ts';
import {
  type Author,
  pastResolution,
  putResolution,
  resolutionOn,
  type StoredResolution,
} from '../store/desk.ts';
import { deskRevision, touchDesk } from '../store/desk-state.ts';
import { once } from '../store/request.ts';
import { type Strapi, service } from '../strapi.ts';
import { recordedView } from '../views/desk-parts.ts';
import { compute, consolidatedWith } from './desk-computation.ts';
import { deskOf } from './desk-load.ts';
import { makeBlockId } from './ids.ts';
import { fingerprint } from './keys.ts';

export interface ResolveInput {
  readonly consultation: string;
  readonly collision: string;
  /** Of the decision that was seen; 0 when there was none. */
  readonly revision: number;
  /** Null takes it back. */
  readonly resolution: Resolution | null;
  readonly key: string;
  readonly by: Author;
  readonly at?: string;
}

const invalid = (path: string, problem: string) =>
  new RefusalError('invalid-input', { issues: [{ path: `body.resolution.${path}`, problem }] });

/**
 * Blocks of staff as a text may have them: those that neither the base nor an amendment has get ids of ours, and
 * nothing is in them that would keep a text from publication.
 */
function ownBlocks(
  { before, options }: Collision,
  blocks: readonly Block[],
  base: readonly Block[]
): readonly Block[] {
  const known = new Set([...before, ...options.flatMap(({ after }) => after)].map(({ id }) => id));
  const elsewhere = new Set(base.map(({ id }) => id).filter((id) => !known.has(id)));
  const pictures = new Set(base.flatMap((block) => (block.type === 'image' ? [block.url] : [])));
  const ids = new Set(blocks.map(({ id }) => id));
  if (ids.size < blocks.length) throw invalid('blocks', 'id-twice');
  for (const block of blocks) {
    if (elsewhere.has(block.id)) throw invalid('blocks', 'id-elsewhere');
    // A picture from elsewhere would tell its host who reads this.
    if (block.type === 'image' && !pictures.has(block.url)) throw invalid('blocks', 'picture');
  }
  const issues = checkBody(blocks).filter(
    ({ severity, code }) => severity === 'error' && code !== 'no-article'
  );
  if (issues.length > 0) {
    throw new RefusalError('structure-invalid', {
      issues: issues.slice(0, 100).map(({ code, block }) => ({ code, block })),
    });
  }
  return canonicalBody(
    blocks.map((block) => (known.has(block.id) ? block : { ...block, id: makeBlockId() }))
  );
}

/** A decision that can be carried out on a collision, as it will be kept. */
function fitting(collision: Collision, resolution: Resolution, base: readonly Block[]): Resolution {
  if (resolution.collision !== collision.key) throw invalid('collision', 'another-collision');
  switch (resolution.take) {
    case 'change':
      if (!collision.options.some(({ changes }) => changes.includes(resolution.change))) {
        throw invalid('change', 'not-an-option');
      }
      if (
        resolution.option !== undefined &&
        !collision.options.some((option) => optionKey(option) === resolution.option)
      ) {
        throw invalid('option', 'not-an-option');
      }
      return resolution;
    case 'words':
      if (collision.kind !== 'words') throw invalid('take', 'not-of-words');
      return { ...resolution, words: normalizeInline(resolution.words) };
    case 'blocks':
      return { ...resolution, blocks: ownBlocks(collision, resolution.blocks, base) };
    default:
      return resolution;
  }
}

/**
 * Records, changes or takes back a decision on a collision. It is compared with the one that was seen: whoever comes
 * second learns what stands there now, and nothing of either is lost. Sent twice with one key it happens once.
 */
export function resolve(strapi: Strapi, input: ResolveInput) {
  return transaction(strapi, async (db) => {
    const { collision: key, revision, by } = input;
    const { consultation, at } = await deskOf(strapi, db, input.consultation, input.at);
    const place = { consultation: consultation.id, base: consultation.latestVersion };
    const answer = (recorded: StoredResolution, count: number) => ({
      recorded: recordedView(recorded),
      revision: count,
    });
    const first = await once(db, {
      actor: service(strapi, 'keys').requester(`staff ${by.id}`),
      key: input.key,
      body: fingerprint(['resolution', place, key, revision, input.resolution]),
      subject: `${revision + 1}`,
      at,
    });
    if (first !== undefined) {
      const done = await pastResolution(db, place, key, Number(first));
      if (done === undefined) throw new RefusalError('not-found');
      return answer(done, await deskRevision(db, place.consultation));
    }
    const before = await resolutionOn(db, place, key);
    const stands = async () => {
      const current = await resolutionOn(db, place, key);
      return new RefusalError('edited-elsewhere', {
        current: current === undefined ? null : recordedView(current),
      });
    };
    if ((before?.revision ?? 0) !== revision) throw await stands();
    const resolution = await checked();
    const made = { collision: key, resolution, at };
    if (!(await putResolution(db, place, revision, made, by))) throw await stands();
    await record(db, {
      consultation: consultation.id,
      kind: 'collision-decided',
      subject: `collision:${key}`,
      at,
      data: {
        base: place.base,
        revision: revision + 1,
        take: resolution?.take ?? null,
        resolution: fingerprint(resolution),
      },
    });
    const recorded = { ...made, revision: revision + 1, by: by.name };
    return answer(recorded, await touchDesk(db, consultation.id));

    /** What was sent, if it is about a collision that is there. */
    async function checked(): Promise<Resolution | null> {
      if (input.resolution === null) {
        if (before === undefined) throw new RefusalError('not-found');
        return null;
      }
      const computation = await compute(strapi, db, consultation);
      const { base, consolidated, recorded } = computation;
      const found = [
        ...consolidated.collisions,
        ...consolidated.resolved.map(({ collision }) => collision),
      ].find((one) => one.key === key);
      if (found === undefined) throw new RefusalError('not-found');
      const resolution = fitting(found, input.resolution, base.body);
      if (resolution.take === 'original') return resolution;
      const others = recorded.filter((one) => one.collision !== key);
      const tried = consolidatedWith(computation, [
        ...others,
        { collision: key, resolution, revision, by: by.name, at },
      ]);
      const stale = tried.stale.some(({ collision }) => collision === key);
      if (stale) throw invalid('take', 'does-not-fit');
      return resolution;
    }
  });
}
