import { Checkbox, Flex } from '@strapi/design-system';
import { amendmentStatuses } from 'consultation-core/amendment';
import { SelectField, TextField } from '../../components/fields.tsx';
import { useListParams, useSearchField } from '../../lib/list-params.ts';
import { useMessages } from '../../lib/messages.ts';
import type { Filters, Order } from './model/filters.ts';

const statuses = amendmentStatuses.filter((one) => one !== 'draft' && one !== 'withdrawn');

/** Filters and order, kept in the address. */
export function useFilters(): {
  filters: Filters;
  order: Order;
  bar: JSX.Element;
} {
  const { t } = useMessages();
  const params = useListParams();
  const { typed, setTyped, sought } = useSearchField(params);
  const status = params.choice('status', ['all', ...statuses]);
  const order = params.choice('order', ['number', 'place']);
  const isOn = (name: string) => params.text(name) === '1';
  const filters = {
    status,
    undecided: isOn('undecided'),
    colliding: isOn('colliding'),
    wording: isOn('wording'),
    search: sought,
  };
  const bar = (
    <Flex direction="column" alignItems="stretch" gap={3} tag="search">
      <Flex gap={4} alignItems="end" wrap="wrap">
        <SelectField
          label={t('amendments.status')}
          value={status}
          onChange={(value) => params.set('status', value)}
          options={[
            { value: 'all', label: t('amendments.status.all') },
            ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
        />
        <SelectField
          label={t('desk.order')}
          value={order}
          onChange={(value) => params.set('order', value === 'number' ? '' : value)}
          options={[
            { value: 'number', label: t('desk.order.number') },
            { value: 'place', label: t('desk.order.place') },
          ]}
        />
        <TextField type="search" label={t('amendments.search')} value={typed} onChange={setTyped} />
      </Flex>
      <Flex gap={5} wrap="wrap">
        {(['undecided', 'colliding', 'wording'] as const).map((name) => (
          <Checkbox
            key={name}
            checked={isOn(name)}
            onCheckedChange={(on) => params.set(name, on === true ? '1' : '')}
          >
            {t(`desk.filter.${name}`)}
          </Checkbox>
        ))}
      </Flex>
    </Flex>
  );
  return { filters, order, bar };
}
