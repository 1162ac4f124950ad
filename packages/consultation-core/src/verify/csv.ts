/**
 * Rows of a CSV file (RFC 4180, CRLF or LF), many at a time, cells as they stand in it. Throws RangeError where quotes
 * do not match.
 */
export async function* csvBatches(
  lines: AsyncIterable<readonly string[]>
): AsyncGenerator<readonly (readonly string[])[]> {
  let open = '';
  for await (const batch of lines) {
    const rows: (readonly string[])[] = [];
    for (const line of batch) {
      if (open === '' && !line.includes('"')) {
        const plain = line.endsWith('\r') ? line.slice(0, -1) : line;
        rows.push(plain.split(','));
        continue;
      }
      // A line end within quotes is part of a cell.
      const text = open === '' ? line : `${open}\n${line}`;
      const cells = cellsOf(text.endsWith('\r') ? text.slice(0, -1) : text);
      if (cells === 'open') {
        open = text;
        continue;
      }
      open = '';
      rows.push(cells);
    }
    yield rows;
  }
  if (open !== '') throw new RangeError('a quote without its end');
}

function cellsOf(text: string): readonly string[] | 'open' {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(',', at);
      const cell = end < 0 ? text.slice(at) : text.slice(at, end);
      if (cell.includes('"')) throw new RangeError('a quote in the middle of a cell');
      cells.push(cell);
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    let end = text.indexOf('"', at + 1);
    while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
    if (end < 0) return 'open';
    cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
    if (end + 1 === text.length) return cells;
    if (text[end + 1] !== ',') {
      throw new RangeError('something behind a quote');
    }
    at = end + 2;
  }
}

/** What a spreadsheet would take for a formula stands behind a quote of its own. */
export function plainCell(cell: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is one of them
  return /^'[=+\-@\t\r\u0000]/.test(cell) ? cell.slice(1) : cell;
}
