import { en } from './messages/en.ts';
import { fr } from './messages/fr.ts';
import type { Messages } from './messages/types.ts';
import type { Check, Details, Finding, Report } from './types.ts';

export const reportLanguages = ['fr', 'en'] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

/** A report in words, for a page or a terminal. */
export interface Described {
  readonly title: string;
  readonly verdict: string;
  /** Which edition; empty where none was read. */
  readonly edition: string;
  /** Why it could not be completed; empty where it was. */
  readonly trouble: string;
  readonly headings: Messages['headings'];
  readonly checks: readonly {
    readonly kind: Check['kind'];
    readonly name: string;
    /** `right (1,234)`, `3 wrong of 20`, `not checked`. */
    readonly result: string;
    /** What it means that the check passed. */
    readonly meaning: string;
  }[];
  readonly findings: readonly {
    readonly code: Finding['code'];
    /** Which act, line or file; may be empty. */
    readonly where: string;
    readonly text: string;
  }[];
  readonly remarks: readonly string[];
  readonly receipts: readonly string[];
  readonly limits: readonly string[];
}

/** Longest word of the data that is shown, in UTF-16 code units. */
const longest = 200;

/**
 * A word of the data as it can be shown: on one line, without what could steer a terminal or turn the direction of
 * writing, not too long. Whoever is checked must not be able to write the report.
 */
function harmless(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return plain.length <= longest ? plain : `${plain.slice(0, longest)}…`;
}

function harmlessDetails(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? harmless(value) : value,
    ])
  );
}

const words: Readonly<Record<ReportLanguage, Messages>> = { fr, en };

/** Says a report in words. Machine words (codes, pseudonyms, addresses) stay as they are. */
export function describe(report: Report, language: ReportLanguage): Described {
  const t = words[language];
  const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language);
  const number = (value: number) => format.format(value);
  const { consultation, edition, trouble } = report;
  const told = new Map<string, number>();
  for (const { code } of report.findings) told.set(code, (told.get(code) ?? 0) + 1);
  const findings = report.findings.flatMap((finding, place) => {
    const { code } = finding;
    const details = harmlessDetails(finding.details);
    const one = { code, where: t.where(details), text: t.findings[code](details) };
    const last = report.findings.findLastIndex((other) => other.code === code) === place;
    const more = (report.totals[code] ?? 0) - (told.get(code) ?? 0);
    return last && more > 0 ? [one, { code, where: '', text: t.more(number(more)) }] : [one];
  });
  return {
    title: t.title(harmless(consultation?.title ?? report.source)),
    verdict: t.verdicts[report.verdict],
    edition:
      edition === null
        ? ''
        : t.edition(
            harmless(edition.name),
            number(edition.size),
            dateIn(edition.at, language),
            edition.final
          ),
    trouble: trouble === null ? '' : t.trouble(harmless(trouble)),
    headings: t.headings,
    checks: report.checks.map(({ name, kind, looked, findings: wrong }) => ({
      kind,
      name: t.checks[name][0],
      result:
        kind === 'passed'
          ? t.passed(number(looked))
          : kind === 'failed'
            ? t.failed(number(wrong), number(looked))
            : t.notDone,
      meaning: t.checks[name][1],
    })),
    findings,
    remarks: report.remarks.map(({ code, details }) => t.remarks[code](harmlessDetails(details))),
    receipts: report.receipts.map((receipt) => {
      const { inJournal } = receipt;
      const place = t.places[inJournal === null ? 'unknown' : inJournal ? 'in' : 'out'];
      const fate = inJournal === true ? `${place}, ${t.fates[receipt.fate]}` : place;
      return t.receipt(receipt.code, t.proofs[receipt.proof], fate);
    }),
    limits: t.limits,
  };
}

function dateIn(at: string, language: ReportLanguage): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return harmless(at);
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(time);
}
