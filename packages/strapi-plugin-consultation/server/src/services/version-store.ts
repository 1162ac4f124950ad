import type { Resolution } from 'consultation-core/change';
import { RefusalError } from 'consultation-core/contract';
import type { Body } from 'consultation-core/text';
import { uids } from '../content-types/index.ts';
import { instant } from '../store/consultation.ts';
import type { Strapi } from '../strapi.ts';

/** All that a version was computed from: with the changes that are named here it can be computed again. */
export interface ComputedFrom {
  readonly base: number;
  readonly algorithm: string;
  readonly amendments: readonly {
    readonly id: string;
    readonly number: number;
    readonly parent?: string;
    /** Number of the wording of staff that stood in for its own words. */
    readonly wording?: number;
    /** Fingerprint of the change that went in. */
    readonly change?: string;
  }[];
  /** Decisions on the collisions among them, by collision. */
  readonly resolutions?: readonly Resolution[];
}
/** A frozen version without its words. */
export interface VersionHead {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly frozenAt: string;
  readonly computedFrom: ComputedFrom | null;
}
export interface Version extends VersionHead {
  readonly body: Body;
  readonly explanations: Readonly<Record<string, string>>;
}
export interface Draft {
  readonly id: string;
  readonly title: string;
  readonly body: Body;
  readonly explanations: Readonly<Record<string, string>>;
  readonly notices: readonly unknown[];
  readonly revision: number;
}

interface Row {
  readonly documentId: string;
  readonly number: number;
  readonly title: string;
  readonly frozenAt: unknown;
  readonly computedFrom: ComputedFrom | null;
  readonly body: Body;
  readonly explanations: Readonly<Record<string, string>>;
  readonly notices: readonly unknown[];
  readonly revision: number;
}

function head(row: Row): VersionHead {
  return {
    id: row.documentId,
    number: row.number,
    title: row.title,
    frozenAt: instant(row.frozenAt) ?? '',
    computedFrom: row.computedFrom ?? null,
  };
}

const headFields = ['documentId', 'number', 'title', 'frozenAt', 'computedFrom'];
const kept = 8;

/** Reads versions. Frozen ones never change, so the last few stay in memory, by document id. */
export const versionStore = ({ strapi }: { strapi: Strapi }) => {
  const memory = new Map<string, Version>();
  const query = () => strapi.db.query(uids.version);
  return {
    async heads(consultation: string): Promise<readonly VersionHead[]> {
      const rows = await query().findMany({
        select: headFields,
        where: { consultation, number: { $gt: 0 } },
        orderBy: { number: 'asc' },
      });
      return rows.map(head);
    },
    async find(consultation: string, number: number): Promise<Version | undefined> {
      if (number < 1) return undefined;
      const found = await query().findOne({
        select: headFields,
        where: { consultation, number },
      });
      if (found === null) return undefined;
      let version = memory.get(found.documentId);
      if (version === undefined) {
        const row: Row = await query().findOne({ where: { documentId: found.documentId } });
        version = { ...head(row), body: row.body, explanations: row.explanations };
      }
      memory.delete(version.id);
      memory.set(version.id, version);
      const [oldest] = memory.keys();
      if (memory.size > kept && oldest !== undefined) memory.delete(oldest);
      return version;
    },
    async draft(consultation: string): Promise<Draft | undefined> {
      const row: Row | null = await query().findOne({ where: { consultation, number: 0 } });
      if (row === null) return undefined;
      const { documentId: id, title, body, explanations, notices, revision } = row;
      return { id, title, body, explanations, notices, revision };
    },
    async hasDraft(consultations: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await query().findMany({
        select: ['consultation'],
        where: { consultation: { $in: [...consultations] }, number: 0 },
      });
      return new Set(rows.map(({ consultation }: { consultation: string }) => consultation));
    },
    /** The version, or `not-found`. */
    async need(consultation: string, number: number): Promise<Version> {
      const version = await this.find(consultation, number);
      if (version === undefined) throw new RefusalError('not-found');
      return version;
    },
  };
};
