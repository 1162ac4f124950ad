import type {
  ActFate,
  CheckName,
  Details,
  FindingCode,
  ReceiptReport,
  RemarkCode,
  Report,
} from '../types.ts';

type Sentence = (details: Details) => string;

/** Every sentence of a report, in one language. */
export interface Messages {
  readonly title: (name: string) => string;
  readonly verdicts: Readonly<Record<Report['verdict'], string>>;
  readonly edition: (name: string, size: string, date: string, final: boolean) => string;
  readonly trouble: (why: string) => string;
  readonly passed: (looked: string) => string;
  readonly failed: (findings: string, looked: string) => string;
  readonly notDone: string;
  readonly more: (count: string) => string;
  readonly headings: Readonly<
    Record<'checks' | 'findings' | 'remarks' | 'receipts' | 'limits', string>
  >;
  /** Where something is: which act, line, file. */
  readonly where: Sentence;
  /** Name of a check, and what it means that it passed. */
  readonly checks: Readonly<Record<CheckName, readonly [name: string, meaning: string]>>;
  readonly findings: Readonly<Record<FindingCode, Sentence>>;
  readonly remarks: Readonly<Record<RemarkCode, Sentence>>;
  readonly fates: Readonly<Record<ActFate, string>>;
  readonly receipt: (code: string, proof: string, place: string) => string;
  readonly proofs: Readonly<Record<ReceiptReport['proof'], string>>;
  readonly places: Readonly<Record<'in' | 'out' | 'unknown', string>>;
  readonly limits: readonly string[];
}
