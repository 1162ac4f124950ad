import type { MessageKey } from './en.ts';
export const fr: Readonly<Record<MessageKey, string>> = {
  'site.skip': 'Aller au contenu',
};
