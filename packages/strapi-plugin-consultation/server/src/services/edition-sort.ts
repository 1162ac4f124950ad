import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Lines that are sorted in memory at once; more of them are sorted in parts on the disk. */
const most = 40_000;
/** Lines after which everybody else gets a turn. */
const turn = 1_000;

export interface Sorter {
  /** A line without a line end. */
  readonly add: (line: string) => Promise<void>;
  /** All lines in the order of their code units. */
  readonly sorted: () => AsyncGenerator<string>;
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function* merged(files: readonly string[]): AsyncGenerator<string> {
  const runs = [];
  for (const file of files) {
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })[
      Symbol.asyncIterator
    ]();
    const { value, done } = await lines.next();
    if (!done) runs.push({ lines, next: value as string });
  }
  while (runs.length > 0) {
    let least = 0;
    for (let index = 1; index < runs.length; index += 1) {
      if ((runs[index]?.next as string) < (runs[least]?.next as string)) least = index;
    }
    const run = runs[least];
    if (run === undefined) return;
    yield run.next;
    const { value, done } = await run.lines.next();
    if (done) runs.splice(least, 1);
    else run.next = value as string;
  }
}

/** Sorts any number of lines with the memory of a few, by sorted runs in a folder that is the caller's to remove. */
export function makeSorter(folder: string, atOnce = most): Sorter {
  let waiting: string[] = [];
  const runs: string[] = [];
  async function spill() {
    const file = path.join(folder, `run-${runs.length}`);
    await writeFile(file, `${waiting.sort(inOrder).join('\n')}\n`);
    runs.push(file);
    waiting = [];
  }
  async function runsOf() {
    if (waiting.length > 0) await spill();
    return merged(runs);
  }
  return {
    add: async (line) => {
      waiting.push(line);
      if (waiting.length >= atOnce) await spill();
    },
    async *sorted() {
      let given = 0;
      const lines = runs.length === 0 ? waiting.sort(inOrder) : await runsOf();
      for await (const line of lines) {
        yield line;
        given += 1;
        if (given % turn === 0) await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
  };
}
