export interface CsvOptions {
  /**
   * A quote before cells that a spreadsheet would take for a formula (= + - @ tab CR NUL). Off for the edition that
   * is byte-exact.
   */
  readonly spreadsheet?: boolean;
}
/** RFC 4180 with CRLF, UTF-8; the first record holds the column names. */
export function writeCsv(
  columns: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
  options?: CsvOptions
): string {
  throw new Error(`to be written ${columns}${rows}${options}`);
}
