/** Content that ships with Rondo (measures, code lists, advice, cycles …): JSON files, read as they stand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Digest, digestOfJson } from '../../core/digest.ts';
import { defineFault } from '../../core/fault.ts';
import { packageRoot } from './package-root.ts';

export const contentUnreadable = defineFault(
  'library/content-unreadable',
  'bad-input',
  (d: { file: string }) => `library/${d.file} is not readable JSON`,
  'Mend the file, or take it out of the library.',
);

export const contentUnknown = defineFault(
  'library/content-unknown',
  'not-found',
  (d: { kind: string; id: string; known: readonly string[] }) =>
    `there is no ${d.id} in library/${d.kind}; there is ${d.known.join(', ') || 'nothing'}`,
  'Use one of the ids listed.',
);

export type LibraryKind = 'measures' | 'code-lists' | 'rules' | 'advice' | 'cycles' | 'views' | 'admission';

export interface Content {
  /** = file name without its ending */
  readonly id: string;
  readonly digest: Digest;
  /** parsed JSON, not yet checked: the room that uses it parses it into a type */
  readonly json: unknown;
}

const SHIPPED = join(packageRoot(), 'library');

/** Everything of one kind, by id; sorted so that every run sees the same order. */
export function readLibrary(kind: LibraryKind, folder = SHIPPED): readonly Content[] {
  const names = readdirSync(join(folder, kind)).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readContent(folder, kind, name));
}

/** One item by id; throws `library/content-unknown` naming what there is. */
export function contentOf(kind: LibraryKind, id: string, folder = SHIPPED): Content {
  const all = readLibrary(kind, folder);
  const found = all.find((content) => content.id === id);
  if (!found) throw contentUnknown({ kind, id, known: all.map((content) => content.id) });
  return found;
}

function readContent(folder: string, kind: LibraryKind, name: string): Content {
  try {
    const json: unknown = JSON.parse(readFileSync(join(folder, kind, name), 'utf8'));
    return { id: name.replace(/\.json$/, ''), digest: digestOfJson(json), json };
  } catch (cause) {
    throw contentUnreadable({ file: `${kind}/${name}` }, cause);
  }
}
