import { type Day, parseDay } from '../../core/day.ts';

/**
 * The calendar day of a FHIR date, dateTime or instant, as written: the local day of its own offset. `2019-05` reads as 1
 * May 2019 and `2019` as 1 January 2019, both marked as partial. Undefined for anything else.
 *
 * `fhir_day(text)` from FHIR_DATE_MACROS is the same in SQL.
 */
export function fhirDay(text: string): { readonly day: Day; readonly isPartial: boolean } | undefined {
  const isPartial = text.length < 10;
  const whole = text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text.slice(0, 10);
  const day = parseDay(whole);
  return day === undefined ? undefined : { day, isPartial };
}

/** `fhir_time(text)` is the local moment as written, without its offset; NULL where the text gives no time of day. */
export const FHIR_DATE_MACROS: readonly string[] = [
  // Without regular expressions: these run once per record and column, over whole feeds.
  `CREATE OR REPLACE TEMP MACRO fhir_day(t) AS
     CASE WHEN length(t) >= 10 THEN CASE WHEN t[5] = '-' AND t[8] = '-' THEN TRY_CAST(t[1:10] AS DATE) END
       WHEN length(t) = 7 THEN CASE WHEN t[5] = '-' THEN TRY_CAST(t || '-01' AS DATE) END
       WHEN length(t) = 4 THEN TRY_CAST(t || '-01-01' AS DATE) END`,
  `CREATE OR REPLACE TEMP MACRO fhir_time(t) AS
     CASE WHEN length(t) >= 16 THEN TRY_CAST(t[1:10] || ' ' || t[12:19] AS TIMESTAMP) END`,
];
