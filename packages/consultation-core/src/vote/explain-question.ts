import type { ApprovalResult } from './approval.ts';
import type { Option } from './common.ts';
import { gradeWords, type QuestionWords, questionWords } from './explain-question-words.ts';
import type { ResultLanguage } from './explain-words.ts';
import type { RunoffResult } from './instant-runoff.ts';
import type { JudgmentResult } from './majority-judgment.ts';
import { labelsOf, type Question, type QuestionResult } from './question.ts';

export { gradeWords } from './explain-question-words.ts';

/** Numbers and names as they are printed. */
interface Printed {
  readonly words: QuestionWords;
  readonly language: ResultLanguage;
  readonly number: (count: number) => string;
  readonly one: (count: number) => boolean;
  readonly name: (option: Option) => string;
  readonly and: (options: readonly Option[]) => string;
  readonly or: (options: readonly Option[]) => string;
  readonly expressed: (count: number) => string;
}

function printed(question: Pick<Question, 'options'>, language: ResultLanguage): Printed {
  const words = questionWords[language];
  const format = new Intl.NumberFormat(words.locale);
  const plural = new Intl.PluralRules(words.locale);
  const number = (count: number) => format.format(count);
  const one = (count: number) => plural.select(count) === 'one';
  const label = labelsOf(question);
  const name = (option: Option) => words.quote(label(option));
  const list = (type: 'conjunction' | 'disjunction') => {
    const lists = new Intl.ListFormat(words.locale, { type });
    return (options: readonly Option[]) => lists.format(options.map(name));
  };
  return {
    words,
    language,
    number,
    one,
    name,
    and: list('conjunction'),
    or: list('disjunction'),
    expressed: (count) => words.expressed(number(count), one(count)),
  };
}

function byApproval(result: ApprovalResult, at: Printed): string {
  const { winners, standings } = result;
  const { approval, approvals } = at.words;
  const ballots = at.expressed(result.ballots - result.blank);
  const most = standings[0]?.approvals ?? 0;
  const first = approvals(at.number(most), at.one(most));
  if (winners.length > 1) return approval.tie(at.and(winners), first, ballots);
  const count = standings[winners.length]?.approvals ?? 0;
  const next = standings.filter((one) => one.place > 1 && one.approvals === count);
  return (
    approval.first(at.and(winners), first, ballots) +
    approval.next(at.and(next.map(({ option }) => option)), at.number(count))
  );
}

function byJudgment(result: JudgmentResult, at: Printed): string {
  const { winners, standings, ballots, blank } = result;
  const { judgment, quote } = at.words;
  const inWords = gradeWords[at.language];
  const grade = (name: string | null) => quote(inWords[name as keyof typeof inWords] ?? name ?? '');
  const [first, second] = standings;
  if (winners.length > 1 || first === undefined || second === undefined) {
    return judgment.tie(at.and(winners));
  }
  const same = standings.filter((one) => one.grade === first.grade).map(({ option }) => option);
  if (same.length > 1)
    return judgment.same(at.and(same), grade(first.grade), at.name(first.option));
  const expressed = ballots - blank;
  const asGood = expressed - first.below;
  const next = standings.filter(({ place }) => place === second.place);
  return (
    judgment.first(
      at.name(first.option),
      grade(first.grade),
      at.number(asGood),
      at.expressed(expressed),
      at.one(asGood)
    ) + judgment.next(at.and(next.map(({ option }) => option)), grade(second.grade))
  );
}

function bySchulze(
  { winners, preferences }: Extract<QuestionResult, { method: 'schulze@1' }>,
  options: readonly Option[],
  at: Printed
): string {
  const { schulze } = at.words;
  const [winner] = winners;
  if (winners.length > 1 || winner === undefined) return schulze.tie(at.and(winners));
  const size = options.length;
  const row = options.indexOf(winner);
  const rivals = options
    .map((option, index) => ({
      option,
      wins: preferences[row * size + index] ?? 0,
      losses: preferences[index * size + row] ?? 0,
    }))
    .filter(({ option }) => option !== winner);
  if (rivals.some(({ wins, losses }) => wins <= losses)) return schulze.byPaths(at.name(winner));
  const closest = rivals.reduce((a, b) => (b.wins - b.losses < a.wins - a.losses ? b : a));
  return (
    schulze.first(at.name(winner)) +
    schulze.closest(at.name(closest.option), at.number(closest.wins), at.number(closest.losses))
  );
}

function byRunoff({ winners, rounds }: RunoffResult, at: Printed): string {
  const { runoff } = at.words;
  const round = at.number(rounds.length);
  const [winner] = winners;
  const last = rounds.at(-1);
  if (last?.by === 'too-many-ways') return runoff.tooManyWays(round);
  if (winner === undefined || last === undefined) return at.words.onlyBlank;
  if (last.by === 'undecided') {
    return winners.length > 1
      ? runoff.undecided(at.or(winners), round)
      : runoff.whatever(at.name(winner), round);
  }
  const votes = last.counts.find(({ option }) => option === winner)?.votes ?? 0;
  const count = at.number(votes);
  if (winners.length > 1) {
    return runoff.tie(at.and(winners), round, at.words.ballots(count, at.one(votes)));
  }
  const left = last.counts.reduce((sum, one) => sum + one.votes, 0);
  if (rounds.length === 1) {
    return runoff.atOnce(at.name(winner), count, at.expressed(left), at.one(votes));
  }
  const ballots = at.words.ballots(at.number(left), at.one(left));
  const gone = rounds.slice(0, -1).map(({ eliminated }) => eliminated);
  return (
    runoff.later(at.name(winner), round, count, ballots, at.one(votes)) +
    runoff.gone(
      gone.map((options) => at.and(options)),
      gone.flat().length === 1
    )
  );
}

/**
 * Says what a question came to and why: who is first, or between whom there is a tie, with the counts that decide it, or
 * that a tie cannot be followed to its end, then how many ballots are blank. Such as « “Gardens” comes first: 12 approvals
 * on 20 ballots that are not blank; next “Benches”, with 9. ». `result` is what `countQuestion` gives for this question, or
 * what was published as it; nothing is counted here. Plain text, one or two sentences, with numbers as in the language.
 */
export function explainQuestion(
  question: Pick<Question, 'options'>,
  result: QuestionResult,
  language: ResultLanguage
): string {
  const at = printed(question, language);
  const { words } = at;
  const { ballots, blank } = result;
  if (ballots === 0) return words.nobody;
  if (blank === ballots) return words.onlyBlank;
  const sentence = sentenceOf(question, result, at);
  return blank === 0 ? sentence : `${sentence} ${words.blank(at.number(blank), at.one(blank))}`;
}

function sentenceOf(
  { options }: Pick<Question, 'options'>,
  result: QuestionResult,
  at: Printed
): string {
  switch (result.method) {
    case 'approval@1':
      return byApproval(result, at);
    case 'majority-judgment@1':
      return byJudgment(result, at);
    case 'schulze@1':
      return bySchulze(
        result,
        options.map(({ id }) => id),
        at
      );
    case 'instant-runoff@1':
      return byRunoff(result, at);
  }
}
