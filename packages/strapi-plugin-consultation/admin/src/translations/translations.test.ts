import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages } from '../editor/messages.ts';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

const all: Record<string, Record<string, string>> = {
  en: { ...en, ...messages.en },
  fr: { ...fr, ...messages.fr },
};
const source = join(import.meta.dirname, '..');
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n');

describe('translations of the administration', () => {
  it('have the same keys and placeholders in both languages', () => {
    expect(Object.keys(all.fr ?? {})).toEqual(Object.keys(all.en ?? {}));
    const placeholders = (text: string) => [...new Set(text.match(/\{\w+(?=[,}])/g) ?? [])].sort();
    for (const [key, text] of Object.entries(all.en ?? {})) {
      expect(placeholders(all.fr?.[key] ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('have every key that a component names', () => {
    const named = [...code.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key as string);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !(key in (all.en ?? {})))).toEqual([]);
  });
});
