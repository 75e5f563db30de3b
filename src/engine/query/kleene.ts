/** Kleene's three truth values; undefined is "unknown". SQL's AND, OR and NOT over NULL are the same. */
export type Truth = boolean | undefined;

/** False if any is false, else unknown if any is unknown; true of nothing. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** True if any is true, else unknown if any is unknown; false of nothing. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

export function notOf(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** True once `n` are true; false once the unknown ones could no longer make up the number. */
export function atLeastOf(n: number, truths: readonly Truth[]): Truth {
  const sure = truths.filter((truth) => truth === true).length;
  const possible = truths.filter((truth) => truth !== false).length;
  return enough(n, sure, possible);
}

/** The same from counts: `possible` includes the sure ones. */
export function enough(n: number, sure: number, possible: number): Truth {
  if (sure >= n) return true;
  return possible >= n ? undefined : false;
}
