import { type Bytes, fromBase64, toBase64 } from './bytes.ts';

/** What a log says of itself at one moment. */
export interface Checkpoint {
  /** Name of the log. */
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  readonly root: Bytes;
}

/** The text that is signed (C2SP tlog-checkpoint): origin, size and root, a line each. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (origin === '' || origin.includes('\n')) throw new RangeError('The origin is one line');
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is no size of a log`);
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Null unless the text is a checkpoint; lines after the third are passed over. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin, size = '', encoded = '', ...rest] = text.split('\n');
  const root = fromBase64(encoded);
  if (!origin || !/^(?:0|[1-9]\d{0,15})$/.test(size) || root?.length !== 32) return null;
  if (rest.length === 0 || rest.at(-1) !== '') return null;
  return Number.isSafeInteger(Number(size)) ? { origin, size: Number(size), root } : null;
}
