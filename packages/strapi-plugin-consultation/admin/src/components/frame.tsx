import { Alert, Box, Flex, Loader, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { StaffAnswer, StaffRefusal } from '../api/staff-api.ts';
import { useMessages } from '../lib/messages.ts';

/** A titled part of a screen. */
export function Panel({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Box background="neutral0" hasRadius shadow="filterShadow" padding={6} tag="section">
      <Flex direction="column" alignItems="stretch" gap={4}>
        {title && (
          <Typography variant="beta" tag="h2">
            {title}
          </Typography>
        )}
        {children}
      </Flex>
    </Box>
  );
}

export function Stack({ children, gap = 6 }: { children: ReactNode; gap?: number }) {
  return (
    <Flex direction="column" alignItems="stretch" gap={gap}>
      {children}
    </Flex>
  );
}

/** Something that went wrong, and what to do; read out at once. */
export function Trouble({ refusal, onClose }: { refusal: StaffRefusal; onClose?: () => void }) {
  const { t } = useMessages();
  return (
    <div role="alert">
      <Alert
        variant="danger"
        title={t('error.title')}
        closeLabel={t('action.close')}
        onClose={onClose ?? (() => undefined)}
      >
        {refusal.sentence}
      </Alert>
    </div>
  );
}

/** A screen that waits for its data: says so, then shows it or what went wrong. */
export function Loaded<Data>({
  answer,
  children,
}: {
  answer: StaffAnswer<Data> | undefined;
  children: (data: Data) => ReactNode;
}) {
  const { t } = useMessages();
  if (answer === undefined) {
    return (
      <Flex justifyContent="center" padding={8}>
        <Loader>{t('loading')}</Loader>
      </Flex>
    );
  }
  if (answer.kind === 'refused') return <Trouble refusal={answer} />;
  return <>{children(answer.data)}</>;
}
