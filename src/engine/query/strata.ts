/** Age bands of the stratifier `age-band`, completed years: `from` included, `until` not. */
export const AGE_BANDS = [
  { label: '0-17', from: 0, until: 18 },
  { label: '18-44', from: 18, until: 45 },
  { label: '45-64', from: 45, until: 65 },
  { label: '65-74', from: 65, until: 75 },
  { label: '75+', from: 75, until: undefined },
] as const;

/** The stratum of those whose group is not known. */
export const UNKNOWN_STRATUM = 'unknown';

/** The stratifier and stratum under which everybody is counted once. */
export const EVERYONE = 'all';

/** The observation that holds a person's deprivation quintile, 1 (least) to 5 (most deprived). */
export const DEPRIVATION_CODE = { system: 'urn:rondo', code: 'deprivation-quintile' } as const;

/** The band of an age; `unknown` without age or before birth. */
export function ageBand(years: number | undefined): string {
  if (years === undefined) return UNKNOWN_STRATUM;
  const band = AGE_BANDS.find(({ from, until }) => years >= from && (until === undefined || years < until));
  return band?.label ?? UNKNOWN_STRATUM;
}
