import { formatMessage, messages } from './index.ts';
import type { Language } from './languages.ts';
import { frenchSpaces } from './typography.ts';

const names = /^(?:editor\.|diff\.|alinea\.|amend\.live$)/;

/** A message for one and for several, which is all that our languages tell apart. */
function forms(key: string, words: string, language: Language): [string, string][] {
  return [1, 2].map((count) => [
    `${key}#${count === 1 ? 'one' : 'other'}`,
    formatMessage(words, { count }, language).replace(String(count), '{count}'),
  ]);
}

/**
 * Words that the editor of an article needs in the browser, where reading ICU messages would cost more than all of them:
 * they hold values as `{name}`, and those that count have a form for one and one for several.
 */
export function editorMessages(language: Language): Readonly<Record<string, string>> {
  const spaced = language === 'fr' ? frenchSpaces : (words: string) => words;
  return Object.fromEntries(
    Object.entries(messages[language])
      .filter(([key]) => names.test(key))
      .flatMap(([key, words]) =>
        words.includes(', plural,') ? forms(key, words, language) : [[key, spaced(words)]]
      )
  );
}
