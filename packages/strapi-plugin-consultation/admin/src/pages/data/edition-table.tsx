import { Link, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { StaffJournal } from 'consultation-core/contract';
import { DataTable } from '../../components/data-table.tsx';
import { useMessages } from '../../lib/messages.ts';

const names = ['name', 'at', 'size', 'bytes', 'final'] as const;

/** Editions that everybody can load, newest first. */
export function EditionTable({ journal, timeZone }: { journal: StaffJournal; timeZone: string }) {
  const { t, date, number } = useMessages();
  const { editions, files } = journal;
  return (
    <DataTable colCount={names.length} rowCount={editions.length + 1}>
      <Thead>
        <Tr>
          {names.map((name) => (
            <Th key={name}>
              <Typography variant="sigma">{t(`data.column.${name}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {editions.map((one) => (
          <Tr key={one.name}>
            <Td>
              <Link href={`${files}editions/${one.name}/datapackage.json`} isExternal>
                {one.name}
              </Link>
            </Td>
            <Td>
              <Typography>{date(one.at, timeZone)}</Typography>
            </Td>
            <Td>
              <Typography>{number(one.size)}</Typography>
            </Td>
            <Td>
              <Typography>
                {t('data.bytes', { kilobytes: Math.ceil(one.bytes / 1_000) })}
              </Typography>
            </Td>
            <Td>
              <Typography>{t(one.final ? 'data.final.yes' : 'data.final.no')}</Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </DataTable>
  );
}
