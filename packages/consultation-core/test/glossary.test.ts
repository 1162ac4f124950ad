import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '../src');
const glossary = readFileSync(join(import.meta.dirname, '../../../GLOSSARY.md'), 'utf8');

const typeNames = /^export (?:interface|type) (\w+)/gm;

/** Files that a module's index gives to others, and the formats; the contract's are shapes of the ones in the glossary. */
function publicFiles(): string[] {
  const modules = readdirSync(source).filter((name) => !/\.ts$|^contract$|^formats$/.test(name));
  const listed = modules.flatMap((name) =>
    [
      ...readFileSync(join(source, name, 'index.ts'), 'utf8').matchAll(
        /export \* from '\.\/(.+?\.ts)'/g
      ),
    ].map(([, file]) => join(name, file as string))
  );
  return [...listed, ...['notice', 'csv', 'blocks'].map((name) => `formats/${name}.ts`)];
}

/** Names of the types that the core gives to others. */
function declaredTypes(): string[] {
  return publicFiles().flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(typeNames)].map(
      ([, name]) => name as string
    )
  );
}

it('the glossary names every type that the core exports', () => {
  const types = declaredTypes();
  expect(types.length).toBeGreaterThan(40);
  expect(types.filter((name) => !glossary.includes(`\`${name}\``))).toEqual([]);
});
