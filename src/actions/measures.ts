import { Type } from '../core/schema.ts';
import type { MeasureCounts } from '../cycle/data-to-knowledge/measure-counts.ts';
import { shareByGroup } from '../cycle/data-to-knowledge/methods/share-by-group.ts';
import { defineAction } from './action.ts';
import { countsOf } from './counts-of.ts';
import { measureCard } from './measure-card.ts';
import { MeasureCard } from './shapes.ts';
import { codeSetsOnShelf, measuresOnShelf } from './shelf.ts';
import { textTable } from './text-table.ts';
import { withSnapshot } from './with-snapshot.ts';

const Latest = Type.Object({
  share: Type.Number(),
  lower: Type.Number(),
  upper: Type.Number(),
  denominator: Type.Integer(),
});

/** Every measure with its latest value. */
export const measures = defineAction({
  id: 'measures',
  title: 'Measures',
  summary: 'Lists the measures with their words and, where records are loaded, the latest value with its interval.',
  command: 'measures',
  example: 'rondo measures',
  roles: ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: Type.Object({
    measures: Type.Array(Type.Object({ ...MeasureCard.properties, latest: Type.Union([Latest, Type.Null()]) })),
  }),
  async run(_params, { ledger, workspace }) {
    const codeSets = codeSetsOnShelf();
    const found = measuresOnShelf();
    const hasRecords = (await workspace.currentSnapshot()) !== undefined;
    const latest = new Map<string, ReturnType<typeof latestOf>>();
    if (hasRecords) {
      await withSnapshot(workspace, async (reading) => {
        for (const measure of found) {
          const counts = await countsOf(reading, measure, codeSets);
          if (counts) latest.set(measure.id, latestOf(counts));
        }
      });
    }
    const rows = [];
    for (const measure of found)
      rows.push({ ...(await measureCard(measure, codeSets, ledger)), latest: latest.get(measure.id) ?? null });
    return { measures: rows };
  },
  show: ({ measures: rows }) =>
    textTable(
      ['measure', 'title', 'share', '95 % interval', 'of', 'status'],
      rows.map(({ id, title, latest, status }) => [
        id,
        title,
        latest ? `${(100 * latest.share).toFixed(1)} %` : null,
        latest ? `${(100 * latest.lower).toFixed(1)}–${(100 * latest.upper).toFixed(1)}` : null,
        latest ? latest.denominator : null,
        status,
      ]),
    ),
});

/** The last month of a measure of people; the last twelve of a measure of events, which counts each once. */
function latestOf({ measure, months }: MeasureCounts) {
  const used = measure.basis === 'event' ? months.slice(-12) : months.slice(-1);
  const sum = used.reduce(
    (all, month) => ({ numerator: all.numerator + month.numerator, denominator: all.denominator + month.denominator }),
    { numerator: 0, denominator: 0 },
  );
  const { estimate, interval } = shareByGroup.run([{ group: 'all', ...sum }]);
  return estimate === null || interval === null
    ? null
    : { share: estimate, lower: interval[0], upper: interval[1], denominator: sum.denominator };
}
