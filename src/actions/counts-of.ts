import { digestOfJson } from '../core/digest.ts';
import { countMeasure, type MeasureCounts } from '../cycle/data-to-knowledge/measure-counts.ts';
import type { Measure } from '../engine/query/ast.ts';
import type { CodeSets } from '../engine/query/code-set.ts';
import { digestOfMeaning } from '../engine/query/definition-digest.ts';
import type { Reading } from './with-snapshot.ts';

/** Counts a measure on the snapshot that is read, once for every page that asks; undefined where no month can be judged. */
export function countsOf(
  { snapshot, first, asOf, nameOf, memory }: Reading,
  measure: Measure,
  codeSets: CodeSets,
): Promise<MeasureCounts | undefined> {
  const { title, version, stratifiers, about } = measure;
  const told = digestOfJson(JSON.parse(JSON.stringify({ title, version, stratifiers, about })));
  const key = `counts ${measure.id} ${digestOfMeaning(measure, codeSets)} ${told}`;
  return memory.remember(snapshot.id, key, () => countMeasure(snapshot.db, measure, { codeSets, first, asOf, nameOf }));
}
