import type { ResultLanguage } from './explain-words.ts';
import type { sevenGrades } from './majority-judgment.ts';

/** What a sentence on a question is put together from. Numbers and options come as they are printed in the language. */
export interface QuestionWords {
  readonly locale: string;
  readonly quote: (name: string) => string;
  readonly nobody: string;
  readonly onlyBlank: string;
  /** `one` says of each count whether the noun is singular. */
  readonly blank: (count: string, one: boolean) => string;
  /** Ballots that are not blank. */
  readonly expressed: (count: string, one: boolean) => string;
  readonly ballots: (count: string, one: boolean) => string;
  readonly approvals: (count: string, one: boolean) => string;
  readonly approval: {
    readonly first: (who: string, approvals: string, ballots: string) => string;
    readonly next: (who: string, approvals: string) => string;
    readonly tie: (who: string, approvals: string, ballots: string) => string;
  };
  readonly judgment: {
    /** `count` ballots of all give this grade or a better one. */
    readonly first: (
      who: string,
      grade: string,
      count: string,
      ballots: string,
      one: boolean
    ) => string;
    readonly next: (who: string, grade: string) => string;
    readonly same: (all: string, grade: string, first: string) => string;
    readonly tie: (who: string) => string;
  };
  readonly schulze: {
    readonly first: (who: string) => string;
    readonly closest: (who: string, wins: string, losses: string) => string;
    /** First, though some comparison is not won. */
    readonly byPaths: (who: string) => string;
    readonly tie: (who: string) => string;
  };
  readonly runoff: {
    readonly atOnce: (who: string, votes: string, ballots: string, one: boolean) => string;
    /** `left` ballots name one of those still there. */
    readonly later: (
      who: string,
      round: string,
      votes: string,
      left: string,
      one: boolean
    ) => string;
    readonly gone: (rounds: readonly string[], one: boolean) => string;
    readonly tie: (who: string, round: string, ballots: string) => string;
    readonly undecided: (who: string, round: string) => string;
    readonly whatever: (who: string, round: string) => string;
    readonly tooManyWays: (round: string) => string;
  };
}

const narrow = '\u202f';
const noBreak = '\u00a0';

/** Grades as they stand on ballots and in results, within a sentence. */
export const gradeWords: Readonly<
  Record<ResultLanguage, Readonly<Record<(typeof sevenGrades)[number], string>>>
> = {
  fr: {
    excellent: 'excellent',
    'very-good': 'très bien',
    good: 'bien',
    fair: 'assez bien',
    passable: 'passable',
    insufficient: 'insuffisant',
    'to-reject': 'à rejeter',
  },
  en: {
    excellent: 'excellent',
    'very-good': 'very good',
    good: 'good',
    fair: 'fair',
    passable: 'passable',
    insufficient: 'insufficient',
    'to-reject': 'to reject',
  },
};

const colon = `${noBreak}: `;
const semicolon = `${narrow}; `;

