import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSorter } from './edition-sort.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sorter-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('many lines', () => {
  it.each([0, 1, 7, 100, 1_003])('of which there are %i come out in order', async (count) => {
    const lines = Array.from({ length: count }, (_, index) => {
      const value = (index * 7_919) % 1_009;
      return `${value.toString(36)}\u0001é ${value % 3}`;
    });
    const sorter = makeSorter(folder, 100);
    for (const line of lines) await sorter.add(line);
    const found: string[] = [];
    for await (const line of sorter.sorted()) found.push(line);
    expect(found).toEqual([...lines].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  });
});
