import { Alert, Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import { type ReactNode, useState } from 'react';
import type { StaffAnswer, StaffRefusal } from '../api/staff-api.ts';
import { faultyFields } from '../lib/faulty-fields.ts';
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

/** Something that went wrong, and what to do; read out at once. It goes when it is closed. */
export function Trouble({ refusal, onClose }: { refusal: StaffRefusal; onClose?: () => void }) {
  const { t, list } = useMessages();
  const [closed, setClosed] = useState<StaffRefusal>();
  if (closed === refusal) return null;
  const fields = faultyFields(refusal.details).map((key) => t(key));
  return (
    <Alert
      variant="danger"
      title={t('error.title')}
      closeLabel={t('action.close')}
      onClose={() => {
        setClosed(refusal);
        onClose?.();
      }}
      action={
        refusal.retry && (
          <Button variant="tertiary" size="S" onClick={refusal.retry}>
            {t('error.retry')}
          </Button>
        )
      }
    >
      {refusal.sentence}
      {fields.length > 0 && ` ${t('error.fields', { fields: list(fields) })}`}
    </Alert>
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
  if (answer.kind === 'refused') {
    return (
      <Panel>
        <Box role="alert">
          <Typography fontWeight="bold">{t('error.title')}</Typography>
          <Box paddingTop={2}>
            <Typography>{answer.sentence}</Typography>
          </Box>
        </Box>
        {answer.retry && (
          <Box>
            <Button variant="secondary" onClick={answer.retry}>
              {t('error.retry')}
            </Button>
          </Box>
        )}
      </Panel>
    );
  }
  return (
    <>
      {answer.stale && <Trouble refusal={answer.stale} />}
      {children(answer.data)}
    </>
  );
}
