import { R4_DATA_TYPES, R4_RESOURCES } from './_r4-elements.ts';

/** How values of a primitive type are held and compared. Moments are date, dateTime and instant, possibly partial. */
export type Family = 'text' | 'boolean' | 'integer' | 'decimal' | 'moment' | 'time';

/** One way an element may stand in JSON: `value[x]` has one for each type, most elements have a single one. */
export interface ElementVariant {
  /** the JSON key: `valueQuantity` */
  readonly key: string;
  readonly type: string;
}

export interface ElementShape {
  readonly isList: boolean;
  readonly isChoice: boolean;
  readonly variants: readonly ElementVariant[];
}

const FAMILIES: Readonly<Record<string, Family>> = {
  boolean: 'boolean',
  integer: 'integer',
  positiveInt: 'integer',
  unsignedInt: 'integer',
  integer64: 'integer',
  decimal: 'decimal',
  date: 'moment',
  dateTime: 'moment',
  instant: 'moment',
  time: 'time',
  string: 'text',
  code: 'text',
  id: 'text',
  markdown: 'text',
  uri: 'text',
  url: 'text',
  canonical: 'text',
  oid: 'text',
  uuid: 'text',
  base64Binary: 'text',
  xhtml: 'text',
};

/** The family of a primitive FHIR type; undefined for complex types. */
export function familyOf(type: string): Family | undefined {
  return Object.hasOwn(FAMILIES, type) ? FAMILIES[type] : undefined;
}

const ELEMENT_COMMON = 'id:string extension*:Extension';
const RESOURCE_COMMON =
  'resourceType:code id:id meta:Meta implicitRules:uri language:code text:Narrative contained*:Resource ' +
  'extension*:Extension modifierExtension*:Extension';
const RESOURCES = linesByType(R4_RESOURCES);
const DATA_TYPES = linesByType(R4_DATA_TYPES);

/** Whether FHIR R4 has a resource of this name. */
export function isResourceType(name: string): boolean {
  return RESOURCES.has(name) && !name.includes('.');
}

/** Whether FHIR R4 has a resource, data type or primitive type of this name. */
export function isKnownType(name: string): boolean {
  return familyOf(name) !== undefined || isResourceType(name) || DATA_TYPES.has(name) || name === 'Resource';
}

/** The shape of one element of a type, or undefined where FHIR R4 has none of that name. */
export type ElementLookup = (type: string, element: string) => ElementShape | undefined;

/** A lookup that parses each type's line once. */
export function elementLookup(): ElementLookup {
  const parsed = new Map<string, Map<string, ElementShape>>();
  return (type, element) => {
    let shapes = parsed.get(type);
    if (!shapes) {
      shapes = shapesOf(type);
      parsed.set(type, shapes);
    }
    return shapes.get(element);
  };
}

function shapesOf(type: string): Map<string, ElementShape> {
  const own = RESOURCES.get(type) ?? DATA_TYPES.get(type) ?? '';
  const isResource = isResourceType(type) || type === 'Resource';
  const common = isResource ? RESOURCE_COMMON : `${ELEMENT_COMMON} modifierExtension*:Extension`;
  return new Map(`${common} ${own}`.split(' ').filter(Boolean).map(shapeOf));
}

function shapeOf(field: string): [string, ElementShape] {
  const [spelled = '', types = ''] = field.split(':');
  const isList = spelled.endsWith('*');
  const isChoice = spelled.replace('*', '').endsWith('[x]');
  const name = spelled.replace('*', '').replace('[x]', '');
  const variants = types.split('|').map((type) => ({ key: isChoice ? name + capital(type) : name, type }));
  return [name, { isList, isChoice, variants }];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function linesByType(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [type = '', ...fields] = line.split(' ');
        return [type, fields.join(' ')];
      }),
  );
}
