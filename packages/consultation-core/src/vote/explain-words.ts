import type { Base, MethodName, OutcomeKind } from './types.ts';

export type ResultLanguage = 'fr' | 'en';

/** What a sentence is put together from; numbers come as they are printed in the language. */
export interface ResultWords {
  readonly locale: string;
  readonly kinds: Readonly<Record<OutcomeKind, string>>;
  /** Both sides of a method, as `60 for, 30 against`. */
  readonly sides: Readonly<Record<MethodName, (inFavour: string, opposed: string) => string>>;
  /** Ballots that take no side. `one` says whether the noun is singular. */
  readonly neutral: Readonly<Record<MethodName, (count: string, one: boolean) => string>>;
  readonly blank: (count: string, one: boolean) => string;
  readonly spoiled: (count: string, one: boolean) => string;
  readonly bases: Readonly<Record<Base, (count: string, one: boolean) => string>>;
  readonly needed: (needed: string, base: string, share: string | null) => string;
  readonly moreFor: (sides: 'for' | 'yes') => string;
  /** `one` is about the ballots cast. */
  readonly quorum: (cast: string, needed: string, one: boolean) => string;
  readonly quorumMet: (cast: string, needed: string, one: boolean) => string;
  /** The rules before anything is counted, as `Simple majority: more for than against`. */
  readonly rules: {
    readonly simple: (sides: 'for' | 'yes') => string;
    readonly absolute: (base: string) => string;
    readonly qualified: (share: string, base: string) => string;
    readonly bases: Readonly<Record<Base, string>>;
    readonly quorum: (ballots: string, one: boolean) => string;
    readonly quorumShare: (share: string, entitled: string | null) => string;
  };
  readonly nobody: string;
  readonly absolute: string;
  readonly share: (numerator: number, denominator: number) => string;
  readonly between: { readonly colon: string; readonly semicolon: string };
}

const some = (count: string, one: boolean, singular: string, plural: string) =>
  `${count} ${one ? singular : plural}`;

/** Before « : » and « ; », as French typography has it. */
const narrow = '\u202f';
const noBreak = '\u00a0';

const frenchShares: Readonly<Record<string, string>> = {
  '1/2': 'la moitié',
  '1/3': 'un tiers',
  '1/4': 'un quart',
  '2/3': 'deux tiers',
  '3/4': 'trois quarts',
  '3/5': 'trois cinquièmes',
  '4/5': 'quatre cinquièmes',
};
const englishShares: Readonly<Record<string, string>> = {
  '1/2': 'half',
  '1/3': 'one third',
  '1/4': 'one quarter',
  '2/3': 'two thirds',
  '3/4': 'three quarters',
  '3/5': 'three fifths',
  '4/5': 'four fifths',
};

