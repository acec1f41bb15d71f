import type { ComponentChildren } from 'preact';

interface DataTableProps {
  caption: string;
  columns: readonly string[];
  /** The last column has what can be done, not what is so: it is not printed. */
  lastOnScreenOnly?: boolean;
  rows: readonly { key: string; cells: readonly ComponentChildren[] }[];
}

/** A plain table; wide ones scroll inside their own, focusable frame. */
export function DataTable({ caption, columns, rows, lastOnScreenOnly = false }: DataTableProps) {
  return (
    <div class="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table class={lastOnScreenOnly ? 'table table-acts' : 'table'}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => (
                <td key={columns[index] ?? index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
