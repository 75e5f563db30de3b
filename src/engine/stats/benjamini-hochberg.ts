/**
 * P values adjusted so that, of all claims with adjusted P ≤ q, at most a share q is expected to be false.
 *
 * @param p P values in [0, 1]; null = not tested, stays null and is not counted
 * @returns adjusted values in the same order, never below the given ones
 *
 * Source: Benjamini & Hochberg (1995), J R Stat Soc B 57:289–300.
 */
export function benjaminiHochberg(p: readonly (number | null)[]): (number | null)[] {
  const tested = p.flatMap((value, place) => (value === null ? [] : [{ value, place }]));
  tested.sort((a, b) => b.value - a.value);
  const adjusted: (number | null)[] = p.map(() => null);
  let least = 1;
  tested.forEach(({ value, place }, i) => {
    least = Math.min(least, (value * tested.length) / (tested.length - i));
    adjusted[place] = least;
  });
  return adjusted;
}
