import {
  type Check,
  type CheckName,
  checkNames,
  type Details,
  type Finding,
  type FindingCode,
  findingCodes,
  type Remark,
  type RemarkCode,
} from './types.ts';

/** Of one code; a file of which every line is wrong is told in fifty lines and a number. */
const toldAtMost = 50;

const checkOf = new Map<FindingCode, CheckName>(
  checkNames.flatMap((name) => findingCodes[name].map((code) => [code, name] as const))
);

/** What is written down while the checks run. */
export interface Notebook {
  readonly find: (code: FindingCode, details?: Details) => void;
  readonly remark: (code: RemarkCode, details?: Details) => void;
  /** That so many more things were looked at; a check that nobody looked at anything for was not done. */
  readonly looked: (name: CheckName, count?: number) => void;
  /** That a check cannot say that all is well, because what it needs could not be read. */
  readonly skip: (name: CheckName) => void;
  readonly sum: () => {
    readonly checks: readonly Check[];
    readonly findings: readonly Finding[];
    readonly totals: Readonly<Partial<Record<FindingCode, number>>>;
    readonly remarks: readonly Remark[];
  };
}

export function makeNotebook(): Notebook {
  const findings: Finding[] = [];
  const totals = new Map<FindingCode, number>();
  const remarks: Remark[] = [];
  const counts = new Map<CheckName, number>();
  const skipped = new Set<CheckName>();
  return {
    find: (code, details = {}) => {
      const total = (totals.get(code) ?? 0) + 1;
      totals.set(code, total);
      if (total <= toldAtMost) {
        findings.push({ check: checkOf.get(code) as CheckName, code, details });
      }
    },
    remark: (code, details = {}) => {
      if (remarks.filter((one) => one.code === code).length < toldAtMost) {
        remarks.push({ code, details });
      }
    },
    looked: (name, count = 1) => counts.set(name, (counts.get(name) ?? 0) + count),
    skip: (name) => skipped.add(name),
    sum: () => {
      const wrong = new Map<CheckName, number>();
      for (const [code, total] of totals) {
        const name = checkOf.get(code) as CheckName;
        wrong.set(name, (wrong.get(name) ?? 0) + total);
      }
      const place = new Map(checkNames.map((name, index) => [name, index]));
      return {
        checks: checkNames.map((name) => {
          const found = wrong.get(name) ?? 0;
          const done = counts.has(name) && !skipped.has(name);
          const kind = found > 0 ? 'failed' : done ? 'passed' : 'not-done';
          return { name, kind, looked: counts.get(name) ?? 0, findings: found };
        }),
        // Each check's together, in the order in which they were met.
        findings: findings.toSorted(
          (a, b) => (place.get(a.check) as number) - (place.get(b.check) as number)
        ),
        totals: Object.fromEntries(totals),
        remarks,
      };
    },
  };
}
