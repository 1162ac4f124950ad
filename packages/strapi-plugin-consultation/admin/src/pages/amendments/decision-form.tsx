import { Button, Flex, Typography } from '@strapi/design-system';
import { mayDecide } from 'consultation-core/consultation';
import type { StaffConsultation } from 'consultation-core/contract';
import { type FormEvent, useState } from 'react';
import { type StaffRefusal, useStaffApi } from '../../api/staff-api.ts';
import { SelectField, TextAreaField } from '../../components/fields.tsx';
import { Panel, Trouble } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';

const outcomes = ['adopted', 'rejected', 'moot', 'inadmissible', 'admissible'] as const;

const shortened = (text: string) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);

/** One decision, with one reason, on one or many amendments. */
export function DecisionForm({
  consultation,
  amendments,
  reasons = [],
  disabled,
  onDone,
}: {
  consultation: StaffConsultation;
  amendments: readonly string[];
  /** Given before, most used first, to be taken again. */
  reasons?: readonly { readonly text: string; readonly used: number }[];
  disabled: boolean;
  onDone: () => Promise<void>;
}) {
  const { t } = useMessages();
  const api = useStaffApi();
  const open = outcomes.filter((one) => mayDecide(consultation.state, one).kind === 'allowed');
  const [status, setStatus] = useState<(typeof outcomes)[number]>();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const [busy, setBusy] = useState(false);
  if (open.length === 0) return <Typography>{t('decision.over')}</Typography>;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (status === undefined) return;
    setBusy(true);
    const answer = await api('decide', {
      params: { id: consultation.id },
      body: { amendments: [...amendments], status, reason },
    });
    setBusy(false);
    setRefusal(answer.kind === 'refused' ? answer : undefined);
    if (answer.kind === 'refused') return;
    setReason('');
    setStatus(undefined);
    await onDone();
  };
  return (
    <form onSubmit={submit} aria-label={t('decision.title')}>
      <Panel title={t('decision.title')}>
        {refusal && <Trouble refusal={refusal} />}
        <Typography role="status">{t('decision.count', { count: amendments.length })}</Typography>
        {!open.includes('adopted') && (
          <Typography textColor="neutral600">{t('decision.notYet')}</Typography>
        )}
        <SelectField
          label={t('decision.status')}
          value={status}
          placeholder={t('decision.choose')}
          onChange={setStatus}
          disabled={disabled}
          options={open.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        {reasons.length > 0 && (
          <SelectField
            label={t('decision.reasons')}
            value={undefined}
            placeholder={t('decision.reasons.choose')}
            onChange={(index) => setReason(reasons[Number(index)]?.text ?? reason)}
            disabled={disabled}
            options={reasons.map(({ text, used }, index) => ({
              value: String(index),
              label: t('decision.reasons.used', { text: shortened(text), count: used }),
            }))}
          />
        )}
        <TextAreaField
          label={t('decision.reason')}
          hint={t('decision.reason.hint')}
          value={reason}
          onChange={setReason}
          disabled={disabled}
          required
        />
        <Flex>
          <Button
            type="submit"
            loading={busy}
            disabled={
              disabled || amendments.length === 0 || status === undefined || reason.trim() === ''
            }
          >
            {t('decision.submit')}
          </Button>
        </Flex>
      </Panel>
    </form>
  );
}
