/** Examples in READMEs are run: a `js` block prints what the `text` block behind it says. */
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const exec = promisify(execFile);
const readmes = [
  'packages/consultation-core/README.md',
  'packages/renderer-react/README.md',
  'packages/consultation-core/vectors/README.md',
];

/** Pairs of an example and what it prints. */
function examples(markdown: string) {
  const pattern = /```js\n([\s\S]*?)```\s*\n+(?:```text\n([\s\S]*?)```)?/g;
  return [...markdown.matchAll(pattern)].map(([, source, output]) => ({
    source: source as string,
    output,
  }));
}

describe.each(readmes)('the examples of %s', async (path) => {
  const found = examples(await readFile(join(root, path), 'utf8'));

  it('exist, and each says what it prints', () => {
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ output }) => output !== undefined)).toBe(true);
  });

  it.each(found.map((example, index) => ({ ...example, index: index + 1 })))(
    'number $index prints what is written',
    async ({ source, output, index }) => {
      const file = join(root, path, '..', `.example-${index}-${process.pid}.mjs`);
      await writeFile(file, source);
      try {
        const { stdout } = await exec(process.execPath, ['--no-warnings', file]);
        expect(stdout.trim()).toBe(output?.trim());
      } finally {
        await rm(file);
      }
    },
    20_000
  );
});
