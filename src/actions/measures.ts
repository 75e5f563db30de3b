import { Type } from '../core/schema.ts';
import { countMeasure } from '../cycle/data-to-knowledge/measure-counts.ts';
import { shareByGroup } from '../cycle/data-to-knowledge/methods/share-by-group.ts';
import { defineAction } from './action.ts';
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
    const hasRecords = (await workspace.currentSnapshot()) !== undefined;
    const rows = [];
    for (const measure of measuresOnShelf()) {
      const latest = hasRecords
        ? await withSnapshot(workspace, async ({ snapshot, first, asOf, nameOf }) => {
            const simple = { ...measure, stratifiers: [] };
            const counts = await countMeasure(snapshot.db, simple, { codeSets, first, asOf, nameOf });
            return counts
              ? latestOf(measure.basis === 'event' ? counts.months.slice(-12) : counts.months.slice(-1))
              : null;
          })
        : null;
      rows.push({ ...(await measureCard(measure, codeSets, ledger)), latest });
    }
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

function latestOf(months: readonly { numerator: number; denominator: number }[]) {
  const sum = months.reduce(
    (all, month) => ({ numerator: all.numerator + month.numerator, denominator: all.denominator + month.denominator }),
    { numerator: 0, denominator: 0 },
  );
  const { estimate, interval } = shareByGroup.run([{ group: 'all', ...sum }]);
  return estimate === null || interval === null
    ? null
    : { share: estimate, lower: interval[0], upper: interval[1], denominator: sum.denominator };
}
