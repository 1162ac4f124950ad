import type { QuestionView } from 'consultation-core/contract';
import { explainQuestion, type Question, type QuestionResult } from 'consultation-core/vote';
import type { View } from '../view.ts';
import { ApprovalTable, JudgmentTable, PairsTable, RoundsTable } from './question-tables.tsx';

/** Who is first and why, in a sentence, then the counts that it is read off. */
export function QuestionResultView(props: {
  readonly view: View;
  readonly question: Question;
  readonly tally: QuestionView['tally'];
  /** Of the labels. */
  readonly language: string;
}) {
  const { view, question, language } = props;
  const { t, format } = view.i18n;
  const { result } = props.tally;
  if (result === null) return <p className="result-empty">{t('tally.sealed')}</p>;
  if (result.ballots === 0) return <p className="result-empty">{t('tally.none')}</p>;
  return (
    <div className="question-result">
      <p className="outcome">{explainQuestion(question, result, view.i18n.language)}</p>
      {result.ballots > result.blank && (
        <Table view={view} question={question} result={result} language={language} />
      )}
      <p className="note">
        {t('question.ballots', {
          ballots: format.number(result.ballots),
          count: result.ballots,
          blank: result.blank,
        })}
      </p>
    </div>
  );
}

export interface TableProps<Result extends QuestionResult = QuestionResult> {
  readonly view: View;
  readonly question: Question;
  readonly result: Result;
  readonly language: string;
}

function Table({ result, ...rest }: TableProps) {
  switch (result.method) {
    case 'approval@1':
      return <ApprovalTable {...rest} result={result} />;
    case 'majority-judgment@1':
      return <JudgmentTable {...rest} result={result} />;
    case 'schulze@1':
      return <PairsTable {...rest} result={result} />;
    case 'instant-runoff@1':
      return <RoundsTable {...rest} result={result} />;
  }
}
