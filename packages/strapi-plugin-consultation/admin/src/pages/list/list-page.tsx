import {
  Box,
  Button,
  EmptyStateLayout,
  Link,
  Modal,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { period } from 'consultation-core/consultation';
import type { StaffConsultation } from 'consultation-core/contract';
import { useState } from 'react';
import { NavLink, useNavigate } from 'react-router-dom';
import { useLoaded } from '../../api/staff-api.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Loaded } from '../../components/frame.tsx';
import { ConsultationTag } from '../../components/state-tag.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { screen } from '../../plugin-id.ts';
import { CreateForm } from './create-form.tsx';

/** All consultations of this site. */
export function ListPage() {
  const { t, number } = useMessages();
  const rights = useRights();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const { answer } = useLoaded('listConsultations', { query: { pageSize: 100 } });
  const create = rights.manage && (
    <Modal.Root open={creating} onOpenChange={setCreating}>
      <Modal.Trigger>
        <Button startIcon={<Plus />}>{t('list.create')}</Button>
      </Modal.Trigger>
      <CreateForm onCreated={(id) => navigate(screen(id))} onCancel={() => setCreating(false)} />
    </Modal.Root>
  );
  return (
    <Page.Main>
      <Page.Title>{t('list.title')}</Page.Title>
      <Layouts.Header
        title={t('list.title')}
        subtitle={t('list.subtitle')}
        primaryAction={create}
      />
      <Layouts.Content>
        <Loaded answer={answer}>
          {({ total, items }) =>
            total === 0 ? (
              <EmptyStateLayout content={t('list.empty')} />
            ) : (
              <>
                <ConsultationTable items={items} />
                <Box paddingTop={2}>
                  <Typography variant="pi" textColor="neutral600">
                    {t('list.count', { count: total, shown: number(total) })}
                  </Typography>
                </Box>
              </>
            )
          }
        </Loaded>
      </Layouts.Content>
    </Page.Main>
  );
}

function ConsultationTable({ items }: { items: readonly StaffConsultation[] }) {
  const { t, number, days } = useMessages();
  const columns = ['title', 'state', 'dates', 'amendments', 'arguments', 'ballots'] as const;
  return (
    <DataTable colCount={columns.length} rowCount={items.length + 1}>
      <Thead>
        <Tr>
          {columns.map((name) => (
            <Th key={name}>
              <Typography variant="sigma">{t(`list.column.${name}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {items.map(({ id, state, settings, totals }) => {
          const span = period(settings.phases);
          return (
            <Tr key={id}>
              <Td>
                <Link tag={NavLink} to={screen(id)}>
                  {settings.title}
                </Link>
              </Td>
              <Td>
                <ConsultationTag state={state} />
              </Td>
              <Td>
                <Typography>
                  {span ? days(span.opensAt, span.closesAt, settings.timeZone) : '–'}
                </Typography>
              </Td>
              <Td>
                <Typography>{number(totals.amendments)}</Typography>
              </Td>
              <Td>
                <Typography>{number(totals.arguments)}</Typography>
              </Td>
              <Td>
                <Typography>
                  {state === 'draft'
                    ? '–'
                    : totals.ballots === null
                      ? t('counts.sealed')
                      : number(totals.ballots)}
                </Typography>
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </DataTable>
  );
}
