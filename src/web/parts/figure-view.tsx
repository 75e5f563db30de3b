import { useState } from 'react';
import { type Figure, figureCsv } from '../../engine/chart/figure.ts';
import { Rows } from './rows.tsx';
import { SvgDrawing } from './svg-drawing.tsx';

/**
 * A figure with its numbers one click away, as a table and as files. Its title and description are inside the drawing;
 * where a heading above says the title already, it is not drawn again.
 */
export function FigureView({ figure, isTitled = false }: { figure: Figure; isTitled?: boolean }) {
  const [showsTable, setShowsTable] = useState(false);
  return (
    <figure className="figure">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls on phones must be reachable by keyboard */}
      <section className="figure-drawing" aria-label={figure.title} tabIndex={0}>
        <SvgDrawing svg={figure.svg} withoutTitle={isTitled} />
      </section>
      <figcaption>
        <button
          type="button"
          className="quiet-button"
          aria-expanded={showsTable}
          onClick={() => setShowsTable(!showsTable)}
        >
          {showsTable ? 'Hide the numbers' : 'Show the numbers'}
        </button>
        <button
          type="button"
          className="quiet-button"
          onClick={() => save(`${figure.id}.csv`, 'text/csv', figureCsv(figure))}
        >
          Download CSV
        </button>
        <button
          type="button"
          className="quiet-button"
          onClick={() => save(`${figure.id}.svg`, 'image/svg+xml', figure.svg)}
        >
          Download SVG
        </button>
      </figcaption>
      {showsTable && (
        <Rows
          label={`${figure.title}, in ${figure.unit}`}
          columns={figure.table.columns.map((title, i) => ({
            title,
            isNumber: figure.table.rows.some((row) => typeof row[i] === 'number'),
          }))}
          rows={figure.table.rows.map((row) =>
            row.map((cell) => (typeof cell === 'number' ? rounded(cell) : (cell ?? '–'))),
          )}
        />
      )}
    </figure>
  );
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
