import { Flex, TextButton, Typography } from '@strapi/design-system';
import type { Change } from 'consultation-core/change';
import { articles, type Body, headingLine } from 'consultation-core/text';
import { useState } from 'react';
import { useLoaded } from '../../api/staff-api.ts';
import { DiffView } from '../../components/diff-view.tsx';
import { Loaded, Panel, Stack } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { DraftEditor } from './draft-editor.tsx';

/** The text: in preparation until version 1 is published, to be read from then on. */
export function TextPage(props: TabProps) {
  const { consultation } = props;
  return (
    <Stack>
      {consultation.versions.length === 0 ? <Preparation {...props} /> : <Versions {...props} />}
    </Stack>
  );
}

function Preparation({ consultation, reload }: TabProps) {
  const { answer, reload: loadDraft } = useLoaded('getDraft', { params: { id: consultation.id } });
  const [edition, setEdition] = useState(0);
  return (
    <Loaded answer={answer}>
      {(stored) => (
        <DraftEditor
          key={edition}
          consultation={consultation}
          stored={stored}
          onSaved={reload}
          onReload={async () => {
            await loadDraft();
            setEdition((count) => count + 1);
          }}
          onPublished={reload}
        />
      )}
    </Loaded>
  );
}

function Versions({ consultation }: TabProps) {
  const { t, date } = useMessages();
  const { versions, settings } = consultation;
  const [shown, setShown] = useState(versions.at(-1)?.number ?? 1);
  return (
    <>
      <Panel title={t('text.versions.title')}>
        {consultation.state !== 'answered' && <Typography>{t('text.versions.fixed')}</Typography>}
        <Flex tag="ul" direction="column" alignItems="start" gap={2}>
          {versions.map(({ number, title, publishedAt }) => (
            <li key={number}>
              <Typography>
                {t('text.versions.item', {
                  number,
                  title,
                  at: date(publishedAt, settings.timeZone),
                })}
              </Typography>{' '}
              {number !== shown && (
                <TextButton onClick={() => setShown(number)}>
                  {t('text.versions.read', { number })}
                </TextButton>
              )}
            </li>
          ))}
        </Flex>
      </Panel>
      <Version consultation={consultation.id} number={shown} />
    </>
  );
}

const unchanged: Change = { algorithm: 'change@1', edits: [] };

function Explanations({
  body,
  explanations,
}: {
  body: Body;
  explanations: Readonly<Record<string, string>>;
}) {
  const { t } = useMessages();
  const explained = articles(body).filter(({ id }) => explanations[id]);
  if (explained.length === 0) return null;
  return (
    <Panel title={t('text.explanations.title')}>
      {explained.map(({ id, heading }) => (
        <details key={id}>
          <summary>
            <Typography fontWeight="bold">{headingLine(heading)}</Typography>
          </summary>
          <Typography tag="p" style={{ whiteSpace: 'pre-line' }}>
            {explanations[id]}
          </Typography>
        </details>
      ))}
    </Panel>
  );
}

function Version({ consultation, number }: { consultation: string; number: number }) {
  const { answer } = useLoaded('getVersion', { params: { id: consultation, number } });
  return (
    <Loaded answer={answer}>
      {({ title, body, explanations }) => (
        <>
          <Panel title={title}>
            <DiffView before={body} change={unchanged} whole numbered />
          </Panel>
          <Explanations body={body} explanations={explanations} />
        </>
      )}
    </Loaded>
  );
}
