/** Bytes that come in pieces, as text, lines and records. */

/** Longest line that is read; a version of a very long text is one line. In bytes. */
const longestLine = 256 * 1024 * 1024;

/** Largest file that is read whole. In bytes. */
const largestWhole = 64 * 1024 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Thrown for bytes that are no text of ours; everything else that is thrown comes from where they are read. */
function unreadable(message: string): Error {
  return Object.assign(new Error(message), { name: 'Unreadable' });
}

export function isUnreadable(error: unknown): boolean {
  return error instanceof Error && error.name === 'Unreadable';
}

function decoded(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw unreadable('not UTF-8');
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** A whole file as text. Throws `Unreadable` where it is no UTF-8 or too large. */
export async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  return decoded(await bytesOf(pieces));
}

export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    kept.push(piece);
    length += piece.length;
    if (length > largestWhole) throw unreadable('too large to be read whole');
  }
  return joined(kept, length);
}

/**
 * Whole lines without their ends, many at a time: what is between two pieces waits for the rest of its line. The last
 * line need not be ended. Throws `Unreadable` for what is no UTF-8 and for a line without end.
 */
export async function* lineBatches(
  pieces: AsyncIterable<Uint8Array>
): AsyncGenerator<readonly string[]> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(10);
    if (end < 0) {
      // A piece may be written over once the next one is asked for.
      waiting.push(piece.slice());
      length += piece.length;
      if (length > longestLine) throw unreadable('line too long');
      continue;
    }
    const head = piece.subarray(0, end);
    const whole = waiting.length === 0 ? head : joined([...waiting, head], length + head.length);
    const rest = piece.subarray(end + 1);
    waiting = rest.length === 0 ? [] : [rest.slice()];
    length = rest.length;
    yield decoded(whole).split('\n');
  }
  if (length > 0) yield decoded(joined(waiting, length)).split('\n');
}
