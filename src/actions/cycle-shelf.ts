import { defineFault } from '../core/fault.ts';
import { type Static, Type, Value } from '../core/schema.ts';
import { contentOf, readLibrary } from '../engine/store/library.ts';

export const cycleInvalid = defineFault(
  'actions/cycle-invalid',
  'bad-input',
  (d: { cycle: string; problems: readonly string[] }) => `cycle ${d.cycle}: ${d.problems.join('; ')}`,
  'Mend what is named in the file of library/cycles.',
);

const Evidence = Type.Object({ title: Type.String(), citation: Type.String(), url: Type.Optional(Type.String()) });

/** A cycle as its library file declares it. */
export const CycleContent = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9-]+$' }),
  version: Type.String(),
  title: Type.String({ minLength: 1 }),
  status: Type.String(),
  question: Type.String({ minLength: 1 }),
  why_it_matters: Type.String({ minLength: 1 }),
  measures: Type.Array(Type.String(), { minItems: 1 }),
  rule: Type.String(),
  advice: Type.Array(Type.String()),
  community: Type.Array(Type.Object({ role: Type.String(), asked: Type.String() })),
  owner: Type.String({ minLength: 1 }),
  review_by: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  evidence: Type.Array(Evidence),
});
export type CycleContent = Static<typeof CycleContent>;

/** Every cycle that ships, by id in alphabetical order. */
export function cyclesOnShelf(): CycleContent[] {
  return readLibrary('cycles').map(({ id, json }) => cycleFromJson(id, json));
}

/** One cycle; throws `library/content-unknown` naming what there is. */
export function cycleOnShelf(id: string): CycleContent {
  return cycleFromJson(id, contentOf('cycles', id).json);
}

function cycleFromJson(id: string, json: unknown): CycleContent {
  if (Value.Check(CycleContent, json)) return json;
  const problems = Value.Errors(CycleContent, json).map(
    (problem) => `${problem.instancePath || '/'} ${problem.message}`,
  );
  throw cycleInvalid({ cycle: id, problems: problems.slice(0, 8) });
}
