import { count, path, share, Type } from '../core/schema.ts';
import { createNdjsonFolder } from '../engine/store/ndjson-folder.ts';
import { writeHistory } from '../synthetic/write.ts';
import { defineAction } from './action.ts';
import { textTable } from './text-table.ts';

/** Writes a synthetic hospital with planted truths. */
export const synth = defineAction({
  id: 'synth',
  title: 'Make a synthetic hospital',
  summary:
    'Writes FHIR R4 NDJSON like a bulk export, from a seed, with everything planted in it told in truth.json. Its people do not exist.',
  command: 'synth',
  example: 'rondo synth --people 5000 --seed 1 --out ./hospital',
  roles: ['analyst', 'administrator'],
  changes: true,
  aboutPeople: false,
  needsNode: false,
  params: Type.Object({
    people: count('people registered with the practices', 5000, 1),
    seed: Type.Integer({ title: 'another seed is another population with the same kinds of truth', default: 1 }),
    out: path('folder to write to; must hold no export yet'),
    malformed: share('share of resources followed by a broken line', 0),
    duplicates: Type.Optional(share('share of resources exported twice')),
    missing: Type.Optional(share('share of measurements without a value')),
    unitMixUps: Type.Optional(share('share of measurements with a wrong or other unit')),
  }),
  gives: Type.Object({
    folder: Type.String(),
    resources: Type.Integer(),
    bytes: Type.Integer(),
    seconds: Type.Number(),
    byType: Type.Array(Type.Object({ type: Type.String(), resources: Type.Integer() })),
  }),
  async run({ people, seed, out, malformed, duplicates, missing, unitMixUps }, { effects }) {
    const began = effects.now().getTime();
    const mess = {
      malformed,
      ...(duplicates === undefined ? {} : { duplicates }),
      ...(missing === undefined ? {} : { missing }),
      ...(unitMixUps === undefined ? {} : { unitMixUps }),
    };
    const folder = await createNdjsonFolder(out);
    let written = 0;
    const truth = await writeHistory({ people, seed, mess }, (type, line) => {
      folder.write(type, line);
      if (++written % 20_000 === 0)
        effects.progress({ doing: 'writing the synthetic hospital', done: written, unit: 'resources' });
    });
    const { lines, bytes, byType } = await folder.close();
    await folder.writeFile('truth.json', `${JSON.stringify(truth, null, 2)}\n`);
    return {
      folder: out,
      resources: lines,
      bytes,
      seconds: (effects.now().getTime() - began) / 1000,
      byType: Object.entries(byType).map(([type, resources]) => ({ type, resources })),
    };
  },
  show: ({ folder, resources, bytes, seconds, byType }) =>
    [
      textTable(
        ['type', 'resources'],
        byType.map((row) => [row.type, row.resources]),
      ),
      '',
      `${resources.toLocaleString('en')} resources, ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, in ${folder}`,
      'All of it is made up; what was planted stands in truth.json.',
    ].join('\n'),
});
