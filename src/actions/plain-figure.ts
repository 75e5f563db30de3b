import type { Static } from '../core/schema.ts';
import type { Finding } from '../cycle/handover.ts';
import type { Figure } from '../engine/chart/figure.ts';
import type { FigureShape, FindingJson } from './shapes.ts';

/** A figure as JSON carries it: nothing is readonly there. */
export function plainFigure(figure: Figure): Static<typeof FigureShape> {
  return { ...figure, table: { columns: [...figure.table.columns], rows: figure.table.rows.map((row) => [...row]) } };
}

/** A finding as JSON carries it. */
export function plainFinding(finding: Finding): FindingJson {
  return JSON.parse(JSON.stringify(finding)) as FindingJson; // a Finding is JSON through and through
}
