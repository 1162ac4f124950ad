import type { VersionSummary } from 'consultation-core/contract';
import type { VersionHead } from '../services/version-store.ts';

export function versionSummary(version: VersionHead): VersionSummary {
  const { computedFrom } = version;
  return {
    number: version.number,
    title: version.title,
    publishedAt: version.frozenAt,
    computedFrom: computedFrom && {
      base: computedFrom.base,
      algorithm: computedFrom.algorithm,
      amendments: computedFrom.amendments.map(({ id, number }) => ({ id, number })),
    },
  };
}
