import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { pluginId } from '../plugin-id.ts';

type Values = Readonly<Record<string, string | number | boolean>>;

/** Words and dates of this plugin in the reader's language. */
export function useMessages() {
  const intl = useIntl();
  return useMemo(
    () => ({
      locale: intl.locale,
      t: (key: string, values?: Values) => intl.formatMessage({ id: `${pluginId}.${key}` }, values),
      number: (value: number) => intl.formatNumber(value),
      list: (values: readonly string[]) => intl.formatList([...values]),
      /** From one day to another. */
      days: (from: string, to: string, timeZone: string) =>
        intl.formatDateTimeRange(new Date(from), new Date(to), { timeZone, dateStyle: 'medium' }),
      date: (instant: string, timeZone: string) =>
        intl.formatDate(instant, {
          timeZone,
          dateStyle: 'long',
          timeStyle: 'short',
        }),
    }),
    [intl]
  );
}
