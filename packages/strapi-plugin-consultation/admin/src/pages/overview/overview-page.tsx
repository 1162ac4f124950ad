import { Box, Flex, Grid, Link, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';
import { phaseAt } from 'consultation-core/consultation';
import { useState } from 'react';
import { NavLink, useNavigate } from 'react-router-dom';
import { type StaffRefusal, useLoaded, useStaffApi } from '../../api/staff-api.ts';
import { ConfirmButton } from '../../components/confirm.tsx';
import { useCapabilityOptions } from '../../components/fields.tsx';
import { Panel, Stack, Trouble } from '../../components/frame.tsx';
import { checklist } from '../../lib/checklist.ts';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { screen } from '../../plugin-id.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';

/** Where the consultation stands, what is missing, and the steps from draft to close. */
export function OverviewPage({ consultation, reload }: TabProps) {
  const { t } = useMessages();
  const rights = useRights();
  const api = useStaffApi();
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const { id, state } = consultation;
  const setState = async (next: 'open' | 'closed') => {
    const answer = await api('setState', { params: { id }, body: { state: next } });
    setRefusal(answer.kind === 'refused' ? answer : undefined);
    await reload();
  };
  const remove = async () => {
    const answer = await api('deleteConsultation', { params: { id } });
    if (answer.kind === 'refused') setRefusal(answer);
    else navigate(screen());
  };
  const ready = checklist(consultation).every(({ done, needed }) => done || !needed);
  return (
    <Stack>
      {refusal && <Trouble refusal={refusal} onClose={() => setRefusal(undefined)} />}
      <Panel title={t(`overview.${state}.title`)}>
        <Typography>{t(`overview.${state}.text`)}</Typography>
        {consultation.settings.questions.length > 0 && (
          <Box>
            <Link tag={NavLink} to={screen(`${id}/questions`)}>
              {t('overview.questions', { count: consultation.settings.questions.length })}
            </Link>
          </Box>
        )}
        {(state === 'open' || state === 'draft') && <PhaseNow consultation={consultation} />}
        <Flex gap={3} wrap="wrap">
          {state !== 'open' && state !== 'answered' && (
            <ConfirmButton
              disabled={!rights.publish || !ready}
              title={t(`overview.open.${state === 'draft' ? 'first' : 'again'}`)}
              consequence={t('overview.open.consequence')}
              confirm={t('overview.open.confirm')}
              onConfirm={() => setState('open')}
            >
              {t(`overview.open.${state === 'draft' ? 'first' : 'again'}`)}
            </ConfirmButton>
          )}
          {state === 'open' && (
            <ConfirmButton
              variant="danger-light"
              disabled={!rights.publish}
              title={t('overview.close')}
              consequence={t('overview.close.consequence')}
              confirm={t('overview.close.confirm')}
              onConfirm={() => setState('closed')}
            >
              {t('overview.close')}
            </ConfirmButton>
          )}
          {state === 'draft' && (
            <ConfirmButton
              variant="danger"
              disabled={!rights.manage}
              title={t('overview.delete')}
              consequence={t('overview.delete.consequence')}
              confirm={t('overview.delete.confirm')}
              onConfirm={remove}
            >
              {t('overview.delete')}
            </ConfirmButton>
          )}
          <PublicLink consultation={consultation} />
        </Flex>
      </Panel>
      {state === 'draft' && <Checklist consultation={consultation} />}
      {state !== 'draft' && <Figures consultation={consultation} />}
    </Stack>
  );
}

/** The phase that runs, or the next one; by this computer's clock, the server has its own. */
function PhaseNow({ consultation }: Pick<TabProps, 'consultation'>) {
  const { t, date, list } = useMessages();
  const capabilities = useCapabilityOptions();
  const { phases, timeZone } = consultation.settings;
  if (phases.length === 0) return null;
  const now = new Date().toISOString();
  const current = phaseAt(phases, now);
  const next = phases
    .filter(({ opensAt }) => Date.parse(opensAt) > Date.parse(now))
    .sort((a, b) => Date.parse(a.opensAt) - Date.parse(b.opensAt))[0];
  const phase = current ?? next;
  if (phase === undefined)
    return <Typography fontWeight="bold">{t('overview.phase.none')}</Typography>;
  const allowed = capabilities.filter(({ value }) => phase.allows.includes(value));
  return (
    <Typography fontWeight="bold">
      {t(current ? 'overview.phase.current' : 'overview.phase.next', {
        name: phase.name,
        at: date(current ? phase.closesAt : phase.opensAt, timeZone),
        allows:
          allowed.length === 0
            ? t('phases.nothing')
            : list(allowed.map(({ label }) => label.toLowerCase())),
      })}
    </Typography>
  );
}

function PublicLink({ consultation }: Pick<TabProps, 'consultation'>) {
  const { t } = useMessages();
  const { answer } = useLoaded('getResults', { params: { id: consultation.id } });
  if (consultation.state === 'draft' || answer?.kind !== 'ok') return null;
  return (
    <Link href={answer.data.publicUrl} isExternal>
      {t('overview.public')}
    </Link>
  );
}

function Checklist({ consultation }: Pick<TabProps, 'consultation'>) {
  const { t } = useMessages();
  return (
    <Panel title={t('checklist.title')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {checklist(consultation).map(({ key, screen: where, done, needed }) => (
          <Flex key={key} tag="li" gap={3}>
            {done ? (
              <CheckCircle fill="success600" aria-hidden />
            ) : (
              <WarningCircle fill={needed ? 'danger600' : 'warning600'} aria-hidden />
            )}
            <Link tag={NavLink} to={screen(`${consultation.id}/${where}`)}>
              {t(`checklist.${key}`)}
            </Link>
            <Typography textColor="neutral600">
              {t(done ? 'checklist.done' : needed ? 'checklist.needed' : 'checklist.advised')}
            </Typography>
          </Flex>
        ))}
      </Flex>
    </Panel>
  );
}

function Figures({ consultation }: Pick<TabProps, 'consultation'>) {
  const { t, number } = useMessages();
  const { totals } = consultation;
  const figures = ['amendments', 'undecided', 'arguments', 'hidden', 'ballots'] as const;
  return (
    <Panel title={t('figures.title')}>
      <Grid.Root gap={4} tag="dl">
        {figures.map((name) => (
          <Grid.Item key={name} col={2} s={6} xs={12} direction="column" alignItems="start">
            <Typography tag="dt" variant="sigma" textColor="neutral600">
              {t(`figures.${name}`)}
            </Typography>
            <Typography tag="dd" variant={totals[name] === null ? 'omega' : 'alpha'}>
              {totals[name] === null ? t('counts.sealed') : number(totals[name])}
            </Typography>
          </Grid.Item>
        ))}
      </Grid.Root>
    </Panel>
  );
}
