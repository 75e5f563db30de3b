import { defineFault } from '../../core/fault.ts';
import { JsonReader } from './_json-reader.ts';
import { readAbout } from './_read-about.ts';
import { readCondition, readFrame } from './_read-nodes.ts';
import {
  type Anchor,
  type Cohort,
  type Condition,
  type Definition,
  type Frame,
  LANGUAGE,
  type Measure,
  type Rule,
  STRATIFIERS,
} from './ast.ts';

export const definitionInvalid = defineFault(
  'query/definition-invalid',
  'bad-input',
  (d: { problems: readonly string[] }) => `definition: ${d.problems.join('; ')}`,
  'Mend the named places; src/engine/query/builder.ts lists the words of the language.',
);

/** Reads a definition from parsed JSON; throws `query/definition-invalid` with every problem and its place. */
export function fromJson(json: unknown): Definition {
  return readWhole(json, (reader) => {
    const kind =
      typeof json === 'object' && json !== null ? reader.word(Reflect.get(json, 'kind'), 'kind', KINDS) : 'rule';
    switch (kind) {
      case 'cohort':
        return readCohort(reader, json);
      case 'measure':
        return readMeasure(reader, json);
      case 'rule':
        return readRule(reader, json);
    }
  });
}

/** Reads a measure; as `fromJson`. */
export function measureFromJson(json: unknown): Measure {
  return readWhole(json, (reader) => readMeasure(reader, json));
}

/** Reads a rule; as `fromJson`. */
export function ruleFromJson(json: unknown): Rule {
  return readWhole(json, (reader) => readRule(reader, json));
}

/** Reads a cohort; as `fromJson`. */
export function cohortFromJson(json: unknown): Cohort {
  return readWhole(json, (reader) => readCohort(reader, json));
}

/** Reads one condition; as `fromJson`. */
export function conditionFromJson(json: unknown): Condition {
  return readWhole(json, (reader) => readCondition(reader, json, 'condition'));
}

/** Reads one frame; as `fromJson`. */
export function frameFromJson(json: unknown): Frame {
  return readWhole(json, (reader) => readFrame(reader, json, 'frame'));
}

const KINDS = ['cohort', 'measure', 'rule'] as const;
const NAMED = ['kind', 'language', 'id', 'title', 'version', 'about'];

function readWhole<T>(_json: unknown, read: (reader: JsonReader) => T | undefined): T {
  const reader = new JsonReader();
  const value = read(reader);
  if (reader.problems.length > 0 || value === undefined) throw definitionInvalid({ problems: reader.problems });
  return value;
}

function readNamed(reader: JsonReader, members: Readonly<Record<string, unknown>>) {
  if (members['language'] !== LANGUAGE) reader.problem('language', `must be ${LANGUAGE}`);
  const about = members['about'] === undefined ? undefined : readAbout(reader, members['about'], 'about');
  return {
    language: LANGUAGE as typeof LANGUAGE,
    id: reader.id(members['id'], 'id'),
    title: reader.text(members['title'], 'title'),
    version: reader.text(members['version'], 'version'),
    ...(about ? { about } : {}),
  };
}

function readCohort(reader: JsonReader, json: unknown): Cohort | undefined {
  return reader.object(json, 'cohort', [...NAMED, 'anchor', 'where'], (members) => {
    const kind = reader.word(members['kind'], 'kind', ['cohort']);
    const anchor = readAnchor(reader, members['anchor'], 'anchor');
    const where = readCondition(reader, members['where'], 'where');
    return anchor && where && { kind, ...readNamed(reader, members), anchor, where };
  });
}

function readRule(reader: JsonReader, json: unknown): Rule | undefined {
  return reader.object(json, 'rule', [...NAMED, 'where'], (members) => {
    const kind = reader.word(members['kind'], 'kind', ['rule']);
    const named = readNamed(reader, members);
    const where = readCondition(reader, members['where'], 'where');
    return where && { kind, ...named, where };
  });
}

const MEASURE = [
  ...NAMED,
  'basis',
  'population',
  'denominator',
  'denominatorExclusions',
  'numerator',
  'goodDirection',
  'stratifiers',
];

function readMeasure(reader: JsonReader, json: unknown): Measure | undefined {
  return reader.object(json, 'measure', MEASURE, (members) => {
    const kind = reader.word(members['kind'], 'kind', ['measure']);
    const named = readNamed(reader, members);
    const basis = reader.word(members['basis'], 'basis', ['person', 'event']);
    const population = reader.object(members['population'], 'population', ['anchor', 'where'], (inner) => {
      const anchor = readAnchor(reader, inner['anchor'], 'population.anchor');
      const where = readCondition(reader, inner['where'], 'population.where');
      return anchor && where && { anchor, where };
    });
    const denominator = readCondition(reader, members['denominator'], 'denominator');
    const denominatorExclusions = readCondition(reader, members['denominatorExclusions'], 'denominatorExclusions');
    const numerator = readCondition(reader, members['numerator'], 'numerator');
    const goodDirection = reader.word(members['goodDirection'], 'goodDirection', ['higher', 'lower', 'neither']);
    const stratifiers = reader.list(members['stratifiers'], 'stratifiers', (item, path) =>
      reader.word(item, path, STRATIFIERS),
    );
    if (new Set(stratifiers).size < stratifiers.length) reader.problem('stratifiers', 'must not name one twice');
    if (!population || !denominator || !denominatorExclusions || !numerator) return undefined;
    if ((basis === 'person') !== (population.anchor.anchor === 'each-person')) {
      reader.problem('basis', 'must be person for each-person and event for each-event');
    }
    return {
      kind,
      ...named,
      basis,
      population,
      denominator,
      denominatorExclusions,
      numerator,
      goodDirection,
      stratifiers,
    };
  });
}

function readAnchor(reader: JsonReader, json: unknown, path: string): Anchor | undefined {
  return reader.object<Anchor>(json, path, ['anchor', 'frame', 'when'], (members) => {
    const anchor = reader.word(members['anchor'], `${path}.anchor`, ['each-person', 'each-event']);
    if (anchor === 'each-person') {
      if (members['frame'] ?? members['when']) reader.problem(path, 'each-person has no frame and no when');
      return { anchor };
    }
    const frame = readFrame(reader, members['frame'], `${path}.frame`);
    const when = reader.word(members['when'], `${path}.when`, ['starts', 'ends']);
    return frame && { anchor, frame, when };
  });
}
