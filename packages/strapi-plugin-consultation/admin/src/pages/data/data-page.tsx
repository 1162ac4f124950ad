import { Alert, Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import type { StaffJournal } from 'consultation-core/contract';
import { useEffect, useState } from 'react';
import { type StaffRefusal, useLoaded, useStaffApi } from '../../api/staff-api.ts';
import { ConfirmButton } from '../../components/confirm.tsx';
import { Loaded, Panel, Stack, Trouble } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { EditionTable } from './edition-table.tsx';

/** Milliseconds between two looks at how far an edition is. */
const patience = 2_000;

type Act = 'makeEdition' | 'rotateKey' | 'continueJournal';

/** The journal and the open data of a consultation: their state, and what can be done by hand. */
export function DataPage({ consultation }: TabProps) {
  const { id, settings, state } = consultation;
  const request = { params: { id } };
  const { answer, reload } = useLoaded('getJournal', request);
  const api = useStaffApi();
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const isRunning = answer?.kind === 'ok' && answer.data.running !== null;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void reload(), patience);
    return () => clearInterval(timer);
  }, [isRunning, reload]);
  const act = async (name: Act) => {
    const done = await api(name, request);
    setRefusal(done.kind === 'refused' ? done : undefined);
    await reload();
  };
  return (
    <Loaded answer={answer}>
      {(journal) => (
        <Stack>
          {refusal && <Trouble refusal={refusal} />}
          {journal.halted !== null && (
            <Halted why={journal.halted} onContinue={() => act('continueJournal')} />
          )}
          <Journal journal={journal} timeZone={settings.timeZone} />
          <Audit id={id} onRotate={() => act('rotateKey')} hasKey={journal.key > 0} />
          <Editions
            journal={journal}
            timeZone={settings.timeZone}
            isDraft={state === 'draft'}
            onMake={() => act('makeEdition')}
          />
        </Stack>
      )}
    </Loaded>
  );
}

function Halted({ why, onContinue }: { why: string; onContinue: () => Promise<void> }) {
  const { t } = useMessages();
  const { publish } = useRights();
  return (
    <Panel>
      <Box role="alert">
        <Typography variant="delta" textColor="danger700">
          {t('data.halted')}
        </Typography>
        <Box paddingTop={2}>
          <Typography lang="en">{why}</Typography>
        </Box>
      </Box>
      {publish && (
        <Box>
          <ConfirmButton
            variant="danger"
            title={t('data.continue')}
            consequence={t('data.continue.consequence')}
            confirm={t('data.continue')}
            onConfirm={onContinue}
          >
            {t('data.continue')}
          </ConfirmButton>
        </Box>
      )}
    </Panel>
  );
}

function Journal({ journal, timeZone }: { journal: StaffJournal; timeZone: string }) {
  const { t, date } = useMessages();
  return (
    <Panel title={t('data.journal')}>
      <Typography>{t('data.size', { count: journal.size })}</Typography>
      <Typography>
        {journal.signedAt === null
          ? t('data.unsigned')
          : t('data.signed', { count: journal.signed, date: date(journal.signedAt, timeZone) })}
      </Typography>
      <Typography>{t('data.origin', { origin: journal.origin })}</Typography>
      {journal.signedAt !== null && (
        <Flex gap={5} wrap="wrap">
          <Link href={`${journal.files}log/checkpoint`} isExternal>
            {t('data.checkpoint')}
          </Link>
          <Link href={`${journal.files}log/keys.json`} isExternal>
            {t('data.keys', { count: journal.key })}
          </Link>
        </Flex>
      )}
    </Panel>
  );
}

function Audit({
  id,
  hasKey,
  onRotate,
}: {
  id: string;
  hasKey: boolean;
  onRotate: () => Promise<void>;
}) {
  const { t } = useMessages();
  const { publish } = useRights();
  const api = useStaffApi();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<{ text: string; isSound: boolean }>();
  if (!publish || !hasKey) return null;
  const audit = async () => {
    setBusy(true);
    const answer = await api('auditJournal', { params: { id } });
    setBusy(false);
    if (answer.kind === 'refused') setFound({ text: answer.sentence, isSound: false });
    else {
      const { fault, size, checkpoints } = answer.data;
      const text = fault ?? t('data.audit.sound', { count: size, checkpoints });
      setFound({ text, isSound: fault === null });
    }
  };
  return (
    <Panel title={t('data.audit')}>
      <Typography>{t('data.audit.about')}</Typography>
      <Flex gap={3} wrap="wrap">
        <Button variant="secondary" loading={busy} onClick={audit}>
          {t('data.audit.run')}
        </Button>
        <ConfirmButton
          variant="tertiary"
          title={t('data.rotate')}
          consequence={t('data.rotate.consequence')}
          confirm={t('data.rotate')}
          onConfirm={onRotate}
        >
          {t('data.rotate')}
        </ConfirmButton>
      </Flex>
      {found && (
        <Alert
          variant={found.isSound ? 'success' : 'danger'}
          title={t(found.isSound ? 'data.audit.good' : 'data.audit.bad')}
          closeLabel={t('action.close')}
          onClose={() => setFound(undefined)}
        >
          {found.text}
        </Alert>
      )}
    </Panel>
  );
}

function Editions({
  journal,
  timeZone,
  isDraft,
  onMake,
}: {
  journal: StaffJournal;
  timeZone: string;
  isDraft: boolean;
  onMake: () => Promise<void>;
}) {
  const { t, date } = useMessages();
  const { publish } = useRights();
  const { running, failed, editions } = journal;
  const isCurrent = editions[0]?.size === journal.size;
  return (
    <Panel title={t('data.editions')}>
      <Typography>{t(isDraft ? 'data.editions.draft' : 'data.editions.about')}</Typography>
      {failed !== null && (
        <Box role="alert">
          <Typography textColor="danger700">
            {t('data.failed', { date: date(failed.at, timeZone) })}{' '}
            <span lang="en">{failed.why}</span>
          </Typography>
        </Box>
      )}
      {running !== null && (
        <Typography role="status">
          {t('data.running', { done: running.done, total: running.total })}
        </Typography>
      )}
      {editions.length > 0 && <EditionTable journal={journal} timeZone={timeZone} />}
      {publish && !isDraft && (
        <Flex gap={3} alignItems="center" wrap="wrap">
          <Button variant="secondary" disabled={running !== null || isCurrent} onClick={onMake}>
            {t('data.make')}
          </Button>
          {isCurrent && <Typography>{t('data.current')}</Typography>}
        </Flex>
      )}
    </Panel>
  );
}
