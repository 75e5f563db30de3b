import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DeclaredFault } from '../src/actions/reference-pages.ts';

const SRC = resolve(import.meta.dirname, '../src');

/** Every fault that the source declares, by reading the calls of defineFault(). */
export function declaredFaults(): DeclaredFault[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name));
  return files.flatMap((name) => faultsIn(readFileSync(join(SRC, name), 'utf8')));
}

function faultsIn(source: string): DeclaredFault[] {
  const starts = [...source.matchAll(/defineFault(?:<[^>]*>)?\(\s*'([^']+)',\s*'([^']+)'/g)];
  return starts.map((start) => {
    const end = source.indexOf('\n);', start.index);
    const call = source.slice(start.index, end < 0 ? undefined : end);
    const texts = [...call.matchAll(/'((?:[^'\\\n]|\\.)*)',?\s*$/g), ...call.matchAll(/"((?:[^"\\\n]|\\.)*)",?\s*$/g)];
    return { code: start[1]!, kind: start[2]!, mend: (texts.at(-1)?.[1] ?? '').replaceAll("\\'", "'") };
  });
}
