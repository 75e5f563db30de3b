/**
 * Units that measure the same thing, with the factor to the group's first unit. Only factors that hold for any substance
 * stand here: mg/dL and mmol/L are not comparable without knowing the analyte.
 *
 * Source: UCUM 2.1 (mm[Hg] = 133.322 Pa, [lb_av] = 453.59237 g, [in_i] = 2.54 cm).
 */
const SAME_KIND: readonly Readonly<Record<string, number>>[] = [
  { 'mm[Hg]': 1, kPa: 1000 / 133.322, Pa: 1 / 133.322, 'cm[H2O]': 98.0665 / 133.322 },
  { kg: 1, g: 0.001, mg: 0.000001, '[lb_av]': 0.45359237, '[oz_av]': 0.028349523125 },
  { cm: 1, m: 100, mm: 0.1, '[in_i]': 2.54, '[ft_i]': 30.48 },
  {
    'g/L': 1,
    'mg/dL': 0.01,
    'g/dL': 10,
    'mg/L': 0.001,
    'ug/mL': 0.001,
    'mg/mL': 1,
    'ug/L': 0.000001,
    'ng/mL': 0.000001,
  },
  { 'mmol/L': 1, 'umol/L': 0.001, 'mol/L': 1000, 'nmol/L': 0.000001 },
  { d: 1, wk: 7, h: 1 / 24 },
];

/** Every unit a value may have to be compared in `unit`, with the factor that brings it there (1 for itself). */
export function comparableUnits(unit: string): ReadonlyMap<string, number> {
  const group = SAME_KIND.find((kind) => unit in kind && Object.hasOwn(kind, unit));
  if (!group) return new Map([[unit, 1]]);
  const here = group[unit]!;
  return new Map(Object.entries(group).map(([other, factor]) => [other, other === unit ? 1 : factor / here]));
}

/** No unit, written `` or as UCUM's `1`. */
export function isUnitless(unit: string | undefined): boolean {
  return unit === undefined || unit === '' || unit === '1';
}
