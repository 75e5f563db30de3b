import { createHash } from 'node:crypto';
import { sqlText } from './duckdb.ts';

/** What makes the ids of one workspace its own: without the key nobody can tell which record an id came from. */
export interface IdSpace {
  /** hexadecimal, secret to the workspace */
  readonly key: string;
  /** the feed a record came from; two feeds never share a person until a linkage says so */
  readonly source: string;
}

/**
 * The OMOP id of a source record, as decimal text: the lower 63 bits of MD5(key|source|Type/id), in [0, 2⁶³).
 *
 * The chance that any two of n records collide is about n²/2⁶⁴ (one in 4 million for 2 million records); the build looks
 * for collisions and stops at one. `omop_id()` from omopIdMacro() is the same in SQL.
 */
export function omopIdOf(type: string, id: string, { key, source }: IdSpace): string {
  const digest = createHash('md5').update(`${key}|${source}|${type}/${id}`).digest();
  return (digest.readBigUInt64LE(8) & 0x7fff_ffff_ffff_ffffn).toString();
}

/** A temporary macro `omop_id(source, type, id)` for DuckDB. It holds the key, so it must never be made in a snapshot. */
export function omopIdMacro(key: string): string {
  const text = `${sqlText(`${key}|`)} || source || '|' || type || '/' || id`;
  return `CREATE OR REPLACE TEMP MACRO omop_id(source, type, id) AS (md5_number_lower(${text}) & 9223372036854775807)::BIGINT`;
}
