export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(value: unknown): value is Language {
  return (languages as readonly unknown[]).includes(value);
}

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  fr: 'Français',
  en: 'English',
};

/** The language of ours that an `Accept-Language` header prefers; `otherwise` when it names neither. */
export function negotiate(header: string | null, otherwise: Language = 'en'): Language {
  let best: { language: Language; weight: number } | undefined;
  for (const part of (header ?? '').split(',').slice(0, 20)) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range.split('-')[0];
    if (!isLanguage(language)) continue;
    const quality = parameters.map((word) => /^\s*q=([0-9.]+)\s*$/.exec(word)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    if (weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? otherwise;
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ps', 'ur', 'yi']);

/** Attributes for content whose language may differ from that of the page around it. */
export function languageAttributes(content: string, page: string): { lang?: string; dir?: string } {
  if (content === page) return {};
  const dir = (tag: string) => (rightToLeft.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr');
  return { lang: content, ...(dir(content) === dir(page) ? {} : { dir: dir(content) }) };
}
