import { Link, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import type { ResultsView } from 'consultation-core/contract';
import { explainQuestion } from 'consultation-core/vote';
import { DataTable } from '../../components/data-table.tsx';
import { useMessages } from '../../lib/messages.ts';
import { Heads } from './heads.tsx';

/** What came of each question, in the sentence that its public page has; all figures are there. */
export function QuestionTable({
  questions,
  publicUrl,
}: Pick<ResultsView, 'questions'> & { publicUrl: string }) {
  const { t, number, locale } = useMessages();
  const names = ['question', 'ballots', 'result'];
  const language = locale.startsWith('fr') ? 'fr' : 'en';
  return (
    <DataTable colCount={names.length} rowCount={questions.length + 1}>
      <Heads names={names} />
      <Tbody>
        {questions.map(({ question, ballots, tally: { method, result } }) => (
          <Tr key={question.id}>
            <Td>
              <Link href={`${publicUrl}/questions/${question.id}`} isExternal>
                {question.title}
              </Link>
              <Typography tag="p" variant="pi" textColor="neutral600">
                {t(`questions.method.${method}`)}
              </Typography>
            </Td>
            <Td>
              <Typography>{ballots === null ? t('counts.sealed') : number(ballots)}</Typography>
            </Td>
            <Td>
              <Typography>
                {result === null ? '–' : explainQuestion(question, result, language)}
              </Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </DataTable>
  );
}
