import { Button, Modal, Typography } from '@strapi/design-system';
import type { CharterRule } from 'consultation-core/consultation';
import { type FormEvent, useState } from 'react';
import { type StaffRefusal, useStaffApi } from '../../api/staff-api.ts';
import { SelectField, TextAreaField } from '../../components/fields.tsx';
import { Stack, Trouble } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import type { QueueItem } from './moderation-page.tsx';

/** Hiding takes a rule of the charter and a reason, restoring a reason; both are public. */
export function ModerateForm({
  consultation,
  one,
  title,
  charter,
  onCancel,
  onDone,
}: {
  consultation: string;
  one: QueueItem;
  title: string;
  charter: readonly CharterRule[];
  onCancel: () => void;
  onDone: () => Promise<void>;
}) {
  const { t } = useMessages();
  const api = useStaffApi();
  const act = one.item.hidden ? 'restore' : 'hide';
  const [rule, setRule] = useState(charter[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await api('moderate', {
      params: { id: consultation },
      body: { type: one.type, item: one.item.id, act, rule: act === 'hide' ? rule : '', reason },
    });
    setBusy(false);
    if (answer.kind === 'refused') setRefusal(answer);
    else await onDone();
  };
  const lacksRule = act === 'hide' && rule === '';
  return (
    <Modal.Content>
      <form onSubmit={submit}>
        <Modal.Header>
          <Modal.Title>{t(`moderation.${act}.title`)}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Stack gap={4}>
            {refusal && <Trouble refusal={refusal} />}
            <Typography>{title}</Typography>
            <Typography>{t(`moderation.${act}.consequence`)}</Typography>
            {act === 'hide' && charter.length === 0 && (
              <Typography textColor="danger600">{t('moderation.noCharter')}</Typography>
            )}
            {act === 'hide' && charter.length > 0 && (
              <SelectField
                label={t('moderation.rule')}
                value={rule}
                onChange={setRule}
                options={charter.map((one) => ({ value: one.id, label: one.title }))}
              />
            )}
            <TextAreaField
              label={t('moderation.reason')}
              hint={t('moderation.reason.hint')}
              value={reason}
              onChange={setReason}
              required
            />
          </Stack>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
          <Button
            type="submit"
            variant={act === 'hide' ? 'danger' : 'default'}
            loading={busy}
            disabled={reason.trim() === '' || lacksRule}
          >
            {t(`moderation.${act}.confirm`)}
          </Button>
        </Modal.Footer>
      </form>
    </Modal.Content>
  );
}
