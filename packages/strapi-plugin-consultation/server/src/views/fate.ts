import type { BlockAttributes, Edit, Fate } from 'consultation-core/change';
import type { AmendmentView, WordFate } from 'consultation-core/contract';
import { type Block, blockText, headingLine, inlineText } from 'consultation-core/text';
import { uids } from '../content-types/index.ts';
import { numbersOf } from '../store/amendment-links.ts';
import type { Db } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import type { AmendmentRow } from './amendment-row.ts';

const wordsOf = (block: Block) =>
  block.type === 'heading' ? headingLine(block) : blockText(block);
/** Of what stands in front of a block; how far in it stands, and the like, has no words. */
const signs = ({ label = '', marker = '' }: BlockAttributes) =>
  [label, marker].filter((sign) => sign !== '').join(' ');

/** What an edit takes out and puts in as plain words, and the block that it is about. */
export function told(edit: Edit): Pick<WordFate, 'removed' | 'inserted' | 'block'> {
  switch (edit.kind) {
    case 'words':
      return {
        removed: edit.edits.map(({ remove }) => inlineText(remove)).join(' … '),
        inserted: edit.edits.map(({ insert }) => inlineText(insert)).join(' … '),
        block: edit.block,
      };
    case 'insert':
      return {
        removed: '',
        inserted: edit.blocks.map(wordsOf).join('\n'),
        block: edit.blocks[0]?.id ?? edit.after ?? '',
      };
    case 'delete':
      return { removed: wordsOf(edit.block), inserted: '', block: edit.block.id };
    case 'replace':
      return {
        removed: wordsOf(edit.before),
        inserted: wordsOf(edit.after),
        block: edit.before.id,
      };
    case 'attributes':
      return { removed: signs(edit.before), inserted: signs(edit.after), block: edit.block };
    default:
      return { removed: '', inserted: '', block: edit.block };
  }
}

/** Frozen versions never change: who wanted what in the last few stays in memory, by document id. */
const memory = new Map<string, ReadonlyMap<string, readonly Fate[]>>();
const kept = 4;

/** What became of every wish in one version, by amendment. */
export async function fatesIn(
  strapi: Strapi,
  version: string
): Promise<ReadonlyMap<string, readonly Fate[]>> {
  let fates = memory.get(version);
  if (fates === undefined) {
    const row: { fates: readonly Fate[] | null } | null = await strapi.db
      .query(uids.version)
      .findOne({ select: ['fates'], where: { documentId: version } });
    const byChange = new Map<string, Fate[]>();
    for (const fate of row?.fates ?? []) {
      byChange.set(fate.change, [...(byChange.get(fate.change) ?? []), fate]);
    }
    fates = byChange;
  }
  memory.delete(version);
  memory.set(version, fates);
  const [oldest] = memory.keys();
  if (memory.size > kept && oldest !== undefined) memory.delete(oldest);
  return fates;
}

/** What became of the words of an amendment in the newest version that was computed from it; null where there is none. */
export async function fateOf(
  strapi: Strapi,
  db: Db,
  row: AmendmentRow
): Promise<AmendmentView['amendment']['fate']> {
  const { consultation, documentId } = row;
  const heads = await service(strapi, 'version-store').heads(consultation);
  const version = heads.findLast(({ computedFrom }) =>
    computedFrom?.amendments.some(({ id }) => id === documentId)
  );
  const fates = version && (await fatesIn(strapi, version.id)).get(documentId);
  if (version === undefined || fates === undefined) return null;
  const others = fates.flatMap(({ outcome }) => (outcome.kind === 'applied' ? outcome.with : []));
  const numbers = await numbersOf(db, consultation, [...new Set(others)]);
  return {
    version: version.number,
    words: fates.map(({ edit, outcome }) => ({
      kind: edit.kind,
      ...told(edit),
      // Nothing is published while a collision is open.
      outcome: outcome.kind === 'open' ? 'lost' : outcome.kind,
      with:
        outcome.kind !== 'applied'
          ? []
          : outcome.with.flatMap((id) => {
              const number = numbers.get(id);
              return number === undefined || id === documentId ? [] : [{ id, number }];
            }),
    })),
  };
}
