import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { writeCsv } from 'consultation-core/formats/csv';

/** A file as the list of an edition names it. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number | null;
}

export interface Output {
  /** Waits until the disk has taken what is too much to keep. */
  readonly write: (text: string) => Promise<void>;
  readonly line: (text: string) => Promise<void>;
  readonly end: () => Promise<WrittenFile>;
  /** Closes the file as it is, after something went wrong. */
  readonly drop: () => Promise<void>;
}

const most = 256 * 1024;

/** A file that is written once, from beginning to end, and hashed on the way. */
export async function openOutput(folder: string, name: string): Promise<Output> {
  const file = await open(path.join(folder, name), 'wx');
  const hash = createHash('sha256');
  let waiting: string[] = [];
  let length = 0;
  let bytes = 0;
  let rows: number | null = null;
  async function flush() {
    const chunk = Buffer.from(waiting.join(''));
    waiting = [];
    length = 0;
    hash.update(chunk);
    bytes += chunk.length;
    for (let done = 0; done < chunk.length; ) {
      done += (await file.write(chunk, done)).bytesWritten;
    }
  }
  async function write(text: string) {
    waiting.push(text);
    length += text.length;
    if (length >= most) await flush();
  }
  return {
    write,
    line: (text) => {
      rows = (rows ?? 0) + 1;
      return write(`${text}\n`);
    },
    end: async () => {
      await flush();
      await file.sync();
      await file.close();
      return { name, bytes, sha256: hash.digest('hex'), rows };
    },
    drop: () => file.close().catch(() => undefined),
  };
}

type Cell = string | number | null;

/** A list in its two forms: one JSON value on each line, byte-exact, and a table that a spreadsheet opens safely. */
export interface ListOutput {
  /** A record, and the rows of the table that it makes. */
  readonly add: (record: unknown, rows: readonly (readonly Cell[])[]) => Promise<void>;
  readonly end: () => Promise<readonly WrittenFile[]>;
}

const flushRows = 500;

export async function openList(
  openFile: (name: string) => Promise<Output>,
  name: string,
  columns: readonly string[]
): Promise<ListOutput> {
  const lines = await openFile(`${name}.ndjson`);
  const table = await openFile(`${name}.csv`);
  let waiting: (readonly Cell[])[] = [];
  let rows = 0;
  const header = `${columns.join(',')}\r\n`;
  await table.write(header);
  async function flush() {
    if (waiting.length === 0) return;
    const text = writeCsv(columns, waiting, { spreadsheet: true });
    waiting = [];
    await table.write(text.slice(header.length));
  }
  let records = 0;
  return {
    add: async (record, made) => {
      await lines.line(JSON.stringify(record));
      records += 1;
      rows += made.length;
      // One by one: a question may have more different ballots than a call has arguments.
      for (const row of made) {
        waiting.push(row);
        if (waiting.length >= flushRows) await flush();
      }
    },
    end: async () => {
      await flush();
      const one = await lines.end();
      const other = await table.end();
      return [
        { ...one, rows: records },
        { ...other, rows },
      ];
    },
  };
}
