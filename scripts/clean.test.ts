import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const statics = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm;

/** What a script and all that it brings at once need from elsewhere. */
async function packagesOf(file: string, seen = new Set<string>()): Promise<readonly string[]> {
  if (seen.has(file)) return [];
  seen.add(file);
  const found: string[] = [];
  for (const [, name = ''] of (await readFile(file, 'utf8')).matchAll(statics)) {
    if (name.startsWith('.')) found.push(...(await packagesOf(join(dirname(file), name), seen)));
    else if (!name.startsWith('node:')) found.push(name);
  }
  return found;
}

describe('a fresh clone has no packages yet', () => {
  test.each(['start.mjs', 'test.mjs'])(
    '%s needs none before it has installed them',
    async (name) => {
      expect(await packagesOf(join(here, name))).toEqual([]);
    }
  );

  test('and they would be seen', async () => {
    expect(await packagesOf(join(here, 'lib/browser.mjs'))).toEqual(['playwright-core']);
  });
});
