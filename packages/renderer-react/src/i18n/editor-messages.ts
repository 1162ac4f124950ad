import { messages } from './index.ts';
import type { Language } from './languages.ts';
import { frenchSpaces } from './typography.ts';

const names = /^(?:editor\.|diff\.|alinea\.number$|amend\.live$)/;

/** Words that the editor of an article needs in the browser. They hold values as `{name}`, nothing more. */
export function editorMessages(language: Language): Readonly<Record<string, string>> {
  const spaced = language === 'fr' ? frenchSpaces : (words: string) => words;
  return Object.fromEntries(
    Object.entries(messages[language])
      .filter(([key]) => names.test(key))
      .map(([key, words]) => [key, spaced(words)])
  );
}
