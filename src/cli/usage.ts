import { defineFault } from '../core/fault.ts';

export const usageWrong = defineFault(
  'cli/usage',
  'bad-input',
  (d: { says: string }) => d.says,
  'Run `rondo --help` for all commands, or `rondo <command> --help` for one.',
);

export const commandUnknown = defineFault(
  'cli/command-unknown',
  'bad-input',
  (d: { typed: string; nearest?: string | undefined }) =>
    `there is no command "${d.typed.slice(0, 40)}"${d.nearest ? `; did you mean "${d.nearest}"?` : ''}`,
  'Run `rondo --help` for all commands.',
);

/** The word that needs the fewest changes to become `typed`; undefined if more than a third of it would have to change. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  let best: { word: string; edits: number } | undefined;
  for (const word of words) {
    const edits = editsBetween(typed, word);
    if (!best || edits < best.edits) best = { word, edits };
  }
  return best && best.edits <= Math.max(1, Math.ceil(typed.length / 3)) ? best.word : undefined;
}

/** Insertions, deletions, substitutions and swaps of neighbours. Source: Damerau (1964), Commun ACM 7:171–176. */
function editsBetween(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]![j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (isSame ? 0 : 1),
        isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(a.length, b.length);
}
