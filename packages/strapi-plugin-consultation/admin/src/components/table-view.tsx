import type { Table } from 'consultation-core/text';

/** A table of a text. Cells and rows have no name but their place; the table is replaced whole. */
export function TableView({ table }: { table: Table }) {
  const [first, ...rest] = table.rows;
  const rows = table.header ? rest : table.rows;
  return (
    <table>
      {table.caption && <caption>{table.caption}</caption>}
      {table.header && first && (
        <thead>
          <tr>
            {first.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <th key={column}>{cell}</th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={index}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
