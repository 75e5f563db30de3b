import { defineFault } from '../../core/fault.ts';

/** One thing wrong with a ViewDefinition. */
export interface ViewProblem {
  /** where in the definition: `select[0].column[2].path` */
  readonly where: string;
  readonly says: string;
}

const viewWrong = defineFault(
  'fhir/view-wrong',
  'bad-input',
  (d: { view: string; problems: readonly ViewProblem[] }) =>
    `${d.view} cannot be used: ${d.problems.map((p) => `${p.where} ${p.says}`).join('; ')}`,
  'Correct the ViewDefinition at the places named; docs/specification-notes.md lists what views may say.',
);

const moreThanOneValue = defineFault(
  'fhir/more-than-one-value',
  'bad-input',
  (d: { what: string }) => `${d.what} has more than one value in a resource`,
  'Take first() of the path, or set "collection": true for the column.',
);

const viewsNotTogether = defineFault(
  'fhir/views-not-together',
  'bad-input',
  (d: { views: number }) =>
    `these ${d.views} views cannot share one scan: one repeats over an element that another reads directly`,
  'Scan the resources once for each view.',
);

export const fault = { viewWrong, moreThanOneValue, viewsNotTogether };
