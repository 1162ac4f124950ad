import { type Described, describe, type ReportLanguage } from '../describe.ts';
import type { Report } from '../types.ts';

const signs = { passed: '✓', failed: '✗', 'not-done': '–' } as const;

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

const findingLine = ({ where, text }: Described['findings'][number]) =>
  where === '' ? text : `${text} [${where}]`;

/** A report as lines of plain text. */
export function printed(report: Report, language: ReportLanguage): string {
  const told = describe(report, language);
  const width = Math.max(...told.checks.map(({ name }) => name.length));
  const { headings } = told;
  const lines = [
    told.title,
    ...[told.edition].filter((line) => line !== ''),
    '',
    told.verdict,
    ...[told.trouble].filter((line) => line !== ''),
    ...section(
      headings.checks,
      told.checks.map(
        ({ kind, name, result, meaning }) =>
          `${signs[kind]} ${name.padEnd(width)}  ${result}${kind === 'passed' ? ` – ${meaning}` : ''}`
      )
    ),
    ...section(headings.findings, told.findings.map(findingLine)),
    ...section(headings.receipts, told.receipts),
    ...section(headings.remarks, told.remarks),
    ...section(headings.limits, told.limits),
  ];
  return `${lines.join('\n')}\n`;
}
