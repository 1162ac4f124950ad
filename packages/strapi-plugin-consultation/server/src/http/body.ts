import type { IncomingMessage } from 'node:http';
import { RefusalError } from 'consultation-core/contract';

/** All bytes of a request, or `too-large` as soon as there are more than `limit`; the rest is read and dropped. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) {
    request.resume();
    throw new RefusalError('too-large', { limit });
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) {
      request.resume();
      throw new RefusalError('too-large', { limit });
    }
    chunks.push(chunk);
  }
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
