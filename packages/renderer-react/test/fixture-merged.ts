/** What a version of the fixture was computed from, computed again by the core: origins of words and their fates. */
import { type Consolidated, consolidate } from 'consultation-core/amendment';
import { type AttributedBlock, attribution, type Edit } from 'consultation-core/change';
import type { AmendmentView } from 'consultation-core/contract';
import { blockText, inlineText } from 'consultation-core/text';
import type { FixtureConsultation } from './fixture-state.ts';

/** How a version came about; undefined for one that was written. */
function merged(
  { versions, amendments }: FixtureConsultation,
  number: number
): Consolidated | undefined {
  const version = versions.find((one) => one.number === number);
  const computed = version?.computedFrom;
  const base = versions.find((one) => one.number === computed?.base);
  if (!computed || base === undefined) return undefined;
  const adopted = amendments.filter(({ id }) => computed.amendments.includes(id));
  return consolidate(base.body, adopted, version?.resolutions);
}

export function attributionOf(
  consultation: FixtureConsultation,
  number: number
): readonly AttributedBlock[] {
  const version = consultation.versions.find((one) => one.number === number);
  const made = merged(consultation, number);
  const base = version?.computedFrom?.base;
  if (made === undefined || base === undefined) {
    // All that was written is original: it is what a merge of nothing gives.
    const body = version?.body ?? [];
    return attribution(body, consolidate(body, []));
  }
  const body = consultation.versions.find((one) => one.number === base)?.body ?? [];
  return attribution(body, made, attributionOf(consultation, base));
}

/** Words that an edit takes out and puts in, and the block that it is about. */
function told(edit: Edit): { removed: string; inserted: string; block: string } {
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
        inserted: edit.blocks.map(blockText).join('\n'),
        block: edit.blocks[0]?.id ?? '',
      };
    case 'delete':
      return { removed: blockText(edit.block), inserted: '', block: edit.block.id };
    case 'replace':
      return {
        removed: blockText(edit.before),
        inserted: blockText(edit.after),
        block: edit.before.id,
      };
    case 'attributes':
      return {
        removed: edit.before.marker ?? '',
        inserted: edit.after.marker ?? '',
        block: edit.block,
      };
    default:
      return { removed: '', inserted: '', block: edit.block };
  }
}

/** What became of each word of an amendment, once a version was computed from it. */
export function fateOf(
  consultation: FixtureConsultation,
  id: string
): AmendmentView['amendment']['fate'] {
  const version = consultation.versions.findLast(({ computedFrom }) =>
    computedFrom?.amendments.includes(id)
  );
  const made = version && merged(consultation, version.number);
  if (version === undefined || made === undefined) return null;
  const number = (other: string) =>
    consultation.amendments.find((one) => one.id === other)?.number ?? 0;
  const words = made.fates.flatMap(({ change, edit, outcome }) =>
    change !== id || outcome.kind === 'open'
      ? []
      : [
          {
            kind: edit.kind,
            ...told(edit),
            outcome: outcome.kind,
            with:
              outcome.kind === 'applied'
                ? outcome.with.map((other) => ({ id: other, number: number(other) }))
                : [],
          },
        ]
  );
  return { version: version.number, words };
}

/** Between which amendments staff decided with words of their own, in a version or in one that it was computed from. */
export function decisionsOf(
  consultation: FixtureConsultation,
  number: number
): { collision: string; amendments: { id: string; number: number }[] }[] {
  const made = merged(consultation, number);
  if (made === undefined) return [];
  const base = consultation.versions.find((one) => one.number === number)?.computedFrom?.base ?? 0;
  const own = made.resolved.map(({ collision: { key } }) => ({
    collision: key,
    amendments: consultation.amendments
      .filter(({ id }) =>
        made.fates.some(
          ({ change, outcome }) =>
            change === id && outcome.kind === 'lost' && outcome.collision === key
        )
      )
      .map(({ id, number }) => ({ id, number })),
  }));
  return [...own, ...decisionsOf(consultation, base)];
}
