/**
 * The id a literal reference names, if it is of this type: `Patient/7`, `https://host/fhir/Patient/7` and
 * `Patient/7/_history/2` name 7. Undefined for contained (`#x`), logical, conditional and `urn:` references.
 *
 * `fhir_ref(text, type)` from FHIR_REFERENCE_MACRO is the same in SQL; the plain form is tried first in both, because
 * nearly all references have it and a regular expression per reference is what a load would spend its time on.
 */
export function referredId(reference: string | null | undefined, type: string): string | undefined {
  if (!reference) return undefined;
  const rest = reference.startsWith(`${type}/`) ? reference.slice(type.length + 1) : '';
  if (rest !== '' && !rest.includes('/')) return rest;
  return new RegExp(`${BEFORE}${type}${AFTER}`).exec(reference)?.[1];
}

const BEFORE = '^(?:https?://.*/)?';
const AFTER = '/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?$';

export const FHIR_REFERENCE_MACRO = `CREATE OR REPLACE TEMP MACRO fhir_ref(t, type) AS
  CASE WHEN starts_with(t, type || '/') AND length(t) > length(type) + 1 AND NOT contains(substr(t, length(type) + 2), '/')
    THEN substr(t, length(type) + 2)
    ELSE nullif(regexp_extract(t, '${BEFORE}' || type || '${AFTER}', 1), '') END`;
