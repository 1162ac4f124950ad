import * as approval from './approval.ts';
import { checkOptions, checkWeight, finder, type Option } from './common.ts';
import * as instantRunoff from './instant-runoff.ts';
import * as majorityJudgment from './majority-judgment.ts';
import { method } from './methods.ts';
import type { Ranking } from './ranking.ts';
import * as schulze from './schulze.ts';
import type { Choice, MethodName } from './types.ts';

/** Ways to choose among several options. The name is stored with every ballot box and published with every result. */
export const questionMethods = [
  'approval@1',
  'majority-judgment@1',
  'schulze@1',
  'instant-runoff@1',
] as const;
export type QuestionMethod = (typeof questionMethods)[number];

/** As much of a question as its ballots hang on. */
export interface QuestionRules {
  readonly method: QuestionMethod;
  /** In the order of the paper. */
  readonly options: readonly { readonly id: Option }[];
}

/** A question that people answer by choosing among options, beside what they say of the text itself. */
export interface Question extends QuestionRules {
  readonly id: string;
  readonly title: string;
  /** Plain text, paragraphs parted by empty lines; may be empty. */
  readonly explanation: string;
  readonly options: readonly { readonly id: Option; readonly label: string }[];
}

/** The grades of every question that is answered by grades, best first. */
export const grades = majorityJudgment.sixGrades;
export type Grade = (typeof grades)[number];

/** What is on a ballot paper. One that names nothing is blank, and is counted as such. */
export type Paper =
  | { readonly method: 'approval@1'; readonly approved: readonly Option[] }
  | {
      readonly method: 'majority-judgment@1';
      readonly grades: Readonly<Record<Option, string>>;
    }
  | { readonly method: 'schulze@1'; readonly ranking: Ranking }
  | { readonly method: 'instant-runoff@1'; readonly ranking: Ranking };

export type QuestionResult =
  | approval.ApprovalResult
  | majorityJudgment.JudgmentResult
  | (schulze.SchulzeResult & Pick<schulze.SchulzeTally, 'preferences'>)
  | instantRunoff.RunoffResult;

/** The ballot that names nothing. */
export const blankChoice = 'blank';

/** What the name of an option must look like, so that a ballot is one short word: a letter, then letters and digits. */
export const optionPattern = /^(?!blank$)[a-z][a-z0-9]{0,7}$/;
/** Options that a question has at most: a paper has to be read on a phone. */
export const optionLimit = 20;
/** Length of the longest ballot that a question can have. */
export const choiceLimit = optionLimit * (8 + 1 + 12 + 1);

/** Where each option is on the paper. Throws RangeError for options that no question can have. */
function placesOf(options: QuestionRules['options']): ReadonlyMap<Option, number> {
  for (const { id } of options) {
    if (!optionPattern.test(id)) throw new RangeError(`${JSON.stringify(id)} names no option`);
  }
  return new Map(checkOptions(options.map(({ id }) => id)).map((id, place) => [id, place]));
}

const allGrades: ReadonlySet<string> = new Set(grades);

/**
 * Reads what `writePaper` wrote; null for every other word, another spelling of a ballot included. Made once for many
 * words. Throws RangeError for options that no question can have.
 */
export function paperReader({ method, options }: QuestionRules): (choice: Choice) => Paper | null {
  const places = placesOf(options);
  // The number of the ballot that named each option last.
  const seen = new Float64Array(places.size);
  let reading = 0;

  /** Whether all are on the paper, in its order, and were not on this ballot before. */
  function areNext(some: readonly Option[]): boolean {
    let last = -1;
    for (const option of some) {
      const place = places.get(option);
      if (place === undefined || place <= last || seen[place] === reading) return false;
      seen[place] = reading;
      last = place;
    }
    return true;
  }

  function gradesOf(parts: readonly string[]): Readonly<Record<Option, string>> | null {
    const given: Record<Option, string> = {};
    const graded: Option[] = [];
    for (const part of parts) {
      const at = part.indexOf(':');
      const option = part.slice(0, at);
      const grade = part.slice(at + 1);
      if (at < 0 || !places.has(option) || !allGrades.has(grade)) return null;
      given[option] = grade;
      graded.push(option);
    }
    return areNext(graded) ? given : null;
  }

  return (choice) => {
    if (choice.length > choiceLimit) return null;
    reading += 1;
    const parts = (separator: string) => (choice === blankChoice ? [] : choice.split(separator));
    switch (method) {
      case 'approval@1': {
        const approved = parts(',');
        return areNext(approved) ? { method, approved } : null;
      }
      case 'majority-judgment@1': {
        const given = gradesOf(parts(','));
        return given && { method, grades: given };
      }
      case 'schulze@1':
      case 'instant-runoff@1': {
        const ranking = parts('>').map((one) => (one.includes('=') ? one.split('=') : [one]));
        const isSingle = method === 'schulze@1' || ranking.every(({ length }) => length === 1);
        return isSingle && ranking.every(areNext) ? { method, ranking } : null;
      }
    }
  };
}

/** What `paperReader` reads, of one word. */
export const readPaper = (question: QuestionRules, choice: Choice): Paper | null =>
  paperReader(question)(choice);

