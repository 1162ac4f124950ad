export type Language = 'fr' | 'en';

/** The language of ours that an Accept-Language header prefers; English when it names neither. */
export function languageOf(header: string | undefined): Language {
  let best: { language: Language; weight: number } | undefined;
  for (const part of (header ?? '').split(',').slice(0, 20)) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range.split('-')[0];
    if (language !== 'fr' && language !== 'en') continue;
    const q = parameters.map((word) => /^\s*q=([0-9.]+)\s*$/.exec(word)?.[1]).find(Boolean);
    const weight = q === undefined ? 1 : Number(q);
    if (weight > 0 && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? 'en';
}
