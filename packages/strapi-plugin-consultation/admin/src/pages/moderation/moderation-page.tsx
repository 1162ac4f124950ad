import { Box, Button, EmptyStateLayout, Flex, Modal, Typography } from '@strapi/design-system';
import type { ResponseOf, StaffEndpoints } from 'consultation-core/contract';
import { useState } from 'react';
import { useLoaded } from '../../api/staff-api.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Loaded, Stack } from '../../components/frame.tsx';
import { Pager } from '../../components/pager.tsx';
import { useListParams, useSearchField } from '../../lib/list-params.ts';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { ModerateForm } from './moderate-form.tsx';

type Queue = ResponseOf<StaffEndpoints['moderationQueue']>;
export type QueueItem = Queue['items'][number];

const pageSize = 20;

/** Contributions, newest first, to read against the charter. */
export function ModerationPage({ consultation, reload }: TabProps) {
  const { t } = useMessages();
  const rights = useRights();
  const params = useListParams();
  const { page } = params;
  const show = params.choice('show', ['all', 'visible', 'hidden']);
  const type = params.choice('type', ['all', 'amendment', 'argument']);
  const { typed, setTyped, sought } = useSearchField(params);
  const queue = useLoaded('moderationQueue', {
    params: { id: consultation.id },
    query: { page, pageSize, show, type, ...(sought ? { search: sought } : {}) },
  });
  const filter = (name: string) => (value: string) => params.set(name, value);
  const done = async () => {
    await Promise.all([queue.reload(), reload()]);
  };
  return (
    <Stack>
      <Flex gap={4} alignItems="end" wrap="wrap" tag="search">
        <SelectField
          label={t('moderation.show')}
          value={show}
          onChange={filter('show')}
          options={(['all', 'visible', 'hidden'] as const).map((value) => ({
            value,
            label: t(`moderation.show.${value}`),
          }))}
        />
        <SelectField
          label={t('moderation.type')}
          value={type}
          onChange={filter('type')}
          options={(['all', 'amendment', 'argument'] as const).map((value) => ({
            value,
            label: t(`moderation.type.${value}`),
          }))}
        />
        <TextField type="search" label={t('moderation.search')} value={typed} onChange={setTyped} />
      </Flex>
      <Loaded answer={queue.answer}>
        {({ total, items, charter }) =>
          total === 0 ? (
            <EmptyStateLayout content={t('moderation.empty')} />
          ) : (
            <>
              <Typography role="status">{t('moderation.count', { count: total })}</Typography>
              <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
                {items.map((one) => (
                  <li key={`${one.type}:${one.item.id}`}>
                    <Contribution
                      one={one}
                      consultation={consultation}
                      charter={charter}
                      mayAct={rights.moderate}
                      onDone={done}
                    />
                  </li>
                ))}
              </Flex>
              <Pager
                page={page}
                pageSize={pageSize}
                total={total}
                onPage={(to) => params.set('page', String(to))}
              />
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}

function Contribution({
  one,
  consultation,
  charter,
  mayAct,
  onDone,
}: {
  one: QueueItem;
  consultation: TabProps['consultation'];
  charter: Queue['charter'];
  mayAct: boolean;
  onDone: () => Promise<void>;
}) {
  const { t, date } = useMessages();
  const [open, setOpen] = useState(false);
  const { hidden } = one.item;
  const at = one.type === 'amendment' ? one.item.submittedAt : one.item.at;
  const title =
    one.type === 'amendment'
      ? t('moderation.amendment', { number: one.item.number, title: one.item.title })
      : t(`moderation.argument.${one.item.stance}`, { label: one.label });
  return (
    <Box tag="article" background="neutral0" hasRadius shadow="filterShadow" padding={5}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Typography variant="delta" tag="h2">
          {title}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {[one.item.author, at && date(at, consultation.settings.timeZone)]
            .filter(Boolean)
            .join(' · ')}
        </Typography>
        <Typography style={{ whiteSpace: 'pre-line' }}>
          {one.type === 'amendment' ? one.excerpt : one.item.text}
        </Typography>
        {hidden && (
          <Box background="warning100" padding={3} hasRadius>
            <Typography fontWeight="bold">
              {t('moderation.hidden', {
                at: date(hidden.at, consultation.settings.timeZone),
                rule: hidden.rule,
              })}
            </Typography>
            <Box paddingTop={1}>
              <Typography>{hidden.reason}</Typography>
            </Box>
          </Box>
        )}
        <Box paddingTop={2}>
          <Modal.Root open={open} onOpenChange={setOpen}>
            <Modal.Trigger>
              <Button variant={hidden ? 'secondary' : 'danger-light'} disabled={!mayAct}>
                {t(hidden ? 'moderation.restore' : 'moderation.hide')}
              </Button>
            </Modal.Trigger>
            <ModerateForm
              consultation={consultation.id}
              one={one}
              title={title}
              charter={charter}
              onCancel={() => setOpen(false)}
              onDone={async () => {
                setOpen(false);
                await onDone();
              }}
            />
          </Modal.Root>
        </Box>
      </Flex>
    </Box>
  );
}
