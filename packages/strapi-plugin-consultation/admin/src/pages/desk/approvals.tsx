import { Box, Button, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { type StaffRefusal, useStaffApi } from '../../api/staff-api.ts';
import { Panel, Trouble } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';

/** Whether somebody besides oneself has approved just what would be published now. */
export function useApproved(): boolean {
  const { view } = useDesk();
  return view.approvals.some(({ fingerprint, me }) => fingerprint === view.fingerprint && !me);
}

/** The second reader: who approved what, and one's own approval. */
export function Approvals() {
  const { t, date } = useMessages();
  const api = useStaffApi();
  const { view, consultation, settled, next, reload, announce } = useDesk();
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const [busy, setBusy] = useState(false);
  if (!view.secondReader) return null;
  const holds = view.approvals.filter(({ fingerprint }) => fingerprint === view.fingerprint);
  const past = view.approvals.filter(({ fingerprint }) => fingerprint !== view.fingerprint);
  const open = next.collisions.length;
  const approve = async () => {
    setBusy(true);
    const answer = await api('approve', {
      params: { id: consultation.id },
      body: { fingerprint: view.fingerprint },
    });
    setBusy(false);
    setRefusal(answer.kind === 'refused' ? answer : undefined);
    if (answer.kind === 'ok') announce(t('desk.approve.done'));
    await reload();
  };
  const at = (instant: string) => date(instant, consultation.settings.timeZone);
  return (
    <Panel title={t('desk.approve.title')}>
      <Typography>{t('desk.approve.text')}</Typography>
      {refusal && <Trouble refusal={refusal} />}
      {holds.length + past.length > 0 && (
        <Box tag="ul" paddingLeft={4}>
          {holds.map((one) => (
            <li key={`${one.by} ${one.at}`}>
              <Typography fontWeight="bold">
                <span aria-hidden>✓ </span>
                {t('desk.approve.by', { by: one.by, at: at(one.at) })}
              </Typography>
            </li>
          ))}
          {past.map((one) => (
            <li key={`${one.by} ${one.at}`}>
              <Typography textColor="neutral700">
                {t('desk.approve.past', { by: one.by, at: at(one.at) })}
              </Typography>
            </li>
          ))}
        </Box>
      )}
      {holds.some(({ me }) => me) ? (
        <Typography role="status">{t('desk.approve.mine')}</Typography>
      ) : (
        <Box>
          <Button
            variant="secondary"
            loading={busy}
            disabled={!settled || open > 0}
            onClick={approve}
          >
            {t('desk.approve.submit')}
          </Button>
        </Box>
      )}
      {open > 0 ? (
        <Typography>{t('desk.publish.collisions', { count: open })}</Typography>
      ) : (
        !settled && <Typography>{t('desk.publish.unsettled')}</Typography>
      )}
    </Panel>
  );
}
