/** Reasons that nobody typed, in the language of the text, as they stand with the amendment for everybody to read. */
const sentences = {
  fr: {
    contained: (version: number, title: string) =>
      `Devenu sans objet : la version ${version} du texte (« ${title} ») dit déjà tout ce que cet amendement demandait.`,
    parentGone: (version: number, parent: number) =>
      `Devenu sans objet : l’amendement nº ${parent}, qu’il modifiait, n’est pas dans la version ${version} du texte.`,
    pattern: /^Devenu sans objet : (?:la version \d+ du texte|l’amendement nº \d+)/,
  },
  en: {
    contained: (version: number, title: string) =>
      `Now moot: version ${version} of the text (“${title}”) already says all that this amendment asked for.`,
    parentGone: (version: number, parent: number) =>
      `Now moot: amendment No. ${parent}, which it amended, is not in version ${version} of the text.`,
    pattern: /^Now moot: (?:version \d+ of the text|amendment No\. \d+)/,
  },
} as const;

type Language = keyof typeof sentences;

/** Why an amendment has lost its object: the new version says it already. */
export const containedReason = (language: Language, version: number, title: string): string =>
  sentences[language].contained(version, title);

/** Why a sub-amendment has lost its object: what it amended was not retained. */
export const parentGoneReason = (language: Language, version: number, parent: number): string =>
  sentences[language].parentGone(version, parent);

/** Whether nobody typed a reason: it is then nothing to offer for the next decision. */
export const automaticReasons =
  (language: Language) =>
  (text: string): boolean =>
    sentences[language].pattern.test(text);