export const resultWords: Readonly<Record<ResultLanguage, ResultWords>> = {
  fr: {
    locale: 'fr-FR',
    kinds: {
      passed: 'Adopté',
      'not-passed': 'Non adopté',
      tie: 'Non adopté, à égalité',
      'no-votes': 'Non adopté',
      'no-quorum': 'Non adopté, faute de quorum',
    },
    sides: {
      'for-mixed-against@1': (inFavour, opposed) => `${inFavour} pour, ${opposed} contre`,
      'yes-no-abstain@1': (inFavour, opposed) => `${inFavour} oui, ${opposed} non`,
    },
    neutral: {
      'for-mixed-against@1': (count, one) => some(count, one, 'avis mitigé', 'avis mitigés'),
      'yes-no-abstain@1': (count, one) => some(count, one, 'abstention', 'abstentions'),
    },
    blank: (count, one) => some(count, one, 'bulletin blanc', 'bulletins blancs'),
    spoiled: (count, one) => some(count, one, 'bulletin nul', 'bulletins nuls'),
    bases: {
      cast: (count, one) => some(count, one, 'bulletin déposé', 'bulletins déposés'),
      expressed: (count, one) => some(count, one, 'suffrage exprimé', 'suffrages exprimés'),
      entitled: (count, one) => some(count, one, 'inscrit', 'inscrits'),
    },
    needed: (needed, base, share) =>
      `il fallait au moins ${needed} voix sur ${base}${share ? ` (${share})` : ''}`,
    moreFor: (sides) =>
      sides === 'yes'
        ? 'il fallait plus de oui que de non'
        : 'il fallait plus de pour que de contre',
    quorum: (cast, needed, one) =>
      `${cast} ${one ? 'bulletin déposé' : 'bulletins déposés'}, il en fallait au moins ${needed}`,
    quorumMet: (cast, needed, one) =>
      `quorum atteint, avec ${cast} ${one ? 'bulletin déposé' : 'bulletins déposés'} pour ${needed} requis`,
    rules: {
      simple: (sides) =>
        `majorité simple${noBreak}: plus de ${sides === 'yes' ? 'oui que de non' : 'pour que de contre'}`,
      absolute: (base) =>
        `majorité absolue${noBreak}: plus de la moitié des ${base} sont favorables`,
      qualified: (share, base) =>
        `majorité qualifiée${noBreak}: au moins ${share} des ${base} sont favorables`,
      bases: {
        cast: 'bulletins déposés',
        expressed: 'suffrages exprimés',
        entitled: 'inscrits',
      },
      quorum: (ballots, one) =>
        `quorum${noBreak}: au moins ${ballots} ${one ? 'bulletin déposé' : 'bulletins déposés'}`,
      quorumShare: (share, entitled) =>
        `quorum${noBreak}: au moins ${share} des ${entitled === null ? '' : `${entitled} `}inscrits ont voté`,
    },
    nobody: 'personne n’a voté',
    absolute: 'plus de la moitié',
    share: (numerator, denominator) =>
      frenchShares[`${numerator}/${denominator}`] ?? `${numerator}/${denominator}`,
    between: { colon: `${noBreak}: `, semicolon: `${narrow}; ` },
  },
  en: {
    locale: 'en-GB',
    kinds: {
      passed: 'Passed',
      'not-passed': 'Not passed',
      tie: 'Not passed, a tie',
      'no-votes': 'Not passed',
      'no-quorum': 'Not passed for want of a quorum',
    },
    sides: {
      'for-mixed-against@1': (inFavour, opposed) => `${inFavour} for, ${opposed} against`,
      'yes-no-abstain@1': (inFavour, opposed) => `${inFavour} yes, ${opposed} no`,
    },
    neutral: {
      'for-mixed-against@1': (count, one) => some(count, one, 'mixed opinion', 'mixed opinions'),
      'yes-no-abstain@1': (count, one) => some(count, one, 'abstention', 'abstentions'),
    },
    blank: (count, one) => some(count, one, 'blank paper', 'blank papers'),
    spoiled: (count, one) => some(count, one, 'spoiled paper', 'spoiled papers'),
    bases: {
      cast: (count, one) => some(count, one, 'ballot cast', 'ballots cast'),
      expressed: (count, one) => some(count, one, 'vote expressed', 'votes expressed'),
      entitled: (count, one) => some(count, one, 'person entitled', 'people entitled'),
    },
    needed: (needed, base, share) =>
      `needed: at least ${needed} in favour out of ${base}${share ? ` (${share})` : ''}`,
    moreFor: (sides) =>
      sides === 'yes' ? 'needed: more yes than no' : 'needed: more for than against',
    quorum: (cast, needed, one) =>
      `${cast} ${one ? 'ballot' : 'ballots'} cast, needed: at least ${needed}`,
    quorumMet: (cast, needed, one) =>
      `quorum met, with ${cast} ${one ? 'ballot' : 'ballots'} cast for ${needed} needed`,
    rules: {
      simple: (sides) =>
        `simple majority: more ${sides === 'yes' ? 'yes than no' : 'for than against'}`,
      absolute: (base) => `absolute majority: more than half of the ${base} in favour`,
      qualified: (share, base) => `qualified majority: at least ${share} of the ${base} in favour`,
      bases: {
        cast: 'ballots cast',
        expressed: 'votes expressed',
        entitled: 'people entitled',
      },
      quorum: (ballots, one) => `quorum: at least ${ballots} ${one ? 'ballot' : 'ballots'} cast`,
      quorumShare: (share, entitled) =>
        `quorum: at least ${share} of the ${entitled === null ? '' : `${entitled} `}people entitled have voted`,
    },
    nobody: 'nobody voted',
    absolute: 'more than half',
    share: (numerator, denominator) =>
      englishShares[`${numerator}/${denominator}`] ?? `${numerator}/${denominator}`,
    between: { colon: ': ', semicolon: '; ' },
  },
};