export const questionWords: Readonly<Record<ResultLanguage, QuestionWords>> = {
  fr: {
    locale: 'fr-FR',
    quote: (name) => `«${noBreak}${name}${noBreak}»`,
    nobody: 'Aucun bulletin n’a été déposé.',
    onlyBlank: `Tous les bulletins sont blancs${colon}il n’y a pas de résultat.`,
    blank: (count, one) => `${count} ${one ? 'bulletin est blanc' : 'bulletins sont blancs'}.`,
    expressed: (count, one) => `${count} ${one ? 'bulletin exprimé' : 'bulletins exprimés'}`,
    ballots: (count, one) => `${count} ${one ? 'bulletin' : 'bulletins'}`,
    approvals: (count, one) => `${count} ${one ? 'approbation' : 'approbations'}`,
    approval: {
      first: (who, approvals, ballots) =>
        `${who} arrive en tête${colon}${approvals} sur ${ballots}`,
      next: (who, approvals) => `${semicolon}ensuite ${who}, avec ${approvals}.`,
      tie: (who, approvals, ballots) =>
        `Égalité entre ${who}${colon}${approvals} pour chacune, sur ${ballots}.`,
    },
    judgment: {
      first: (who, grade, count, ballots, one) =>
        `${who} arrive en tête avec la mention ${grade}${colon}${count} sur ${ballots} lui ${one ? 'donne' : 'donnent'} cette mention ou une meilleure, plus de la moitié`,
      next: (who, grade) => `${semicolon}ensuite ${who}, avec la mention ${grade}.`,
      same: (all, grade, first) =>
        `${all} ont la même mention, ${grade}${colon}quand on leur retire leurs mentions du milieu une à une jusqu’à ce qu’elles diffèrent, ${first} arrive en tête.`,
      tie: (who) => `Égalité entre ${who}${colon}leurs mentions sont exactement les mêmes.`,
    },
    schulze: {
      first: (who) =>
        `${who} arrive en tête${colon}face à chacune des autres options, plus de bulletins la préfèrent`,
      closest: (who, wins, losses) =>
        `${semicolon}la plus proche est ${who}, ${wins} contre ${losses}.`,
      byPaths: (who) =>
        `${who} arrive en tête${colon}aucune option n’est préférée à toutes les autres, mais elle passe avant chacune par les comparaisons les plus fortes.`,
      tie: (who) =>
        `Égalité entre ${who}${colon}aucune ne passe avant une autre par les comparaisons les plus fortes.`,
    },
    runoff: {
      atOnce: (who, votes, ballots, one) =>
        `${who} arrive en tête dès le premier tour${colon}${votes} sur ${ballots} la ${one ? 'place' : 'placent'} en premier, plus de la moitié.`,
      later: (who, round, votes, left, one) =>
        `${who} arrive en tête au tour ${round}${colon}${votes} sur ${left} qui ${one ? 'nomme' : 'nomment'} encore une option lui ${one ? 'revient' : 'reviennent'}, plus de la moitié.`,
      gone: (rounds, one) =>
        ` ${one ? 'Éliminée' : 'Éliminées'} avant${colon}${rounds.join(', puis ')}.`,
      tie: (who, round, ballots) =>
        `Égalité entre ${who} au tour ${round}${colon}${ballots} pour chacune.`,
      undecided: (who, round) =>
        `Égalité${colon}au tour ${round}, rien ne dit laquelle des dernières éliminer, et selon ce choix ${who} pourrait arriver en tête.`,
      whatever: (who, round) =>
        `${who} arrive en tête${colon}au tour ${round}, rien ne dit laquelle des dernières éliminer, mais le résultat est le même dans tous les cas.`,
      tooManyWays: (round) =>
        `Au tour ${round}, rien ne dit laquelle des dernières éliminer, et les ordres d’élimination possibles sont trop nombreux pour être tous suivis${colon}aucune option ne peut être dite gagnante.`,
    },
  },
  en: {
    locale: 'en-GB',
    quote: (name) => `“${name}”`,
    nobody: 'No ballot was cast.',
    onlyBlank: 'All ballots are blank: there is no result.',
    blank: (count, one) => `${count} ${one ? 'ballot is' : 'ballots are'} blank.`,
    expressed: (count, one) =>
      `${count} ${one ? 'ballot that is not blank' : 'ballots that are not blank'}`,
    ballots: (count, one) => `${count} ${one ? 'ballot' : 'ballots'}`,
    approvals: (count, one) => `${count} ${one ? 'approval' : 'approvals'}`,
    approval: {
      first: (who, approvals, ballots) => `${who} comes first: ${approvals} on ${ballots}`,
      next: (who, approvals) => `; next ${who}, with ${approvals}.`,
      tie: (who, approvals, ballots) => `Tie between ${who}: ${approvals} for each, on ${ballots}.`,
    },
    judgment: {
      first: (who, grade, count, ballots, one) =>
        `${who} comes first with the grade ${grade}: ${count} of ${ballots} ${one ? 'gives' : 'give'} it this grade or a better one, more than half`,
      next: (who, grade) => `; next ${who}, with the grade ${grade}.`,
      same: (all, grade, first) =>
        `${all} have the same grade, ${grade}: when their middle grades are taken away one by one until they differ, ${first} comes first.`,
      tie: (who) => `Tie between ${who}: their grades are exactly the same.`,
    },
    schulze: {
      first: (who) =>
        `${who} comes first: compared with each of the other options, more ballots prefer it`,
      closest: (who, wins, losses) => `; the closest is ${who}, ${wins} to ${losses}.`,
      byPaths: (who) =>
        `${who} comes first: no option is preferred to all others, but it goes before each of them along the strongest comparisons.`,
      tie: (who) =>
        `Tie between ${who}: none of them goes before another along the strongest comparisons.`,
    },
    runoff: {
      atOnce: (who, votes, ballots, one) =>
        `${who} comes first in the first round: ${votes} of ${ballots} ${one ? 'ranks' : 'rank'} it first, more than half.`,
      later: (who, round, votes, left, one) =>
        `${who} comes first in round ${round}: ${votes} of ${left} that still ${one ? 'names' : 'name'} an option ${one ? 'goes' : 'go'} to it, more than half.`,
      gone: (rounds) => ` Dropped out before: ${rounds.join(', then ')}.`,
      tie: (who, round, ballots) => `Tie between ${who} in round ${round}: ${ballots} for each.`,
      undecided: (who, round) =>
        `Tie: in round ${round} nothing says which of the last ones drops out, and depending on that ${who} could come first.`,
      whatever: (who, round) =>
        `${who} comes first: in round ${round} nothing says which of the last ones drops out, but the result is the same in any case.`,
      tooManyWays: (round) =>
        `In round ${round} nothing says which of the last ones drops out, and there are too many orders of elimination to follow them all: no option can be named as the winner.`,
    },
  },
};
