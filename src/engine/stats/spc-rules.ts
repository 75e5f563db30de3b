/** Places (from 0) of points that belong to a special-cause signal. */
export interface SpecialCauses {
  /** beyond three sigma */
  readonly outside: readonly number[];
  /** in a run of `shift` or more on one side of the centre */
  readonly shift: readonly number[];
  /** in a run of `trend` or more points, each above (or each below) the one before */
  readonly trend: readonly number[];
  /** of three in a row, two between two and three sigma on the same side */
  readonly twoOfThree: readonly number[];
}

/**
 * The special-cause rules of the NHS "making data count" charts.
 *
 * @param z (value − centre) / sigma of each point, oldest first; with varying limits each by its own sigma
 * @param options.shift how many on one side make a shift; bodies use 6, 7, 8 or 9
 * @param options.trend how many points in a row make a trend
 *
 * A point exactly on the centre line is on neither side and ends a run; two equal points end a trend. All points of a run
 * are named, not only the last.
 *
 * Source: NHS England, Making Data Count: "Getting started" (7-point rules).
 */
export function specialCauses(
  z: readonly number[],
  values: readonly number[],
  options: { shift?: number; trend?: number } = {},
): SpecialCauses {
  const { shift = 7, trend = 7 } = options;
  const steps = values.slice(1).map((value, i) => Math.sign(value - values[i]!));
  return {
    outside: placesWhere(z, (value) => Math.abs(value) > 3),
    shift: runs(z.map(Math.sign), shift).flatMap(([from, until]) => places(from, until)),
    trend: unique(runs(steps, trend - 1).flatMap(([from, until]) => places(from, until + 1))),
    twoOfThree: twoOfThree(z),
  };
}

/** Every place named by any rule, ascending, each once. */
export function anySignal(causes: SpecialCauses): number[] {
  return unique([...causes.outside, ...causes.shift, ...causes.trend, ...causes.twoOfThree]);
}

/** Stretches [from, until) of at least `length` equal signs; zero is no sign. */
function runs(signs: readonly number[], length: number): [number, number][] {
  const found: [number, number][] = [];
  for (let from = 0; from < signs.length; ) {
    let until = from + 1;
    while (until < signs.length && signs[until] === signs[from]) until++;
    if (signs[from] !== 0 && until - from >= length) found.push([from, until]);
    from = until;
  }
  return found;
}

function twoOfThree(z: readonly number[]): number[] {
  const flagged: number[] = [];
  for (const side of [1, -1]) {
    const isInZone = z.map((value) => side * value > 2 && side * value <= 3);
    for (let from = 0; from + 3 <= z.length; from++) {
      const inZone = places(from, from + 3).filter((place) => isInZone[place]);
      if (inZone.length >= 2) flagged.push(...inZone);
    }
  }
  return unique(flagged);
}

function placesWhere(values: readonly number[], holds: (value: number) => boolean): number[] {
  return values.flatMap((value, place) => (holds(value) ? [place] : []));
}

function places(from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, i) => from + i);
}

function unique(found: readonly number[]): number[] {
  return [...new Set(found)].sort((a, b) => a - b);
}
