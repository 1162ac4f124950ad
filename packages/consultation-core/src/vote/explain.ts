import { type ResultLanguage, type ResultWords, resultWords } from './explain-words.ts';
import { method } from './methods.ts';
import type { FullOutcome, Majority, MethodName, Outcome, PassingRules } from './types.ts';

export type { ResultLanguage } from './explain-words.ts';

function shareIn(majority: Majority, words: ResultWords): string | null {
  switch (majority.kind) {
    case 'simple':
      return null;
    case 'absolute':
      return words.absolute;
    case 'qualified':
      return words.share(majority.numerator, majority.denominator);
  }
}

/**
 * Says in one sentence what was decided and why, such as « Adopté : 60 pour, 30 contre ; il fallait au moins 60 voix sur
 * 90 suffrages exprimés (deux tiers). ». Numbers are written as in the language. With the rules that made the outcome it
 * names the majority; without them only the number that was needed, where that is a part of a whole. Plain text, for the place where a result is shown.
 */
export function explain(
  result: Outcome | FullOutcome,
  language: ResultLanguage,
  rules?: PassingRules
): string {
  const { kinds, between } = resultWords[language];
  return `${kinds[result.kind]}${between.colon}${reason(result, language, rules)}.`;
}

/** The same without the verdict: `60 for, 30 against; needed: …`, for a place that has words of its own for it. */
export function reason(
  result: Outcome | FullOutcome,
  language: ResultLanguage,
  rules?: PassingRules
): string {
  const words = resultWords[language];
  const format = new Intl.NumberFormat(words.locale);
  const plural = new Intl.PluralRules(words.locale);
  const number = (count: number) => format.format(count);
  const one = (count: number) => plural.select(count) === 'one';
  const { cast, expressed, inFavour, opposed, base, needed, quorum } = result;
  if (result.kind === 'no-votes') return words.nobody;

  const { blank, spoiled } = 'blank' in result ? result : { blank: 0, spoiled: 0 };
  const neutral = cast - expressed - blank - spoiled;
  const counts = [words.sides[result.method](number(inFavour), number(opposed))];
  if (neutral > 0) counts.push(words.neutral[result.method](number(neutral), one(neutral)));
  if (blank > 0) counts.push(words.blank(number(blank), one(blank)));
  if (spoiled > 0) counts.push(words.spoiled(number(spoiled), one(spoiled)));

  const parts = [counts.join(', ')];
  const asked = [number(cast), number(quorum.needed), one(cast)] as const;
  if (!quorum.met) parts.push(words.quorum(...asked));
  else {
    const inBase = words.bases[base.name](number(base.size), one(base.size));
    // A simple majority is no part of anything. One more than the other side is most likely that, where nobody says.
    if (rules?.majority.kind === 'simple') {
      parts.push(words.moreFor(method(result.method).inFavour === 'yes' ? 'yes' : 'for'));
    } else if (rules !== undefined || needed !== opposed + 1) {
      parts.push(
        words.needed(number(needed), inBase, rules ? shareIn(rules.majority, words) : null)
      );
    }
    if (quorum.needed > 0) parts.push(words.quorumMet(...asked));
  }
  return parts.join(words.between.semicolon);
}

/**
 * The rules themselves, such as `simple majority: more for than against; quorum: at least 100 ballots cast`: they stand
 * before anybody votes, so this says nothing of counts. Plain text without a full stop, for a place that has words of its
 * own around it.
 */
export function rulesInWords(
  { majority, quorum, entitled }: PassingRules,
  name: MethodName,
  language: ResultLanguage
): string {
  const words = resultWords[language];
  const { rules } = words;
  const number = (count: number) => new Intl.NumberFormat(words.locale).format(count);
  const one = (count: number) => new Intl.PluralRules(words.locale).select(count) === 'one';
  const share = (of: { readonly numerator: number; readonly denominator: number }) =>
    words.share(of.numerator, of.denominator);
  const parts: string[] = [];
  if (majority.kind === 'simple') {
    parts.push(rules.simple(method(name).inFavour === 'yes' ? 'yes' : 'for'));
  } else if (majority.kind === 'absolute') parts.push(rules.absolute(rules.bases[majority.base]));
  else parts.push(rules.qualified(share(majority), rules.bases[majority.base]));
  if (quorum.kind === 'ballots') {
    parts.push(rules.quorum(number(quorum.count), one(quorum.count)));
  } else if (quorum.kind === 'share') {
    const whole = entitled === undefined ? null : number(entitled);
    parts.push(rules.quorumShare(share(quorum), whole));
  }
  return parts.join(words.between.semicolon);
}
