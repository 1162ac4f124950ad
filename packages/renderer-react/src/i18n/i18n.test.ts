import { refusalCodes } from 'consultation-core/contract';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { formatMessage, formatsFor, languages, messages, negotiate, refusalText } from './index.ts';

interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}

/** Names of the values that a message asks for. Parts of type 0 are words, of type 7 the number of a plural. */
function valuesIn(message: string): string[] {
  const found = new Set<string>();
  const walk = (parts: readonly Part[]) => {
    for (const { type, value, options } of parts) {
      if (type !== 0 && type !== 7 && value !== undefined) found.add(value);
      for (const option of Object.values(options ?? {})) walk(option.value);
    }
  };
  const format = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true });
  walk(format.getAst() as unknown as readonly Part[]);
  return [...found].sort();
}

describe('messages', () => {
  it('are the same in both languages, with the same values', () => {
    expect(Object.keys(messages.fr)).toEqual(Object.keys(messages.en));
    for (const [key, message] of Object.entries(messages.en)) {
      expect([key, valuesIn(messages.fr[key as keyof typeof messages.fr])]).toEqual([
        key,
        valuesIn(message),
      ]);
    }
  });

  it('can all be formatted', () => {
    for (const language of languages) {
      for (const message of Object.values(messages[language])) {
        const values = Object.fromEntries(valuesIn(message).map((name) => [name, 2]));
        expect(formatMessage(message, values, language)).not.toContain('{');
      }
    }
  });

  it('never call an alinea a paragraphe in French', () => {
    expect(Object.values(messages.fr).join(' ').toLowerCase()).not.toContain('paragraphe');
  });

  it('have a sentence for every refusal in both languages', () => {
    for (const language of languages) {
      for (const code of refusalCodes) {
        const sentence = refusalText(code, {}, language);
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
        expect(sentence).not.toContain('{');
      }
    }
  });

  it('say when a phase opens or closed, in the zone asked for', () => {
    const details = { closedAt: '2015-10-18T18:00:00.000Z' };
    expect(refusalText('phase-closed', details, 'en', 'Europe/Paris')).toBe(
      'This closed on 18 October 2015 at 20:00 CEST.'
    );
    expect(refusalText('phase-closed', { opensAt: 'broken' }, 'en')).toBe(
      'This is not open at the moment.'
    );
  });
});

describe('French', () => {
  it('keeps signs with their words and groups figures', () => {
    expect(formatMessage('Vraiment ? Oui : « mot » ; fin !', undefined, 'fr')).toBe(
      'Vraiment\u202f? Oui\u00a0: «\u00a0mot\u00a0»\u202f; fin\u202f!'
    );
    expect(formatsFor('fr', 'UTC').number(12345)).toBe('12\u202f345');
    expect(formatsFor('fr', 'UTC').percent(0.5)).toBe('50\u00a0%');
    expect(formatsFor('fr', 'Europe/Paris').date('2014-05-01T09:00:00Z')).toBe('1er mai 2014');
  });
});

describe('dates', () => {
  it('survive a time zone that nobody knows', () => {
    expect(formatsFor('en', 'Mars/Olympus').date('2014-05-01T09:00:00Z')).toBe('1 May 2014');
  });
});

describe('the language of a reader', () => {
  it.each([
    [null, 'en'],
    ['fr-CA, en;q=0.5', 'fr'],
    ['de', 'en'],
    ['en;q=0.2, fr;q=0.9', 'fr'],
    ['fr;q=0', 'en'],
    ['*', 'en'],
  ])('of %j is %s', (header, language) => expect(negotiate(header)).toBe(language));
});
