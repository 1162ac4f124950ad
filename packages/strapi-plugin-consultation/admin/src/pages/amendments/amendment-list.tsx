import {
  Checkbox,
  EmptyStateLayout,
  Flex,
  Link,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { amendmentStatuses } from 'consultation-core/amendment';
import type { AmendmentSummary } from 'consultation-core/contract';
import { useState } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import { useLoaded } from '../../api/staff-api.ts';
import { DataTable } from '../../components/data-table.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Loaded, Stack } from '../../components/frame.tsx';
import { Pager } from '../../components/pager.tsx';
import { AmendmentTag } from '../../components/state-tag.tsx';
import { TallyLine } from '../../components/tally.tsx';
import { useListParams, useSearchField } from '../../lib/list-params.ts';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { screen } from '../../plugin-id.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { DecisionForm } from './decision-form.tsx';

const pageSize = 25;
const statuses = amendmentStatuses.filter((one) => one !== 'draft');

export function AmendmentList({ consultation, reload }: TabProps) {
  const { t } = useMessages();
  const rights = useRights();
  const params = useListParams();
  const { page } = params;
  const article = params.text('article') || 'all';
  const status = params.choice('status', ['all', ...statuses]);
  const show = params.choice('show', ['all', 'visible', 'hidden']);
  const { typed, setTyped, sought } = useSearchField(params);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const list = useLoaded('listAmendments', {
    params: { id: consultation.id },
    query: {
      page,
      pageSize,
      ...(article === 'all' ? {} : { article }),
      ...(status === 'all' ? {} : { status }),
      ...(show === 'all' ? {} : { hidden: String(show === 'hidden') }),
      ...(sought ? { search: sought } : {}),
    },
  });
  const filter = (name: string) => (value: string) => {
    params.set(name, value);
    setChosen([]);
  };
  return (
    <Loaded answer={list.answer}>
      {({ total, items, articles }) => (
        <Stack>
          <Flex gap={4} alignItems="end" wrap="wrap" tag="search">
            <SelectField
              label={t('amendments.article')}
              value={article}
              onChange={filter('article')}
              options={[
                { value: 'all', label: t('amendments.article.all') },
                ...articles.map(({ id, label, title }) => ({ value: id, label: label || title })),
              ]}
            />
            <SelectField
              label={t('amendments.status')}
              value={status}
              onChange={filter('status')}
              options={[
                { value: 'all' as const, label: t('amendments.status.all') },
                ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
              ]}
            />
            <SelectField
              label={t('moderation.show')}
              value={show}
              onChange={filter('show')}
              options={(['all', 'visible', 'hidden'] as const).map((value) => ({
                value,
                label: t(`moderation.show.${value}`),
              }))}
            />
            <TextField
              type="search"
              label={t('amendments.search')}
              value={typed}
              onChange={(text) => {
                setTyped(text);
                setChosen([]);
              }}
            />
          </Flex>
          {total === 0 ? (
            <EmptyStateLayout content={t('amendments.empty')} />
          ) : (
            <>
              <Typography role="status">{t('amendments.count', { count: total })}</Typography>
              <AmendmentTable
                consultation={consultation.id}
                items={items}
                chosen={chosen}
                onChoose={setChosen}
              />
              <Pager
                page={page}
                pageSize={pageSize}
                total={total}
                onPage={(to) => filter('page')(String(to))}
              />
              <DecisionForm
                consultation={consultation}
                amendments={chosen}
                disabled={!rights.decide}
                onDone={async () => {
                  setChosen([]);
                  await Promise.all([list.reload(), reload()]);
                }}
              />
            </>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

function AmendmentTable({
  consultation,
  items,
  chosen,
  onChoose,
}: {
  consultation: string;
  items: readonly AmendmentSummary[];
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}) {
  const { t, number } = useMessages();
  const { search } = useLocation();
  const columns = ['number', 'title', 'kind', 'article', 'status', 'votes', 'arguments'] as const;
  const all = items.every(({ id }) => chosen.includes(id));
  return (
    <DataTable colCount={columns.length + 1} rowCount={items.length + 1}>
      <Thead>
        <Tr>
          <Th>
            <Checkbox
              aria-label={t('amendments.choose.all')}
              checked={all ? true : chosen.length > 0 ? 'indeterminate' : false}
              onCheckedChange={() => onChoose(all ? [] : items.map(({ id }) => id))}
            />
          </Th>
          {columns.map((name) => (
            <Th key={name}>
              <Typography variant="sigma">{t(`amendments.column.${name}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {items.map((one) => (
          <Tr key={one.id}>
            <Td>
              <Checkbox
                aria-label={t('amendments.choose', { number: one.number })}
                checked={chosen.includes(one.id)}
                onCheckedChange={(checked) =>
                  onChoose(
                    checked === true ? [...chosen, one.id] : chosen.filter((id) => id !== one.id)
                  )
                }
              />
            </Td>
            <Td>
              <Typography>{number(one.number)}</Typography>
            </Td>
            <Td>
              <Link
                tag={NavLink}
                to={screen(`${consultation}/desk/list/${one.id}`)}
                state={{ list: search }}
              >
                {one.title}
              </Link>
            </Td>
            <Td>
              <Typography>{t(`kind.${one.kind}`)}</Typography>
            </Td>
            <Td>
              <Typography>{one.article?.label ?? '–'}</Typography>
            </Td>
            <Td>
              <AmendmentTag status={one.status} />
              {one.hidden && <Typography variant="pi"> {t('amendments.hidden')}</Typography>}
            </Td>
            <Td>
              <TallyLine tally={one.tally} />
            </Td>
            <Td>
              <Typography>{number(one.arguments)}</Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </DataTable>
  );
}
