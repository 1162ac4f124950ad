import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './languages.ts';
import { frenchSpaces } from './typography.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

// Parsed messages, by language and text: the same words always mean the same, so this is a cache and no setting.
const parsed = new Map<string, IntlMessageFormat>();

/** One ICU message in one language. Values are text or numbers; what comes out is text for React to escape. */
export function formatMessage(
  message: string,
  values: MessageValues | undefined,
  language: Language
): string {
  const key = `${language} ${message}`;
  let format = parsed.get(key);
  if (format === undefined) {
    const text = language === 'fr' ? frenchSpaces(message) : message;
    format = new IntlMessageFormat(text, locales[language], undefined, { ignoreTag: true });
    parsed.set(key, format);
  }
  return String(format.format(values === undefined ? undefined : { ...values }));
}

/** The rules for dates and numbers of each language of the pages. */
export const locales: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** Dates and numbers for people, in one language and one time zone. */
export interface Formats {
  number(value: number): string;
  /** A share of 1, without decimals. */
  percent(value: number): string;
  /** So many bytes, as people say it: `1.5 MB`, `1,5 Mo`. */
  bytes(value: number): string;
  /** Day, month and year of an instant. */
  date(instant: string): string;
  /** With hour, minute and the name of the zone. */
  moment(instant: string): string;
  /** What stands behind each of so many things in a list of all of them: `, `, ` and `, nothing. */
  separators(count: number): readonly string[];
  /** A calendar day, `YYYY-MM-DD`, with its year: `26 September 2015`. */
  day(day: string): string;
}

const cache = new Map<string, Formats>();

export function formatsFor(language: Language, timeZone: string): Formats {
  const key = `${language} ${timeZone}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const locale = locales[language];
  const zone = validZone(timeZone);
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone });
  const moment = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'].map(
    (unit) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        // Digits that matter: 1.5 MB, 15 MB.
        maximumSignificantDigits: unit === 'byte' ? 3 : 2,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
      })
  );
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  // The first of a month is an ordinal in French, and only it.
  const first = (words: string) => (language === 'fr' ? words.replace(/^1(?=\s)/, '1er') : words);
  const formats: Formats = {
    number: (value) => number.format(value),
    percent: (value) => percent.format(value),
    bytes: (value) => {
      const step = Math.min(4, Math.floor(Math.log10(Math.max(value, 1)) / 3));
      return sizes[step]?.format(value / 1000 ** step) ?? String(value);
    },
    date: (instant) => first(date.format(new Date(instant))),
    moment: (instant) => first(moment.format(new Date(instant))),
    separators: (count) => {
      const parts = list.formatToParts(Array.from({ length: count }, () => '-'));
      const signs: string[] = [];
      for (const { type, value } of parts) {
        if (type === 'element') signs.push('');
        else signs[signs.length - 1] = value;
      }
      return signs;
    },
    day: (value) => first(day.format(new Date(`${value}T00:00:00Z`))),
  };
  cache.set(key, formats);
  return formats;
}

/** Hosts name zones by hand; an unknown one must not take a page down. */
function validZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
