import * as approval from './approval.ts';
import { checkWeight, type Option } from './common.ts';
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

/** Throws RangeError for a paper that the question does not allow: see `add` of each method. */
function check(question: QuestionRules, paper: Paper): void {
  const options = question.options.map(({ id }) => id);
  if (paper.method !== question.method) {
    throw new RangeError(`The question is answered by ${question.method}, not ${paper.method}`);
  }
  switch (paper.method) {
    case 'approval@1':
      approval.add(approval.empty(options), paper.approved);
      return;
    case 'majority-judgment@1':
      majorityJudgment.add(majorityJudgment.empty(options, grades), paper.grades);
      return;
    case 'schulze@1':
      schulze.add(schulze.empty(options), paper.ranking);
      return;
    case 'instant-runoff@1':
      instantRunoff.add(instantRunoff.empty(options), singles(paper.ranking));
      return;
  }
}

/** One option at each rank. Throws RangeError where several have the same. */
function singles(ranking: Ranking): instantRunoff.RunoffBallot {
  return ranking.map((group) => {
    if (group.length !== 1)
      throw new RangeError('This way of counting has one option at each rank');
    return group[0] as Option;
  });
}

/**
 * A ballot in one word, the same for the same ballot: approved options `a,c`; grades `a:good,b:to-reject`; a ranking
 * from the most liked `b>a=c`, as lists of preferences are written in social choice; `blank`. Options of one rank, and
 * those that are approved or graded, stand in the order of the paper. This is what the journal and open data hold.
 * Throws RangeError for a paper that the question does not allow.
 */
export function writePaper(question: QuestionRules, paper: Paper): Choice {
  check(question, paper);
  const place = new Map(question.options.map(({ id }, index) => [id, index]));
  const inOrder = (options: readonly Option[]) =>
    [...options].sort((a, b) => (place.get(a) as number) - (place.get(b) as number));
  switch (paper.method) {
    case 'approval@1':
      return inOrder(paper.approved).join(',') || blankChoice;
    case 'majority-judgment@1':
      return (
        inOrder(Object.keys(paper.grades))
          .map((option) => `${option}:${paper.grades[option]}`)
          .join(',') || blankChoice
      );
    case 'schulze@1':
    case 'instant-runoff@1':
      return paper.ranking.map((group) => inOrder(group).join('=')).join('>') || blankChoice;
  }
}

function parsed(method: QuestionMethod, choice: Choice): Paper {
  const isBlank = choice === blankChoice;
  const parts = (separator: string) => (isBlank ? [] : choice.split(separator));
  switch (method) {
    case 'approval@1':
      return { method, approved: parts(',') };
    case 'majority-judgment@1':
      return {
        method,
        grades: Object.fromEntries(
          parts(',').map((part) => {
            const at = part.indexOf(':');
            return [part.slice(0, at), part.slice(at + 1)];
          })
        ),
      };
    case 'schulze@1':
    case 'instant-runoff@1':
      return { method, ranking: parts('>').map((group) => group.split('=')) };
  }
}

/** Reads what `writePaper` wrote; null for every other word, another spelling of a ballot included. */
export function readPaper(question: QuestionRules, choice: Choice): Paper | null {
  if (choice.length > choiceLimit) return null;
  const paper = parsed(question.method, choice);
  try {
    return writePaper(question, paper) === choice ? paper : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Counts a box of ballots that are written as words, with how many there are of each. Throws RangeError for a word that
 * is no ballot of the question, and for a count that is none.
 */
export function countQuestion(
  question: QuestionRules,
  counts: Readonly<Record<Choice, number>>
): QuestionResult {
  const options = question.options.map(({ id }) => id);
  const papers = Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([choice, weight]) => {
      const paper = readPaper(question, choice);
      if (paper === null) throw new RangeError(`${JSON.stringify(choice)} is no ballot`);
      return { paper, weight };
    });
  switch (question.method) {
    case 'approval@1': {
      let tally = approval.empty(options);
      for (const { paper, weight } of papers) {
        if (paper.method === 'approval@1') tally = approval.add(tally, paper.approved, weight);
      }
      return approval.result(tally);
    }
    case 'majority-judgment@1': {
      let tally = majorityJudgment.empty(options, grades);
      for (const { paper, weight } of papers) {
        if (paper.method === 'majority-judgment@1') {
          tally = majorityJudgment.add(tally, paper.grades, weight);
        }
      }
      return majorityJudgment.result(tally);
    }
    case 'schulze@1': {
      let tally = schulze.empty(options);
      for (const { paper, weight } of papers) {
        if (paper.method === 'schulze@1') tally = schulze.add(tally, paper.ranking, weight);
      }
      return { ...schulze.result(tally), preferences: tally.preferences };
    }
    case 'instant-runoff@1': {
      // One by one, each would be sorted in anew.
      const parts = papers.flatMap(({ paper, weight }) =>
        paper.method === 'instant-runoff@1'
          ? [{ ranking: singles(paper.ranking), weight: checkWeight(weight) }]
          : []
      );
      const tally = { ...instantRunoff.empty(options), papers: parts };
      return instantRunoff.result(instantRunoff.merge(tally));
    }
  }
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
