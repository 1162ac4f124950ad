import { Box, Button, EmptyStateLayout, Flex, Link, Typography } from '@strapi/design-system';
import type { ResponseOf, StaffEndpoints } from 'consultation-core/contract';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { type StaffRefusal, useLoaded, useStaffApi } from '../../api/staff-api.ts';
import { ConfirmButton } from '../../components/confirm.tsx';
import { DiffView } from '../../components/diff-view.tsx';
import { TextAreaField, TextField } from '../../components/fields.tsx';
import { Loaded, Panel, Stack, Trouble } from '../../components/frame.tsx';
import { UnsavedWarning } from '../../components/unsaved.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { screen } from '../../plugin-id.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';

type Computed = ResponseOf<StaffEndpoints['getConsolidation']>;

/** The next version as it comes out of the decisions, and the answer that goes with it. */
export function NextVersionPage(props: TabProps) {
  const { t } = useMessages();
  const { state, versions } = props.consultation;
  if (versions.length === 0) return <EmptyStateLayout content={t('next.noText')} />;
  if (state === 'answered') return <EmptyStateLayout content={t('next.answered')} />;
  return <Consolidation {...props} />;
}

function Consolidation(props: TabProps) {
  const { answer, reload } = useLoaded('getConsolidation', {
    params: { id: props.consultation.id },
  });
  return (
    <Loaded answer={answer}>
      {(computed) => (
        <Stack>
          <WhatGoesIn {...props} computed={computed} />
          <Difference computed={computed} />
          <Publish {...props} computed={computed} recompute={reload} />
        </Stack>
      )}
    </Loaded>
  );
}

function WhatGoesIn({ consultation, computed }: TabProps & { computed: Computed }) {
  const { t } = useMessages();
  const link = ({ id, number, title }: { id: string; number: number; title: string }) => (
    <Link key={id} tag={NavLink} to={screen(`${consultation.id}/amendments/${id}`)}>
      {t('moderation.amendment', { number, title })}
    </Link>
  );
  const { adopted, undecided, collisions, orphans } = computed;
  return (
    <>
      <Panel title={t('next.adopted', { count: adopted.length })}>
        {adopted.length === 0 && <Typography>{t('next.adopted.none')}</Typography>}
        <Flex direction="column" alignItems="start" gap={2}>
          {adopted.map(link)}
        </Flex>
        <Typography textColor={undecided > 0 ? 'neutral800' : 'neutral600'}>
          {t('next.undecided', { count: undecided })}
        </Typography>
      </Panel>
      {collisions.length > 0 && (
        <Panel title={t('next.collisions', { count: collisions.length })}>
          <Typography>{t('next.collisions.text')}</Typography>
          {collisions.map(({ block, amendments, excerpt }) => (
            <Box key={block} padding={4} background="danger100" hasRadius>
              <Typography tag="blockquote">{excerpt}</Typography>
              <Flex direction="column" alignItems="start" gap={2} paddingTop={3}>
                {amendments.map(link)}
              </Flex>
            </Box>
          ))}
        </Panel>
      )}
      {orphans.length > 0 && (
        <Panel title={t('next.orphans', { count: orphans.length })}>
          <Typography>{t('next.orphans.text')}</Typography>
          <Flex direction="column" alignItems="start" gap={2}>
            {orphans.map(link)}
          </Flex>
        </Panel>
      )}
    </>
  );
}

function Difference({ computed }: { computed: Computed }) {
  const { t } = useMessages();
  const [whole, setWhole] = useState(false);
  return (
    <Panel title={t('next.difference', { number: computed.base.number + 1 })}>
      <Box>
        <Button variant="tertiary" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'next.onlyChanged' : 'next.whole')}
        </Button>
      </Box>
      <DiffView before={computed.before} change={computed.change} whole={whole} numbered />
    </Panel>
  );
}

function Publish({
  consultation,
  reload,
  recompute,
  computed,
}: TabProps & { computed: Computed; recompute: () => Promise<void> }) {
  const { t } = useMessages();
  const rights = useRights();
  const api = useStaffApi();
  const [title, setTitle] = useState(() =>
    t('next.title.default', { number: computed.base.number + 1 })
  );
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const [published, setPublished] = useState(false);
  const blocked =
    consultation.state !== 'closed'
      ? t('next.notClosed')
      : computed.collisions.length > 0
        ? t('next.collisions.open')
        : computed.undecided > 0
          ? t('next.undecided.open', { count: computed.undecided })
          : undefined;
  const publish = async () => {
    const answer = await api('publishConsolidation', {
      params: { id: consultation.id },
      body: { fingerprint: computed.fingerprint, title, answer: text },
    });
    if (answer.kind === 'refused') {
      setRefusal(answer);
      // Somebody decided otherwise meanwhile: what was written here stays.
      if (answer.code === 'edited-elsewhere') await recompute();
      return;
    }
    setPublished(true);
    await reload();
  };
  return (
    <Panel title={t('next.publish')}>
      <UnsavedWarning when={text !== '' && !published} />
      {refusal && <Trouble refusal={refusal} />}
      <TextField label={t('next.title')} value={title} onChange={setTitle} required />
      <TextAreaField
        label={t('next.answer')}
        hint={t('next.answer.hint')}
        value={text}
        onChange={setText}
        required
      />
      {blocked && (
        <Typography textColor="neutral800" fontWeight="bold">
          {blocked}
        </Typography>
      )}
      <Box>
        <ConfirmButton
          disabled={
            !rights.publish || blocked !== undefined || text.trim() === '' || title.trim() === ''
          }
          title={t('next.publish')}
          consequence={t('next.publish.consequence')}
          confirm={t('next.publish.confirm')}
          onConfirm={publish}
        >
          {t('next.publish')}
        </ConfirmButton>
      </Box>
    </Panel>
  );
}
