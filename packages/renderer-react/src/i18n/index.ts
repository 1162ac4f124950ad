import type { RefusalCode } from 'consultation-core/contract';
import { en, type MessageKey } from './en.ts';
import { type Formats, formatMessage, formatsFor, type MessageValues } from './format.ts';
import { fr } from './fr.ts';
import type { Language } from './languages.ts';
import { refusalMessages } from './refusals.ts';

export type { MessageKey } from './en.ts';
export { type Formats, formatMessage, formatsFor, type MessageValues } from './format.ts';
export {
  isLanguage,
  type Language,
  languageAttributes,
  languageNames,
  languages,
  negotiate,
} from './languages.ts';

/** All words of the interface, by language. */
export const messages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  fr,
  en,
};

/** Words, dates and numbers of one language and one time zone. */
export interface I18n {
  readonly language: Language;
  readonly t: (key: MessageKey, values?: MessageValues) => string;
  readonly format: Formats;
  readonly refusal: (code: RefusalCode, details?: Readonly<Record<string, unknown>>) => string;
}

export function i18nFor(language: Language, timeZone = 'UTC'): I18n {
  return {
    language,
    t: (key, values) => formatMessage(messages[language][key], values, language),
    format: formatsFor(language, timeZone),
    refusal: (code, details) => refusalText(code, details ?? {}, language, timeZone),
  };
}

/**
 * The sentence of a refusal. Of its details it uses `opensAt`, `closedAt` (instants, shown in `timeZone`) and
 * `retryAfter` (seconds).
 */
export function refusalText(
  code: RefusalCode,
  details: Readonly<Record<string, unknown>>,
  language: Language,
  timeZone = 'UTC'
): string {
  const format = formatsFor(language, timeZone);
  const moment = (value: unknown) =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? format.moment(value) : 'none';
  const seconds = Number(details.retryAfter);
  return formatMessage(
    refusalMessages[language][code] ?? refusalMessages[language].unexpected,
    {
      opensAt: moment(details.opensAt),
      closedAt: moment(details.closedAt),
      retryAfter: Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 0,
    },
    language
  );
}
