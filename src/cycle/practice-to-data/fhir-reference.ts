/**
 * The id a literal reference names, if it is of this type: `Patient/7`, `https://host/fhir/Patient/7` and
 * `Patient/7/_history/2` name 7. Undefined for contained (`#x`), logical, conditional and `urn:` references.
 *
 * `fhir_ref(text, type)` from FHIR_REFERENCE_MACRO is the same in SQL.
 */
export function referredId(reference: string | null | undefined, type: string): string | undefined {
  return new RegExp(pattern(type)).exec(reference ?? '')?.[1];
}

function pattern(type: string): string {
  return `^(?:https?://.*/)?${type}/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?$`;
}

export const FHIR_REFERENCE_MACRO = `CREATE OR REPLACE TEMP MACRO fhir_ref(t, type) AS
  nullif(regexp_extract(t, '^(?:https?://.*/)?' || type || '/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?$', 1), '')`;
