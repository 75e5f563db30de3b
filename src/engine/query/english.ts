import type { Bound, Compare, Condition, Definition, Domain, Frame, Operator, RowTest, Window } from './ast.ts';
import type { CodeSets } from './code-set.ts';
import { partsOf } from './walk.ts';

/** A definition as plain English sentences: who is judged, who is in, how those in are counted. */
export function definitionInEnglish(definition: Definition, codeSets: CodeSets): readonly string[] {
  const { anchor, population, denominator, exclusions, numerator, stratifiers } = partsOf(definition);
  const says = (condition: Condition) => conditionInEnglish(condition, codeSets);
  const judged =
    definition.kind === 'rule'
      ? 'Each person is judged on one day.'
      : anchor.anchor === 'each-person'
        ? 'Each person is judged once in each period.'
        : `Each of the ${frameInEnglish(anchor.frame, codeSets)} that ${anchor.when === 'starts' ? 'start' : 'end'} in the period is judged.`;
  if (definition.kind !== 'measure') {
    return [`${definition.title}.`, judged, `In are those for whom ${says(population.condition)}.`];
  }
  return [
    `${definition.title}.`,
    judged,
    `Looked at are those for whom ${says(population.condition)}.`,
    `The denominator counts those for whom ${says(denominator.condition)}.`,
    `Taken out are those for whom ${says(exclusions.condition)}.`,
    `The numerator counts those for whom ${says(numerator.condition)}.`,
    definition.goodDirection === 'neither'
      ? 'Neither a high nor a low share is good in itself.'
      : `A ${definition.goodDirection} share is better.`,
    ...(stratifiers.length > 0 ? [`It is also counted by ${listed(stratifiers, 'and')}.`] : []),
    'What the record cannot tell counts as not so.',
  ];
}

/** A condition as a clause that can follow "those for whom". */
export function conditionInEnglish(condition: Condition, codeSets: CodeSets): string {
  const says = (inner: Condition) => {
    const text = conditionInEnglish(inner, codeSets);
    return 'of' in inner && Array.isArray(inner.of) && inner.of.length > 1 ? `(${text})` : text;
  };
  switch (condition.node) {
    case 'exists': {
      const least = condition.atLeast ?? 1;
      const rows = frameInEnglish(condition.frame, codeSets);
      return `there ${least === 1 ? 'is at least 1' : `are at least ${least}`} of the ${rows} ${windowInEnglish(condition.window)}`;
    }
    case 'value': {
      const rows = frameInEnglish(condition.frame, codeSets);
      const tie = condition.pick === 'latest' || condition.pick === 'first' ? ` (${condition.tie} of that day)` : '';
      return `the ${condition.pick} value${tie} of the ${rows} ${windowInEnglish(condition.window)} is ${compareInEnglish(condition.compare)}`;
    }
    case 'age': {
      const { from, until, at } = condition;
      const range = [from === undefined ? '' : `at least ${from}`, until === undefined ? '' : `under ${until}`];
      return `age on ${dayInEnglish(at)} is ${range.filter(Boolean).join(' and ')}`;
    }
    case 'sex':
      return condition.in.length === 0 ? 'sex is none of any' : `sex is ${listed(condition.in, 'or')}`;
    case 'alive':
      return `the person is alive at the end of ${dayInEnglish(condition.at)}`;
    case 'observed':
      return `the person is under observation for all of the days ${windowInEnglish(condition.window)}`;
    case 'all':
      return condition.of.length === 0 ? 'nothing more is asked' : condition.of.map(says).join(', and ');
    case 'any':
      return condition.of.length === 0 ? 'something holds that never does' : condition.of.map(says).join(', or ');
    case 'not':
      return `it is not so that ${says(condition.of)}`;
    case 'at-least-of':
      return `at least ${condition.n} of these hold: ${condition.of.map(says).join('; ')}`;
  }
}

/** A frame as a noun phrase, e.g. `first of the visits of kind IMP`. */
export function frameInEnglish(frame: Frame, codeSets: CodeSets): string {
  switch (frame.node) {
    case 'events': {
      const rows = DOMAIN_IN_ENGLISH[frame.domain];
      return frame.codes === undefined ? rows : `${rows} coded "${titleOf(frame.codes, codeSets)}"`;
    }
    case 'where':
      return `${frameInEnglish(frame.of, codeSets)} ${testInEnglish(frame.test, codeSets)}`;
    case 'nth': {
      const place = frame.n === 1 ? frame.from : `number ${frame.n} from the ${frame.from}`;
      return `${place} ever of the ${frameInEnglish(frame.of, codeSets)}`;
    }
  }
}

const DOMAIN_IN_ENGLISH: Readonly<Record<Domain, string>> = {
  condition: 'conditions',
  drug: 'drug records',
  measurement: 'measurements',
  procedure: 'procedures',
  observation: 'observations',
  visit: 'visits',
  death: 'deaths',
  device: 'device records',
};

function titleOf(codes: string, codeSets: CodeSets): string {
  return codeSets.get(codes)?.title ?? codes;
}

function testInEnglish(test: RowTest, codeSets: CodeSets, isNegated = false): string {
  const not = isNegated ? 'not ' : '';
  switch (test.test) {
    case 'value':
      return `with a value ${not}${compareInEnglish(test.compare)}`;
    case 'kind':
      return `${not}of kind ${listed(test.in, 'or')}`;
    case 'disposition':
      return `${not}discharged as ${listed(test.in, 'or')}`;
    case 'stay': {
      const { from, until } = test;
      const range = [from === undefined ? '' : `at least ${from}`, until === undefined ? '' : `under ${until}`];
      return `${not}lasting ${range.filter(Boolean).join(' and ')} days`;
    }
    case 'coded':
      return `${not}coded "${titleOf(test.codes, codeSets)}"`;
    case 'not':
      return testInEnglish(test.of, codeSets, !isNegated);
  }
}

const OPERATOR_IN_ENGLISH: Readonly<Record<Operator, string>> = {
  '<': 'below',
  '<=': 'at most',
  '=': 'exactly',
  '>=': 'at least',
  '>': 'above',
};

function compareInEnglish({ op, number, unit }: Compare): string {
  return `${OPERATOR_IN_ENGLISH[op]} ${number}${unit === undefined ? '' : ` ${unit}`}`;
}

function windowInEnglish({ from, until }: Window): string {
  const words = [
    ...(from ? [`from ${boundInEnglish(from)}`] : []),
    ...(until ? [`until ${boundInEnglish(until)}`] : []),
  ];
  return words.length === 0 ? 'at any time' : words.join(' ');
}

function boundInEnglish({ days, of, included }: Bound): string {
  const far = Math.abs(days);
  const day =
    days === 0
      ? dayInEnglish(of)
      : `${far} ${far === 1 ? 'day' : 'days'} ${days < 0 ? 'before' : 'after'} ${dayInEnglish(of)}`;
  return `${day} (${included ? 'included' : 'not included'})`;
}

function dayInEnglish(of: 'start' | 'end'): string {
  return of === 'start' ? 'the first day' : 'the last day';
}

function listed(words: readonly string[], joint: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}
