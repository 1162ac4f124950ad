import {
  type Choice,
  type Grade,
  gradeWords,
  labelsOf,
  type Paper,
  type Question,
  readPaper,
} from 'consultation-core/vote';
import { langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';
import { choiceText } from './tally.tsx';

/** A grade as people read it; one without a word shows its own name. */
export function gradeText(view: View, grade: string): string {
  return gradeWords[view.i18n.language][grade as Grade] ?? grade;
}

/** With a capital, for a place of its own. */
export function gradeTitle(view: View, grade: string): string {
  const words = gradeText(view, grade);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A ballot on a question in words, as a list; a word that is none is shown as it is. */
export function PaperWords(props: {
  readonly view: View;
  readonly question: Question;
  readonly choice: Choice;
  /** Of the labels, where it is known. */
  readonly language?: string | undefined;
}) {
  const { view, question, choice } = props;
  const { t } = view.i18n;
  const paper = readPaper(question, choice);
  if (paper === null) return <p>{choiceText(view, choice)}</p>;
  const lines = linesOf(view, question, paper);
  if (lines.length === 0) return <p className="paper-blank">{t('question.blankBallot')}</p>;
  const lang = props.language === undefined ? {} : langOf(view, props.language);
  const List = 'ranking' in paper ? 'ol' : 'ul';
  return (
    <List className="paper">
      {lines.map(({ labels, note }) => (
        <li key={labels.join()}>
          {labels.map((label, index) => (
            <span key={label}>
              {index > 0 && ` ${t('question.equal')} `}
              <span {...lang}>{label}</span>
            </span>
          ))}
          {note && (
            <>
              {t('question.colon')}
              <strong>{note}</strong>
            </>
          )}
        </li>
      ))}
    </List>
  );
}

interface Line {
  readonly labels: readonly string[];
  readonly note?: string;
}

function linesOf(view: View, question: Question, paper: Paper): readonly Line[] {
  const { options } = question;
  const label = labelsOf(question);
  switch (paper.method) {
    case 'approval@1':
      return paper.approved.map((option) => ({ labels: [label(option)] }));
    case 'majority-judgment@1': {
      if (Object.keys(paper.grades).length === 0) return [];
      return options.map(({ id }) => {
        const grade = paper.grades[id];
        const note = grade === undefined ? view.i18n.t('question.noGrade') : gradeText(view, grade);
        return { labels: [label(id)], note };
      });
    }
    case 'schulze@1':
    case 'instant-runoff@1':
      return paper.ranking.map((group) => ({ labels: group.map(label) }));
  }
}
