import { candidateAddresses, httpSource } from '../source.ts';
import type { Source } from '../types.ts';
import { folderSource } from './folder.ts';

const isAddress = (place: string) => /^https?:\/\//i.test(place);

async function has(source: Source, path: string): Promise<boolean> {
  const pieces = await source.open(path);
  await pieces?.[Symbol.asyncIterator]().return?.();
  return pieces !== null;
}

/**
 * Where the files are that a reader means: a folder, or the first of the addresses that fit what she gave. Null where
 * there are none; a network that fails is thrown when no address answers.
 */
export async function findSource(place: string): Promise<Source | null> {
  const sources = isAddress(place)
    ? candidateAddresses(place).map((address) => httpSource(address))
    : [folderSource(place)];
  let failure: unknown = null;
  for (const source of sources) {
    try {
      for (const path of ['editions.json', 'datapackage.json']) {
        if (await has(source, path)) return source;
      }
    } catch (error) {
      failure = error;
    }
  }
  if (failure !== null && isAddress(place)) throw failure;
  return null;
}
