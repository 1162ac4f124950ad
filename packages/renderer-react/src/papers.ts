import {
  blankChoice,
  type Choice,
  grades,
  type Paper,
  type Question,
  type Ranking,
  readPaper,
  writePaper,
} from 'consultation-core/vote';

/** What is filled in for each option, by the name of its field: `1`, a grade, or a rank; nothing where it is left out. */
export type Filled = Readonly<Record<string, string>>;

/** Name and id of the control of an option. */
export const fieldOf = (option: string): string => `option-${option}`;

/** Id of the set of all controls. */
export const wholePaper = 'vote-choices';

/** Why what is filled in is no ballot. `field` is the control to go to. */
export type Mistake =
  | { readonly kind: 'nothing'; readonly field: string }
  | { readonly kind: 'unknown'; readonly field: string; readonly option: string }
  /** No option has rank `missing`, yet one has `rank`. */
  | {
      readonly kind: 'gap';
      readonly field: string;
      readonly option: string;
      readonly missing: number;
      readonly rank: number;
    }
  | {
      readonly kind: 'same-rank';
      readonly field: string;
      readonly options: readonly string[];
      readonly rank: number;
    };

type Read<T> = { readonly paper: T } | { readonly mistakes: readonly Mistake[] };

/** The ballot that a form holds, in one word, or all that keeps it from being one. */
export function answerOf(
  question: Question,
  filled: Filled
): { readonly choice: Choice } | { readonly mistakes: readonly Mistake[] } {
  const given = question.options.flatMap(({ id }) => {
    const value = filled[fieldOf(id)]?.trim() ?? '';
    return value === '' ? [] : [{ option: id, value }];
  });
  if (given.length === 0) return { mistakes: [{ kind: 'nothing', field: wholePaper }] };
  const read = paperOf(question, given);
  return 'mistakes' in read ? read : { choice: writePaper(question, read.paper) };
}

type Given = readonly { readonly option: string; readonly value: string }[];

function paperOf({ method }: Question, given: Given): Read<Paper> {
  const unknown = (fits: (value: string) => boolean) =>
    given.flatMap(({ option, value }): Mistake[] =>
      fits(value) ? [] : [{ kind: 'unknown', field: fieldOf(option), option }]
    );
  switch (method) {
    case 'approval@1': {
      const mistakes = unknown((value) => value === '1');
      if (mistakes.length > 0) return { mistakes };
      return { paper: { method, approved: given.map(({ option }) => option) } };
    }
    case 'majority-judgment@1': {
      const mistakes = unknown((value) => (grades as readonly string[]).includes(value));
      if (mistakes.length > 0) return { mistakes };
      const graded = Object.fromEntries(given.map(({ option, value }) => [option, value]));
      return { paper: { method, grades: graded } };
    }
    case 'schulze@1':
    case 'instant-runoff@1': {
      const mistakes = unknown((value) => /^[1-9][0-9]?$/.test(value));
      if (mistakes.length > 0) return { mistakes };
      const read = rankingOf(given, method === 'schulze@1');
      return 'mistakes' in read ? read : { paper: { method, ranking: read.paper } };
    }
  }
}

/** Options by their rank. Where equal ranks are refused they are what is wrong: a gap may be due to them alone. */
function rankingOf(given: Given, equals: boolean): Read<Ranking> {
  const groups = new Map<number, string[]>();
  for (const { option, value } of given) {
    const rank = Number(value);
    groups.set(rank, [...(groups.get(rank) ?? []), option]);
  }
  const sorted = [...groups].sort(([a], [b]) => a - b);
  const same = sorted.flatMap(([rank, options]): Mistake[] =>
    options.length > 1 && !equals
      ? [{ kind: 'same-rank', field: fieldOf(options[1] ?? ''), options, rank }]
      : []
  );
  if (same.length > 0) return { mistakes: same };
  const at = sorted.findIndex(([rank], index) => rank !== index + 1);
  const [rank = 0, [option = ''] = []] = sorted[at] ?? [];
  if (at >= 0) {
    return { mistakes: [{ kind: 'gap', field: fieldOf(option), option, missing: at + 1, rank }] };
  }
  return { paper: sorted.map(([, options]) => options) };
}

/** A ballot as the fields of the form hold it; nothing for a blank one, and for a word that is none. */
export function filledOf(question: Question, choice: Choice | null): Filled {
  const paper = choice === null ? null : readPaper(question, choice);
  if (paper === null) return {};
  switch (paper.method) {
    case 'approval@1':
      return Object.fromEntries(paper.approved.map((option) => [fieldOf(option), '1']));
    case 'majority-judgment@1':
      return Object.fromEntries(
        Object.entries(paper.grades).map(([option, grade]) => [fieldOf(option), grade])
      );
    case 'schulze@1':
    case 'instant-runoff@1':
      return Object.fromEntries(
        paper.ranking.flatMap((group, index) =>
          group.map((option) => [fieldOf(option), String(index + 1)])
        )
      );
  }
}

export const isBlank = (choice: Choice | null): boolean => choice === blankChoice;

/** Whether the options are put in an order, rather than each looked at by itself. */
export const isRanked = ({ method }: Pick<Question, 'method'>): boolean =>
  method === 'schulze@1' || method === 'instant-runoff@1';
