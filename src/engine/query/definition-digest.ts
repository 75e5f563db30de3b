import { canonicalJson } from '../../core/canonical-json.ts';
import { type Digest, digestOfJson } from '../../core/digest.ts';
import type { Definition } from './ast.ts';

import { type CodeSets, codeSetCalled } from './code-set.ts';
import { codeSetsNamed } from './walk.ts';

/** The one text of a definition (RFC 8785). */
export function toJson(definition: Definition): string {
  return canonicalJson(definition);
}

/**
 * The name of what a definition means: it changes when the definition or a code in one of its code sets changes, and stays
 * when only what people are told (`about`, displays, titles of code sets) or the order of codes does.
 */
export function digestOfMeaning(definition: Definition, codeSets: CodeSets): Digest {
  const { about: _told, title: _title, ...meaning } = definition;
  const codes = codeSetsNamed(definition).map((id) => ({
    id,
    codes: codeSetCalled(id, codeSets)
      .codes.map(({ system, code, below }) => canonicalJson([system, code, below ?? false]))
      .sort(),
  }));
  return digestOfJson({ meaning, codes });
}