/**
 * A ballot in one word, the same for the same ballot: approved options `a,c`; grades `a:good,b:to-reject`; a ranking
 * from the most liked `b>a=c`, as lists of preferences are written in social choice; `blank`. Options of one rank, and
 * those that are approved or graded, stand in the order of the paper. This is what the journal and open data hold.
 * Throws RangeError for a paper that the question does not allow: of another method, with an option or a grade that is
 * not there, an option twice, an empty rank, or equal ranks at instant run-off.
 */
export function writePaper(question: QuestionRules, paper: Paper): Choice {
  const places = placesOf(question.options);
  const find = finder([...places.keys()], 'option');
  const findGrade = finder(grades, 'grade');
  const inOrder = (some: readonly Option[]) =>
    some
      .map(find)
      .sort((a, b) => a - b)
      .map((place) => (question.options[place] as { id: Option }).id);
  const rank = (group: readonly Option[]) => {
    if (group.length === 0) throw new RangeError('A rank of this ballot names no option');
    return inOrder(group).join('=');
  };
  const word = () => {
    switch (paper.method) {
      case 'approval@1':
        return inOrder(paper.approved).join(',');
      case 'majority-judgment@1':
        return inOrder(Object.keys(paper.grades))
          .map((option) => `${option}:${grades[findGrade(paper.grades[option] as string)]}`)
          .join(',');
      case 'schulze@1':
      case 'instant-runoff@1':
        return paper.ranking.map(rank).join('>');
    }
  };
  const { method } = question;
  if (paper.method !== method) {
    throw new RangeError(`The question is answered by ${method}, not ${paper.method}`);
  }
  const choice = word() || blankChoice;
  if (readPaper(question, choice) === null) throw new RangeError(`${choice} is no ballot`);
  return choice;
}

const rankingsOf = (paper: Paper) => ('ranking' in paper ? [paper.ranking] : []);

/** Papers by how many there are of each, so that those of one number are counted in one go. */
function byNumber(
  question: QuestionRules,
  counts: Readonly<Record<Choice, number>>
): ReadonlyMap<number, readonly Paper[]> {
  const read = paperReader(question);
  const groups = new Map<number, Paper[]>();
  for (const [choice, count] of Object.entries(counts)) {
    if (count === 0) continue;
    const paper = read(choice);
    if (paper === null) throw new RangeError(`${JSON.stringify(choice)} is no ballot`);
    const group = groups.get(count);
    if (group) group.push(paper);
    else groups.set(count, [paper]);
  }
  return groups;
}

/**
 * Counts a box of ballots that are written as words, with how many there are of each: what adding them one by one to
 * the tally of the method gives. Throws RangeError for a word that is no ballot of the question, for a count that is none
 * and for more than doubles count exactly; what there are 0 of is not read.
 */
export function countQuestion(
  question: QuestionRules,
  counts: Readonly<Record<Choice, number>>
): QuestionResult {
  const options = question.options.map(({ id }) => id);
  const groups = byNumber(question, counts);
  switch (question.method) {
    case 'approval@1': {
      let tally = approval.empty(options);
      for (const [weight, papers] of groups) {
        const ballots = papers.flatMap((one) => ('approved' in one ? [one.approved] : []));
        tally = approval.addAll(tally, ballots, weight);
      }
      return approval.result(tally);
    }
    case 'majority-judgment@1': {
      let tally = majorityJudgment.empty(options, grades);
      for (const [weight, papers] of groups) {
        const ballots = papers.flatMap((one) => ('grades' in one ? [one.grades] : []));
        tally = majorityJudgment.addAll(tally, ballots, weight);
      }
      return majorityJudgment.result(tally);
    }
    case 'schulze@1': {
      let tally = schulze.empty(options);
      for (const [weight, papers] of groups) {
        tally = schulze.addAll(tally, papers.flatMap(rankingsOf), weight);
      }
      return { ...schulze.result(tally), preferences: tally.preferences };
    }
    case 'instant-runoff@1': {
      // Words differ, so papers do; nothing hangs on their order.
      const papers = [...groups].flatMap(([weight, some]) => {
        checkWeight(weight);
        return some.flatMap(rankingsOf).map((ranking) => ({ ranking: ranking.flat(), weight }));
      });
      return instantRunoff.result({ ...instantRunoff.empty(options), papers });
    }
  }
}

/** What options are called on the paper; one that is not on it is called by its name. */
export function labelsOf({ options }: Pick<Question, 'options'>): (option: Option) => string {
  const labels = new Map(options.map(({ id, label }) => [id, label]));
  return (option) => labels.get(option) ?? option;
}

/** What a ballot box asks: one method for all items of the text, and each question by its own. */
export interface Boxes {
  readonly method: MethodName;
  readonly questions: readonly (QuestionRules & { readonly id: string })[];
}

/** The question that a target is, such as `question:q1`; undefined where it is another one. */
export function questionAt<T extends { readonly id: string }>(
  questions: readonly T[],
  target: string
): T | undefined {
  return target.startsWith('question:')
    ? questions.find(({ id }) => id === target.slice('question:'.length))
    : undefined;
}

/** Whether a word is a ballot on the target: one of the choices of the method, or a paper of the question. */
export function isChoice({ method: name, questions }: Boxes, target: string, choice: Choice) {
  if (!target.startsWith('question:')) return method(name).choices.includes(choice);
  const question = questionAt(questions, target);
  return question !== undefined && readPaper(question, choice) !== null;
}
