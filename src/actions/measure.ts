import { formatDay } from '../core/day.ts';
import { type Static, Type, text } from '../core/schema.ts';
import type { MeasureCounts } from '../cycle/data-to-knowledge/measure-counts.ts';
import { definitionInEnglish } from '../engine/query/english.ts';
import { wilsonInterval } from '../engine/stats/wilson-interval.ts';
import { defineAction } from './action.ts';
import { askMeasure } from './ask-measure.ts';
import { measureCard } from './measure-card.ts';
import { plainFinding } from './plain-figure.ts';
import { FindingShape, MeasureCard, StratumRow } from './shapes.ts';
import { codeSetsOnShelf, measureOnShelf } from './shelf.ts';
import { showFinding } from './show-finding.ts';
import { withSnapshot } from './with-snapshot.ts';

/** Below this many people a stratum is named, but no number is shown. */
export const FEWEST_SHOWN = 10;

/** One measure: its meaning, its findings and its strata. */
export const measure = defineAction({
  id: 'measure',
  title: 'One measure',
  summary:
    'One measure in plain words with its findings (level, trend, variation, gaps) and its latest value in every stratum.',
  command: 'measure show',
  positional: ['id'],
  example: 'rondo measure show blood-pressure-control',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({ id: text('measure id') }),
  gives: Type.Object({
    card: MeasureCard,
    english: Type.String(),
    findings: Type.Array(FindingShape),
    strata: Type.Array(StratumRow),
    period: Type.Object({ from: Type.String(), until: Type.String() }),
  }),
  async run({ id }, { ledger, workspace }) {
    const definition = measureOnShelf(id);
    const codeSets = codeSetsOnShelf();
    const card = await measureCard(definition, codeSets, ledger);
    const english = definitionInEnglish(definition, codeSets).join(' ');
    const answer =
      (await workspace.currentSnapshot()) === undefined
        ? undefined
        : await withSnapshot(workspace, (reading) => askMeasure(reading, definition, { codeSets, cycle: '' }));
    if (!answer) return { card, english, findings: [], strata: [], period: { from: '', until: '' } };
    const { latest } = answer.counts;
    return {
      card,
      english,
      findings: answer.findings.map(plainFinding),
      strata: strataRows(answer.counts),
      period: { from: formatDay(latest.from), until: formatDay(latest.until) },
    };
  },
  show: ({ card, english, findings }) =>
    [
      card.title,
      '',
      english,
      '',
      ...(findings.length === 0 ? ['No records yet: rondo load --fhir FOLDER.'] : findings.map(showFinding)),
    ].join('\n'),
});

function strataRows(counts: MeasureCounts): Static<typeof StratumRow>[] {
  return [...counts.strata].flatMap(([stratifier, groups]) =>
    groups.map(({ group, label = group, numerator, denominator, excluded }) => {
      const named = { stratifier, stratum: group, label };
      if (denominator < FEWEST_SHOWN) {
        return { ...named, denominator: null, excluded: null, numerator: null, share: null, lower: null, upper: null };
      }
      const { lower, upper } = wilsonInterval(numerator, denominator);
      return { ...named, denominator, excluded, numerator, share: numerator / denominator, lower, upper };
    }),
  );
}
