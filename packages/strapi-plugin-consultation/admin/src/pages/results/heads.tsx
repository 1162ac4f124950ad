import { Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useMessages } from '../../lib/messages.ts';

/** The names of columns of results. */
export function Heads({ names }: { names: readonly string[] }) {
  const { t } = useMessages();
  return (
    <Thead>
      <Tr>
        {names.map((name) => (
          <Th key={name}>
            <Typography variant="sigma">{t(`results.column.${name}`)}</Typography>
          </Th>
        ))}
      </Tr>
    </Thead>
  );
}
