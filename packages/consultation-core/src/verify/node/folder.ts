import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Bytes } from '../../log/index.ts';
import type { Hashing, Source } from '../types.ts';

/** Read at a time, in bytes. */
const pieceSize = 1 << 20;

/** Files of a folder. A folder that is not there is thrown as Error. */
export function folderSource(folder: string): Source {
  const root = resolve(folder);
  return {
    name: root,
    open: async (path) => {
      const file = join(root, ...path.split('/'));
      const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
        throw error;
      });
      if (found === null || !found.isFile()) {
        await stat(root);
        return null;
      }
      return createReadStream(file, { highWaterMark: pieceSize });
    },
  };
}

/**
 * SHA-256 of the machine's own library. Asked for as letters, which are then read as bytes: that takes half the time of
 * asking for bytes, and there are three of these for each act.
 */
export function nodeSha256(data: Bytes): Bytes {
  if (typeof hash !== 'function') return createHash('sha256').update(data).digest();
  const letters = hash('sha256', data, 'binary');
  const bytes = new Uint8Array(32);
  for (let place = 0; place < 32; place += 1) bytes[place] = letters.charCodeAt(place);
  return bytes;
}

export function nodeHashing(): Hashing {
  const running = createHash('sha256');
  return { update: (bytes) => running.update(bytes), digest: () => running.digest() };
}
