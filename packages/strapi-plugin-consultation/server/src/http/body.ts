import type { IncomingMessage } from 'node:http';
import { RefusalError } from 'consultation-core/contract';

/** What is too large is still read to its end and dropped, because most clients listen only then; but not for ever. */
const patience = 64_000_000;

/** All bytes of a request, or `too-large` where there are more than `limit`. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > patience) break;
  }
  if (size > limit) throw new RefusalError('too-large', { limit });
  return Buffer.concat(chunks);
}

/** A JSON object, or an empty one where nothing was sent. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const bytes = await readBytes(request, limit);
  if (bytes.length === 0) return {};
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new RefusalError('body-not-json');
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below, in one way.
  }
  throw new RefusalError('body-not-json');
}
