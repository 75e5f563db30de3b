import { type Day, parseDay } from '../../core/day.ts';

/**
 * The calendar day of a FHIR date, dateTime or instant, as written: the local day of its own offset. `2019-05` reads as 1
 * May 2019 and `2019` as 1 January 2019, both marked as partial. Undefined for anything else.
 *
 * `fhir_day(text)` and `fhir_is_partial(text)` from FHIR_DATE_MACROS are the same in SQL.
 */
export function fhirDay(text: string): { readonly day: Day; readonly isPartial: boolean } | undefined {
  const isPartial = text.length < 10;
  const whole = text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text.slice(0, 10);
  const day = parseDay(whole);
  return day === undefined ? undefined : { day, isPartial };
}

/** `fhir_time(text)` is the local moment as written, without its offset; NULL where the text gives no time of day. */
export const FHIR_DATE_MACROS: readonly string[] = [
  `CREATE OR REPLACE TEMP MACRO fhir_whole(t) AS
     CASE length(t) WHEN 4 THEN t || '-01-01' WHEN 7 THEN t || '-01' ELSE substr(t, 1, 10) END`,
  `CREATE OR REPLACE TEMP MACRO fhir_day(t) AS
     CASE WHEN regexp_full_match(fhir_whole(t), '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(fhir_whole(t) AS DATE) END`,
  `CREATE OR REPLACE TEMP MACRO fhir_is_partial(t) AS length(t) < 10`,
  `CREATE OR REPLACE TEMP MACRO fhir_time(t) AS
     CASE WHEN length(t) >= 16 AND fhir_day(t) IS NOT NULL THEN TRY_CAST(substr(t, 1, 10) || ' ' || substr(t, 12, 8) AS TIMESTAMP) END`,
];
