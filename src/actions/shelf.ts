/** The library, read and checked: what the actions take definitions from. */
import type { Measure, Rule } from '../engine/query/ast.ts';
import { type CodeSets, codeSetFromJson } from '../engine/query/code-set.ts';
import { measureFromJson, ruleFromJson } from '../engine/query/definition-json.ts';
import { contentOf, readLibrary } from '../engine/store/library.ts';

/** Every code set that ships, by id. */
export function codeSetsOnShelf(): CodeSets {
  return new Map(
    readLibrary('code-lists')
      .map(({ json }) => codeSetFromJson(json))
      .map((set) => [set.id, set]),
  );
}

/** Every measure that ships, by id in alphabetical order. */
export function measuresOnShelf(): Measure[] {
  return readLibrary('measures').map(({ json }) => measureFromJson(json));
}

/** One measure; throws `library/content-unknown` naming what there is. */
export function measureOnShelf(id: string): Measure {
  return measureFromJson(contentOf('measures', id).json);
}

/** One rule; throws `library/content-unknown` naming what there is. */
export function ruleOnShelf(id: string): Rule {
  return ruleFromJson(contentOf('rules', id).json);
}
