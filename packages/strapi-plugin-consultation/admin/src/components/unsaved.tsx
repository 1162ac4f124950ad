import { Button, Dialog } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';
import { useEffect } from 'react';
import { useBlocker } from 'react-router-dom';
import { useMessages } from '../lib/messages.ts';

/** Asks before somebody leaves a screen with changes that are not saved. */
export function UnsavedWarning({ when }: { when: boolean }) {
  const { t } = useMessages();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      when && currentLocation.pathname !== nextLocation.pathname
  );
  useEffect(() => {
    if (!when) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [when]);
  return (
    <Dialog.Root
      open={blocker.state === 'blocked'}
      onOpenChange={(open) => {
        if (!open) blocker.reset?.();
      }}
    >
      <ConfirmDialog
        title={t('unsaved.title')}
        startAction={
          <Button fullWidth variant="tertiary" onClick={() => blocker.reset?.()}>
            {t('unsaved.stay')}
          </Button>
        }
        endAction={
          <Button fullWidth variant="danger-light" onClick={() => blocker.proceed?.()}>
            {t('unsaved.leave')}
          </Button>
        }
      >
        {t('unsaved.text')}
      </ConfirmDialog>
    </Dialog.Root>
  );
}
