import { decide } from '../community/decisions.ts';
import { RELEASE_RULES, type ReleaseRule, releaseShare } from '../community/release.ts';
import { choice, path, Type, text } from '../core/schema.ts';
import type { MeasureCounts } from '../cycle/data-to-knowledge/measure-counts.ts';
import { figureCsv } from '../engine/chart/figure.ts';
import { createTextFolder } from '../engine/store/text-folder.ts';
import { defineAction } from './action.ts';
import { askMeasure } from './ask-measure.ts';
import { cycleOnShelf } from './cycle-shelf.ts';
import { codeSetsOnShelf, measureOnShelf } from './shelf.ts';
import { withSnapshot } from './with-snapshot.ts';

/** Lets counts out of the node: the only way, by a stated rule on small numbers, and on record. */
export const exportFindings = defineAction({
  id: 'export',
  title: 'Export findings',
  summary:
    'Writes the counts of a cycle’s measures as CSV, with the rule on small numbers applied to every count and every share made from released counts only. What was exported stands in the ledger.',
  command: 'export',
  example: 'rondo export --cycle hypertension-control --out ./findings',
  roles: ['analyst', 'administrator'],
  changes: true,
  aboutPeople: false,
  params: Type.Object({
    cycle: text('cycle id', 'hypertension-control'),
    out: path('folder to write to; must be empty or new'),
    rule: choice('rule on small numbers', RELEASE_RULES, 'midpoint-6'),
    purpose: text('what it is for', 'audit'),
  }),
  gives: Type.Object({
    folder: Type.String(),
    snapshot: Type.String(),
    rule: Type.String(),
    files: Type.Array(Type.Object({ file: Type.String(), rows: Type.Integer() })),
  }),
  async run({ cycle: id, out, rule, purpose }, { workspace, ledger, actor }) {
    const cycle = cycleOnShelf(id);
    const folder = await createTextFolder(out);
    return withSnapshot(workspace, async (reading) => {
      const files: { file: string; rows: number }[] = [];
      for (const measure of cycle.measures) {
        const answer = await askMeasure(reading, measureOnShelf(measure), { codeSets: codeSetsOnShelf(), cycle: id });
        if (!answer) continue;
        for (const [name, table] of tablesOf(answer.counts, rule)) {
          await folder.write(`${measure}-${name}.csv`, figureCsv({ table }));
          files.push({ file: `${measure}-${name}.csv`, rows: table.rows.length });
        }
      }
      const { snapshot } = reading.dataset;
      const about = {
        cycle: id,
        snapshot,
        definitions: cycle.measures,
        rule,
        purpose,
        isSimulated: reading.dataset.isSimulated,
      };
      await folder.write('about.json', `${JSON.stringify(about, null, 2)}\n`);
      const rows = files.reduce((sum, file) => sum + file.rows, 0);
      await decide(ledger, { kind: 'release/made', subject: `release:${id}`, body: { rule, purpose, rows } }, actor);
      return { folder: out, snapshot, rule, files };
    });
  },
  show: ({ folder, files, rule, snapshot }) =>
    [
      `Snapshot ${snapshot}, rule ${rule}, to ${folder}:`,
      ...files.map(({ file, rows }) => `  ${file}  ${rows} rows`),
      'Every count is rounded by the rule; shares are made from the rounded counts.',
    ].join('\n'),
});

function tablesOf(
  counts: MeasureCounts,
  rule: ReleaseRule,
): [string, { columns: string[]; rows: (string | number | null)[][] }][] {
  const released = (numerator: number, denominator: number) => {
    const { events, people, share } = releaseShare(numerator, denominator, rule);
    return [events, people, share];
  };
  const columns = [`numerator_${rule}`, `denominator_${rule}`, 'share'];
  const strata = [...counts.strata].flatMap(([stratifier, groups]) =>
    groups.map(({ group, label = group, numerator, denominator }) => [
      stratifier,
      label,
      ...released(numerator, denominator),
    ]),
  );
  return [
    [
      'by-month',
      {
        columns: ['month', ...columns],
        rows: counts.months.map(({ month, numerator, denominator }) => [month, ...released(numerator, denominator)]),
      },
    ],
    ['by-group', { columns: ['stratifier', 'group', ...columns], rows: strata }],
  ];
}
