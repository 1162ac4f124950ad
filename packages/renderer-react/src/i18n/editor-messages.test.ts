import { describe, expect, it } from 'vitest';
import { editorMessages } from './editor-messages.ts';
import { languages } from './languages.ts';

describe('words of the editor', () => {
  it.each(languages)('need no reader of ICU messages, in %s', (language) => {
    const all = editorMessages(language);
    expect(all['diff.skipped#one']).toMatch(/^\{count\} alin[ée]a /);
    expect(all['editor.changed#other']).toMatch(/^\{count\} alin[ée]as /);
    for (const [key, words] of Object.entries(all)) {
      expect([key, words.replace(/\{\w+\}/g, '')]).toEqual([
        key,
        expect.not.stringMatching(/[{}]/),
      ]);
    }
  });
});
