import type {
  Anchor,
  Condition,
  Definition,
  EventsFrame,
  ExistsCondition,
  Frame,
  RowTest,
  Stratifier,
  ValueCondition,
} from './ast.ts';

/** The conditions a definition stands on, in the order they are asked. */
export function conditionsOf(definition: Definition): readonly Condition[] {
  if (definition.kind !== 'measure') return [definition.where];
  const { population, denominator, denominatorExclusions, numerator } = definition;
  return [population.where, denominator, denominatorExclusions, numerator];
}

/** A condition and everything inside it, outermost first. */
export function* conditionsWithin(condition: Condition): Generator<Condition> {
  yield condition;
  switch (condition.node) {
    case 'all':
    case 'any':
    case 'at-least-of':
      for (const inner of condition.of) yield* conditionsWithin(inner);
      return;
    case 'not':
      yield* conditionsWithin(condition.of);
  }
}

/** Every frame a definition reads, whole frames only, in the order they are met. */
export function framesOf(definition: Definition): readonly Frame[] {
  const frames: Frame[] = [];
  const anchor =
    definition.kind === 'measure'
      ? definition.population.anchor
      : definition.kind === 'cohort'
        ? definition.anchor
        : undefined;
  if (anchor?.anchor === 'each-event') frames.push(anchor.frame);
  for (const whole of conditionsOf(definition)) {
    for (const condition of conditionsWithin(whole)) if ('frame' in condition) frames.push(condition.frame);
  }
  return frames;
}

/** The events a frame starts from. */
export function eventsOf(frame: Frame): EventsFrame {
  return frame.node === 'events' ? frame : eventsOf(frame.of);
}

/** The tests a frame's rows pass, innermost first. */
export function testsOf(frame: Frame): readonly RowTest[] {
  if (frame.node === 'events') return [];
  return frame.node === 'where' ? [...testsOf(frame.of), frame.test] : testsOf(frame.of);
}

/** The ids of the code sets a definition names, sorted, each once. */
export function codeSetsNamed(definition: Definition): readonly string[] {
  const ids = framesOf(definition).flatMap((frame) => {
    const { codes } = eventsOf(frame);
    return [...(codes === undefined ? [] : [codes]), ...testsOf(frame).flatMap(codesOfTest)];
  });
  return [...new Set(ids)].sort();
}

function codesOfTest(test: RowTest): readonly string[] {
  if (test.test === 'not') return codesOfTest(test.of);
  return test.test === 'coded' ? [test.codes] : [];
}

/** A condition that looks at events, with its place in the definition. */
export interface Leaf {
  readonly path: string;
  readonly condition: ExistsCondition | ValueCondition;
}

/** The `exists` and `value` conditions inside one condition, in the order they are written. */
export function leavesWithin(condition: Condition, path: string): readonly Leaf[] {
  switch (condition.node) {
    case 'exists':
    case 'value':
      return [{ path, condition }];
    case 'all':
    case 'any':
    case 'at-least-of':
      return condition.of.flatMap((inner, index) => leavesWithin(inner, `${path}.of[${index}]`));
    case 'not':
      return leavesWithin(condition.of, `${path}.of`);
    case 'age':
    case 'sex':
    case 'alive':
    case 'observed':
      return [];
  }
}

/** A definition taken apart: what is judged, who is in, and how those in are counted. Cohorts and rules count everyone in. */
export interface Parts {
  readonly anchor: Anchor;
  readonly population: Part;
  readonly denominator: Part;
  readonly exclusions: Part;
  readonly numerator: Part;
  readonly stratifiers: readonly Stratifier[];
}

export interface Part {
  readonly path: string;
  readonly condition: Condition;
}

export function partsOf(definition: Definition): Parts {
  if (definition.kind === 'measure') {
    return {
      anchor: definition.population.anchor,
      population: { path: 'population.where', condition: definition.population.where },
      denominator: { path: 'denominator', condition: definition.denominator },
      exclusions: { path: 'denominatorExclusions', condition: definition.denominatorExclusions },
      numerator: { path: 'numerator', condition: definition.numerator },
      stratifiers: definition.stratifiers,
    };
  }
  return {
    anchor: definition.kind === 'cohort' ? definition.anchor : { anchor: 'each-person' },
    population: { path: 'where', condition: definition.where },
    denominator: { path: 'everyone', condition: { node: 'all', of: [] } },
    exclusions: { path: 'nobody', condition: { node: 'any', of: [] } },
    numerator: { path: 'everyone', condition: { node: 'all', of: [] } },
    stratifiers: [],
  };
}

/** Every leaf of a definition, in its order. */
export function leavesOf(parts: Parts): readonly Leaf[] {
  return [parts.population, parts.denominator, parts.exclusions, parts.numerator].flatMap(({ path, condition }) =>
    leavesWithin(condition, path),
  );
}

/** The leaf whose fact stands for the answer: the first `value` of the numerator (else of the population), else `exists`. */
export function decidingLeaf(parts: Parts): Leaf | undefined {
  for (const { path, condition } of [parts.numerator, parts.population]) {
    const leaves = leavesWithin(condition, path);
    const leaf = leaves.find((each) => each.condition.node === 'value') ?? leaves[0];
    if (leaf) return leaf;
  }
  return undefined;
}
