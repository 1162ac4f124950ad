import { Flex, Link, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import type { ResultsView } from 'consultation-core/contract';
import { useLoaded } from '../../api/staff-api.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Loaded, Panel, Stack } from '../../components/frame.tsx';
import { AmendmentTag } from '../../components/state-tag.tsx';
import { isImportedOnly, TallyBar, TallyLine } from '../../components/tally.tsx';
import { useMessages } from '../../lib/messages.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { Heads } from './heads.tsx';
import { QuestionTable } from './question-table.tsx';

/** What the public sees of the results, in tables. */
export function ResultsPage({ consultation }: TabProps) {
  const { t } = useMessages();
  const { answer } = useLoaded('getResults', { params: { id: consultation.id } });
  return (
    <Loaded answer={answer}>
      {(results) => (
        <Stack>
          {results.sealed && <Typography>{t('results.sealed')}</Typography>}
          {consultation.state !== 'draft' && (
            <Flex gap={5} wrap="wrap">
              <Link href={`${results.publicUrl}/results`} isExternal>
                {t('results.public')}
              </Link>
              <Link href={`${results.publicUrl}/results.csv`} isExternal>
                {t('results.csv')}
              </Link>
              <Link href={`${results.publicUrl}/results.json`} isExternal>
                {t('results.json')}
              </Link>
            </Flex>
          )}
          {results.questions.length > 0 && (
            <Panel title={t('results.questions', { count: results.questions.length })}>
              <QuestionTable questions={results.questions} publicUrl={results.publicUrl} />
            </Panel>
          )}
          <Panel title={t('results.articles', { count: results.articles.length })}>
            <ArticleTable articles={results.articles} />
          </Panel>
          <Panel title={t('results.amendments', { count: results.amendments.length })}>
            <AmendmentTable amendments={results.amendments} />
          </Panel>
        </Stack>
      )}
    </Loaded>
  );
}

function Opinion({
  one,
}: {
  one: ResultsView['articles'][number] | ResultsView['amendments'][number];
}) {
  const { t } = useMessages();
  return (
    <>
      <Td>
        <TallyLine tally={one.tally} />
        <TallyBar tally={one.tally} />
      </Td>
      <Td>
        <Typography>
          {isImportedOnly(one.tally)
            ? t('outcome.imported')
            : one.tally.outcome === null
              ? '–'
              : t(`outcome.${one.tally.outcome.kind}`)}
        </Typography>
      </Td>
      <Td>
        <Typography>{t('results.arguments', { ...one.arguments })}</Typography>
      </Td>
    </>
  );
}

function ArticleTable({ articles }: Pick<ResultsView, 'articles'>) {
  const { number } = useMessages();
  const names = ['article', 'votes', 'outcome', 'arguments', 'amendments'];
  return (
    <DataTable colCount={names.length} rowCount={articles.length + 1}>
      <Heads names={names} />
      <Tbody>
        {articles.map((one) => (
          <Tr key={one.id}>
            <Td>
              <Typography>{[one.label, one.title].filter(Boolean).join(' – ')}</Typography>
            </Td>
            <Opinion one={one} />
            <Td>
              <Typography>{number(one.amendments)}</Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </DataTable>
  );
}

function AmendmentTable({ amendments }: Pick<ResultsView, 'amendments'>) {
  const names = ['amendment', 'votes', 'outcome', 'arguments', 'status'];
  return (
    <DataTable colCount={names.length} rowCount={amendments.length + 1}>
      <Heads names={names} />
      <Tbody>
        {amendments.map((one) => (
          <Tr key={one.id}>
            <Td>
              <Typography>
                {one.number}. {one.title}
              </Typography>
            </Td>
            <Opinion one={one} />
            <Td>
              <AmendmentTag status={one.status} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </DataTable>
  );
}
