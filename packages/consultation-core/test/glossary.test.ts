import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '../src');
const glossary = readFileSync(join(import.meta.dirname, '../../../GLOSSARY.md'), 'utf8');

/** Names of the types that a module declares; the contract's are shapes of the ones in the glossary. */
function declaredTypes(): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !/^contract\b/.test(file))
    .flatMap((file) =>
      [
        ...readFileSync(join(source, file), 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm),
      ].map(([, name]) => name as string)
    );
}

it('the glossary names every type that the core exports', () => {
  const types = declaredTypes();
  expect(types.length).toBeGreaterThan(40);
  expect(types.filter((name) => !glossary.includes(`\`${name}\``))).toEqual([]);
});
