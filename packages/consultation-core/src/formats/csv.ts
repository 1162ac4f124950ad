import Papa from 'papaparse';

export interface CsvOptions {
  /**
   * A quote before cells that a spreadsheet would take for a formula (= + - @ tab CR NUL). Off for the edition that
   * is byte-exact.
   */
  readonly spreadsheet?: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is one of them
const formula = /^[=+\-@\t\r\u0000]/;

/** RFC 4180 with CRLF; the first record holds the column names. */
export function writeCsv(
  columns: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
  options: CsvOptions = {}
): string {
  return `${Papa.unparse([[...columns], ...Array.from(rows, (row) => [...row])], {
    newline: '\r\n',
    // Numbers below zero are no formulas; words that look like one get a quote in front.
    escapeFormulae: options.spreadsheet ? formula : false,
  })}\r\n`;
}
