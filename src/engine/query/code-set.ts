import { vocabularyOfSystem } from '../../core/code.ts';
import { defineFault } from '../../core/fault.ts';
import { JsonReader } from './_json-reader.ts';
import { readAbout } from './_read-about.ts';
import type { About } from './ast.ts';

/** A named list of codes. An event belongs to it if any of its codings does. */
export interface CodeSet {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly codes: readonly CodeSetEntry[];
  readonly about?: About;
}

export interface CodeSetEntry {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
  /** also every code that begins with this one; only where the code system is built that way (ICD, ATC) */
  readonly below?: true;
}

/** Code sets by id. */
export type CodeSets = ReadonlyMap<string, CodeSet>;

export const codeSetInvalid = defineFault(
  'query/code-set-invalid',
  'bad-input',
  (d: { problems: readonly string[] }) => `code set: ${d.problems.join('; ')}`,
  'Mend the named places; each code needs a system and a code.',
);

export const codeSetUnknown = defineFault(
  'query/code-set-unknown',
  'not-found',
  (d: { codes: string }) => `no code set is called "${d.codes}"`,
  'Add the code set to library/code-lists, or correct the name in the definition.',
);

/** Vocabularies whose codes stand for everything that begins with them. */
const BUILT_BY_PREFIX: ReadonlySet<string> = new Set(['ICD10CM', 'ICD10', 'ICD9CM', 'ATC']);
const PREFIX = /^[A-Za-z0-9.]+$/;

/** Reads a code set from parsed JSON; throws `query/code-set-invalid` with every problem and its place. */
export function codeSetFromJson(json: unknown): CodeSet {
  const reader = new JsonReader();
  const codeSet = reader.object<CodeSet>(json, 'codeSet', ['id', 'title', 'version', 'codes', 'about'], (members) => ({
    id: reader.id(members['id'], 'codeSet.id'),
    title: reader.text(members['title'], 'codeSet.title'),
    version: reader.text(members['version'], 'codeSet.version'),
    codes: reader.list(members['codes'], 'codeSet.codes', (code, path) => readEntry(reader, code, path)),
    ...aboutOf(reader, members['about']),
  }));
  if (reader.problems.length > 0 || !codeSet) throw codeSetInvalid({ problems: reader.problems });
  return codeSet;
}

function aboutOf(reader: JsonReader, json: unknown): { about?: About } {
  const about = json === undefined ? undefined : readAbout(reader, json, 'codeSet.about');
  return about ? { about } : {};
}

function readEntry(reader: JsonReader, json: unknown, path: string): CodeSetEntry | undefined {
  return reader.object(json, path, ['system', 'code', 'display', 'below'], (members) => {
    const system = reader.text(members['system'], `${path}.system`);
    const code = reader.text(members['code'], `${path}.code`);
    const below = members['below'];
    if (below !== undefined && below !== true) reader.problem(`${path}.below`, 'must be true or absent');
    if (below === true && !(BUILT_BY_PREFIX.has(vocabularyOfSystem(system)) && PREFIX.test(code))) {
      reader.problem(`${path}.below`, 'needs a code system whose codes begin with the code above them');
    }
    const display = members['display'];
    return {
      system,
      code,
      ...(display === undefined ? {} : { display: reader.text(display, `${path}.display`) }),
      ...(below === true ? { below: true as const } : {}),
    };
  });
}

export function codeSetsOf(list: readonly CodeSet[]): CodeSets {
  return new Map(list.map((codeSet) => [codeSet.id, codeSet]));
}

/** The code set of that id, or `query/code-set-unknown`. */
export function codeSetCalled(codes: string, codeSets: CodeSets): CodeSet {
  const codeSet = codeSets.get(codes);
  if (!codeSet) throw codeSetUnknown({ codes });
  return codeSet;
}

export type CodeMatcher = (coding: { readonly system: string; readonly code: string }) => boolean;

/** Whether a coding belongs to the set: same vocabulary and same code, or a code below one marked `below`. */
export function codeMatcher(codeSet: CodeSet): CodeMatcher {
  const exact = new Map<string, Set<string>>();
  const prefixes = new Map<string, string[]>();
  for (const { system, code, below } of codeSet.codes) {
    const vocabulary = vocabularyOfSystem(system);
    if (below) prefixes.set(vocabulary, [...(prefixes.get(vocabulary) ?? []), code]);
    else exact.set(vocabulary, (exact.get(vocabulary) ?? new Set()).add(code));
  }
  return ({ system, code }) => {
    const vocabulary = vocabularyOfSystem(system);
    if (exact.get(vocabulary)?.has(code)) return true;
    return prefixes.get(vocabulary)?.some((prefix) => code.startsWith(prefix)) ?? false;
  };
}
