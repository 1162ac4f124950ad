import { csvBatches, plainCell } from './csv.ts';
import { type Files, isPlain, type Plain, parsed } from './files.ts';
import type { Notebook } from './notebook.ts';

/** One row at a time of what comes many at a time; null at the end. */
function onlyOne<Row>(batches: AsyncIterable<readonly Row[]>) {
  const iterator = batches[Symbol.asyncIterator]();
  let batch: readonly Row[] = [];
  let at = 0;
  return {
    /** The next row where it is there already. */
    ready: () => (at < batch.length ? (batch[at++] as Row) : undefined),
    /** The next row, or null where there is none any more. */
    next: async (): Promise<Row | null> => {
      while (at >= batch.length) {
        const { done, value } = await iterator.next();
        if (done) return null;
        batch = value;
        at = 0;
      }
      return batch[at++] as Row;
    },
  };
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : String(value);
}

/** Rows of a table for spreadsheets beside those of the list. */
interface Table {
  readonly compare: (row: Plain, line: number) => Promise<void> | undefined;
  readonly end: (line: number) => Promise<void>;
}

async function openTable(files: Files, name: string, notebook: Notebook): Promise<Table | null> {
  const file = `${name}.csv`;
  const lines = await files.lines(file);
  if (lines === null) {
    notebook.find('file-missing', { file });
    return null;
  }
  const rows = onlyOne(csvBatches(lines));
  let broken = false;
  const ended = (error: unknown) => {
    // Thrown by the reader of tables alone; a network that fails is no RangeError.
    if (!(error instanceof RangeError)) throw error;
    broken = true;
    notebook.find('table-broken', { file });
    return null;
  };
  const header = (await rows.next().catch(ended)) ?? [];
  const columns = header.map((column, place) =>
    place === 0 ? column.replace(/^\ufeff/, '') : column
  );

  function check(cells: readonly string[] | null, row: Plain, line: number) {
    if (broken) return;
    if (cells === null) {
      broken = true;
      notebook.find('table-differs', { file, row: line, column: '' });
      return;
    }
    for (const [place, column] of columns.entries()) {
      const value = row[column];
      if (!(column in row) || (typeof value === 'object' && value !== null)) continue;
      const expected = cellOf(value);
      const cell = cells[place] ?? '';
      if (cell !== expected && plainCell(cell) !== expected) {
        notebook.find('table-differs', { file, row: line, column });
      }
    }
    if (cells.length !== columns.length) notebook.find('table-broken', { file, row: line });
  }

  return {
    compare: (row, line) => {
      notebook.looked('tables');
      if (broken) return undefined;
      const cells = rows.ready();
      if (cells !== undefined) {
        check(cells, row, line);
        return undefined;
      }
      return rows
        .next()
        .catch(ended)
        .then((late) => check(late, row, line));
    },
    end: async (line) => {
      if (!broken && (await rows.next().catch(ended)) !== null) {
        notebook.find('table-differs', { file, row: line + 1, column: '' });
      }
      // To its end, so that it is hashed whole.
      while ((await rows.next().catch(ended)) !== null);
    },
  };
}

/**
 * Reads `<name>.ndjson` line by line, and its table for spreadsheets beside it where there is to be one: `rowsOf` says
 * which rows of that a record makes. What is no record is a finding. Answers how many records there were.
 */
export async function readList(
  files: Files,
  notebook: Notebook,
  name: string,
  take: (record: Plain, line: number) => void,
  rowsOf: ((record: Plain) => readonly Plain[]) | 'one' | 'none' = 'one'
): Promise<number> {
  const file = `${name}.ndjson`;
  const lines = await files.lines(file);
  if (lines === null) {
    notebook.find('file-missing', { file });
    return 0;
  }
  const table = rowsOf === 'none' ? null : await openTable(files, name, notebook);
  let line = 0;
  let row = 0;
  for await (const batch of lines) {
    for (const text of batch) {
      line += 1;
      const record = parsed(text);
      if (!isPlain(record)) {
        notebook.find('file-unreadable', { file, line });
        continue;
      }
      take(record, line);
      if (table === null) continue;
      if (typeof rowsOf === 'function') {
        for (const one of rowsOf(record)) {
          row += 1;
          await table.compare(one, row);
        }
      } else {
        row += 1;
        const late = table.compare(record, row);
        if (late !== undefined) await late;
      }
    }
  }
  await table?.end(row);
  return line;
}
