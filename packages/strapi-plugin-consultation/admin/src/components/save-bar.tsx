import { Button, Flex, Typography } from '@strapi/design-system';
import { useMessages } from '../lib/messages.ts';
import type { SettingsForm } from '../lib/settings-form.ts';
import { Trouble } from './frame.tsx';
import { UnsavedWarning } from './unsaved.tsx';

/** Save, or go back to what is stored; says what happened. */
export function SaveBar({
  form,
  disabled,
  problem,
}: {
  form: SettingsForm;
  disabled: boolean;
  problem?: string | undefined;
}) {
  const { t } = useMessages();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <UnsavedWarning when={form.dirty} />
      {form.refusal?.code === 'edited-elsewhere' ? (
        <Typography role="alert" textColor="danger600">
          {t('settings.conflict')}
        </Typography>
      ) : (
        form.refusal && <Trouble refusal={form.refusal} />
      )}
      <Flex gap={3} alignItems="center">
        <Button
          onClick={() => form.save()}
          loading={form.busy}
          disabled={disabled || !form.dirty || problem !== undefined}
        >
          {t('action.save')}
        </Button>
        <Button variant="tertiary" onClick={form.reset} disabled={!form.dirty}>
          {t('action.discard')}
        </Button>
        <Typography role="status" textColor={problem ? 'danger600' : 'neutral600'}>
          {problem ?? (form.saved ? t('saved') : form.dirty ? t('unsaved.note') : '')}
        </Typography>
      </Flex>
    </Flex>
  );
}
