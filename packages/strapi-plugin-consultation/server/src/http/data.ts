import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { entryBundle, parseTilePath, tileWidth } from 'consultation-core/log';
import type { Context } from 'koa';
import { editionName, editionsFolder, editionsOf } from '../services/edition-list.ts';
import { publishedKeys } from '../services/journal-keys.ts';
import { checkpointsAfter, newestCheckpoint } from '../store/checkpoint.ts';
import { findConsultation } from '../store/consultation.ts';
import { type Db, database } from '../store/database.ts';
import { leavesBetween } from '../store/leaf.ts';
import { findTile } from '../store/tile.ts';
import { type Strapi, settings } from '../strapi.ts';

/** What an address gives: bytes as they are, or a stream of a known or unknown length. */
interface File {
  readonly type: string;
  readonly body: Buffer | (() => Readable);
  readonly bytes?: number;
  /** Strong validator; null where the length is not known before. */
  readonly etag: string | null;
  /** How long others may keep it, in seconds, and whether it can change at all. */
  readonly fresh: number;
  readonly immutable?: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.ndjson': 'application/x-ndjson; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
const plain = 'text/plain; charset=utf-8';
const hashBytes = 32;
/** Copies of an edition may stay elsewhere this long after something in it was erased: a day would be the most. */
const editionFresh = 3_600;
const forever = 31_536_000;

const json = (value: unknown, etag: string | null): File => ({
  type: types['.json'] as string,
  body: Buffer.from(`${JSON.stringify(value)}\n`),
  etag,
  fresh: 10,
});

async function tile(db: Db, consultation: string, address: string): Promise<File | undefined> {
  const wanted = parseTilePath(address);
  if (wanted === null) return undefined;
  const { level, index: n, width } = wanted;
  const size = (await newestCheckpoint(db, consultation))?.size ?? 0;
  const above = level === 'entries' ? 0 : level;
  // A tile is there as far as the newest checkpoint vouches for it.
  if (n * tileWidth + width > Math.floor(size / tileWidth ** above)) return undefined;
  const immutable = { etag: `"${address}"`, fresh: forever, immutable: true };
  if (level === 'entries') {
    const from = n * tileWidth;
    const leaves = await leavesBetween(db, consultation, from, from + width);
    if (leaves.length !== width) return undefined;
    const bundle = entryBundle(leaves.map(({ entry }) => Buffer.from(entry)));
    return { type: 'application/octet-stream', body: Buffer.from(bundle), ...immutable };
  }
  const hashes = await findTile(db, consultation, level, n);
  if (hashes === undefined || hashes.length < width * hashBytes) return undefined;
  const body = Buffer.from(hashes.subarray(0, width * hashBytes));
  return { type: 'application/octet-stream', body, ...immutable };
}

/** All checkpoints as lines, read from the database as they are sent. */
async function* checkpointLines(db: Db, consultation: string) {
  for (let size = 0; ; ) {
    const page = await checkpointsAfter(db, consultation, size, 200);
    const last = page[page.length - 1];
    if (last === undefined) return;
    yield page
      .map(({ at, note, size: of }) => `${JSON.stringify({ at, note, size: of })}\n`)
      .join('');
    size = last.size;
  }
}

async function ofLog(db: Db, consultation: string, name: string): Promise<File | undefined> {
  const newest = await newestCheckpoint(db, consultation);
  if (name.startsWith('tile/')) return tile(db, consultation, name);
  const etag = `"${newest?.size ?? 0}"`;
  if (name === 'keys.json') {
    const keys = await publishedKeys(db, consultation);
    return json({ keys }, `"${keys.length}"`);
  }
  if (newest === undefined) return undefined;
  if (name === 'checkpoint') {
    return { type: plain, body: Buffer.from(newest.note), etag, fresh: 10 };
  }
  if (name === 'checkpoints.ndjson') {
    const body = () => Readable.from(checkpointLines(db, consultation));
    return { type: types['.ndjson'] as string, body, etag, fresh: 10 };
  }
  return undefined;
}

async function ofEdition(
  strapi: Strapi,
  db: Db,
  consultation: string,
  name: string,
  file: string
): Promise<File | undefined> {
  if (!editionName.test(name)) return undefined;
  const edition = (await editionsOf(strapi, db, consultation)).find((one) => one.name === name);
  const listed = edition?.files.find((one) => one.name === file);
  if (listed === undefined) return undefined;
  const place = path.join(editionsFolder(strapi, consultation), name, listed.name);
  const found = await stat(place).catch(() => undefined);
  if (found === undefined || found.size !== listed.bytes) return undefined;
  return {
    type: types[path.extname(file)] ?? plain,
    body: () => createReadStream(place),
    bytes: listed.bytes,
    etag: `"${listed.sha256}"`,
    fresh: editionFresh,
    immutable: true,
  };
}

async function find(strapi: Strapi, slug: string, rest: string): Promise<File | undefined> {
  const db = await database(strapi);
  const consultation = await findConsultation(db, { slug });
  if (consultation === undefined || consultation.state === 'draft') return undefined;
  const { id } = consultation;
  if (rest === 'editions.json') return json(await editionsOf(strapi, db, id), null);
  if (rest.startsWith('log/')) return ofLog(db, id, rest.slice('log/'.length));
  const [first, name, file, ...more] = rest.split('/');
  if (first !== 'editions' || name === undefined || file === undefined || more.length > 0) {
    return undefined;
  }
  return ofEdition(strapi, db, id, name, file);
}

function matches(header: string, etag: string): boolean {
  return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

/** Public data for everybody and every program: no cookie, no session, any origin. */
function send(ctx: Context, file: File): void {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.remove('Access-Control-Allow-Credentials');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Cache-Control', `public, max-age=${file.fresh}${file.immutable ? ', immutable' : ''}`);
  if (file.etag !== null) {
    ctx.set('ETag', file.etag);
    if (matches(ctx.get('if-none-match'), file.etag)) {
      ctx.status = 304;
      return;
    }
  }
  ctx.status = 200;
  ctx.type = file.type;
  const bytes = typeof file.body === 'function' ? file.bytes : file.body.length;
  if (ctx.method === 'HEAD') {
    // Nothing is opened that nobody reads.
    ctx.body = null;
    ctx.status = 200;
    ctx.type = file.type;
    if (bytes !== undefined) ctx.set('Content-Length', String(bytes));
    return;
  }
  ctx.body = typeof file.body === 'function' ? file.body() : file.body;
  ctx.type = file.type;
  if (bytes !== undefined) ctx.length = bytes;
}

/**
 * The open data below `<base>/data/<slug>/`: tiles and checkpoints of the journal (C2SP tlog-tiles) and the editions.
 * What is not there, a draft and an unknown consultation are answered alike.
 */
export function mountData(strapi: Strapi): void {
  const { base } = settings(strapi);
  const serve = async (ctx: Context) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      ctx.status = 405;
      ctx.set('Allow', 'GET, HEAD');
      return;
    }
    const { slug = '', 0: rest = '' } = ctx.params as Record<string, string>;
    const file = await find(strapi, slug, rest).catch((error: unknown) => {
      strapi.log.error(error);
      return null;
    });
    if (file) return send(ctx, file);
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.set('Cache-Control', 'no-store');
    ctx.type = plain;
    ctx.status = file === null ? 503 : 404;
    ctx.body = file === null ? 'Not available now.\n' : 'Not found.\n';
  };
  const { router } = strapi.server;
  router.all(`${base}/data/:slug/(.*)`, serve);
}
