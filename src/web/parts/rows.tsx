import type { ReactNode } from 'react';

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
  /** holds sentences: keeps room for them on a phone */
  readonly isWide?: boolean;
}

/** A plain table that scrolls sideways on a phone, also by keyboard. */
export function Rows(props: {
  label: string;
  columns: readonly Column[];
  rows: readonly (readonly ReactNode[])[];
  /** said instead of an empty table */
  none?: string;
  showLabel?: boolean;
}) {
  const { label, columns, rows, none, showLabel } = props;
  if (rows.length === 0 && none) return <p>{none}</p>;
  const alignment = (column: Column | undefined) => (column?.isNumber ? 'number' : column?.isWide ? 'wide' : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className="rows" aria-label={label} tabIndex={0}>
      <table>
        {showLabel && <caption>{label}</caption>}
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={alignment(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and are never reordered
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={columns[j]?.title ?? j} className={alignment(columns[j])}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
