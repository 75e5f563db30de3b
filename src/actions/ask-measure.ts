import type { MeasureCounts } from '../cycle/data-to-knowledge/measure-counts.ts';
import { measureFindings } from '../cycle/data-to-knowledge/measure-findings.ts';
import type { Finding } from '../cycle/handover.ts';
import type { Measure } from '../engine/query/ast.ts';
import type { CodeSets } from '../engine/query/code-set.ts';
import { resolveDefinition } from '../engine/query/resolve.ts';
import { countsOf } from './counts-of.ts';
import type { Reading } from './with-snapshot.ts';

export interface MeasureAnswer {
  readonly counts: MeasureCounts;
  readonly findings: readonly Finding[];
}

/** Counts a measure on a snapshot and makes findings of the counts; undefined where no month of records can judge it. */
export async function askMeasure(
  reading: Reading,
  measure: Measure,
  ask: { readonly codeSets: CodeSets; readonly cycle: string },
): Promise<MeasureAnswer | undefined> {
  const { codeSets, cycle } = ask;
  const { snapshot, dataset } = reading;
  const counts = await countsOf(reading, measure, codeSets);
  if (!counts) return undefined;
  const resolution = await resolveDefinition(snapshot.db, measure, codeSets);
  const resolved = new Map(resolution.codeSets.map(({ id, conceptIds }) => [id, conceptIds.length]));
  return { counts, findings: measureFindings(counts, { cycle, dataset, codeSets, resolved }) };
}
