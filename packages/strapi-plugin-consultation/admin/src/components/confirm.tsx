import { Button, type ButtonProps, Dialog } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useMessages } from '../lib/messages.ts';

/** A button that asks before it acts, saying what will happen. */
export function ConfirmButton({
  children,
  title,
  consequence,
  confirm,
  onConfirm,
  variant,
  disabled,
}: {
  children: string;
  title: string;
  consequence: string;
  confirm: string;
  onConfirm: () => Promise<void> | void;
  variant?: ButtonProps['variant'];
  disabled?: boolean;
}) {
  const { t } = useMessages();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger>
        <Button variant={variant ?? 'default'} disabled={disabled} loading={busy}>
          {children}
        </Button>
      </Dialog.Trigger>
      <ConfirmDialog
        title={title}
        variant={variant === 'danger' ? 'danger-light' : 'default'}
        startAction={
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {t('action.cancel')}
            </Button>
          </Dialog.Cancel>
        }
        endAction={
          <Dialog.Action>
            <Button
              fullWidth
              variant={variant === 'danger' ? 'danger-light' : 'default'}
              onClick={async () => {
                setBusy(true);
                await onConfirm();
                setBusy(false);
              }}
            >
              {confirm}
            </Button>
          </Dialog.Action>
        }
      >
        {consequence}
      </ConfirmDialog>
    </Dialog.Root>
  );
}
