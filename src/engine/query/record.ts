import type { Code } from '../../core/code.ts';
import { type Day, parseDay } from '../../core/day.ts';
import type { Domain } from './ast.ts';

/** One person's record as definitions see it, whatever it was read from. */
export interface PersonRecord {
  readonly personKey: string;
  /** see `bornOn` for births known only in part */
  readonly born?: Day;
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
  readonly died?: Day;
  /** practice, practitioner, ethnicity, race, deprivation … as the source names them */
  readonly groups: Readonly<Record<string, string>>;
  readonly events: Readonly<Partial<Record<Domain, readonly EventRecord[]>>>;
  /** observation periods, `last` included; absent if the source makes no such claim, empty if it claims none */
  readonly observed?: readonly { readonly from: Day; readonly last: Day }[];
}

export interface EventRecord {
  readonly id: string;
  readonly from: Day;
  /** the last day, included; absent while open or where the domain has none */
  readonly until?: Day;
  readonly codes: readonly Pick<Code, 'system' | 'code'>[];
  readonly value?: number;
  /** UCUM code */
  readonly unit?: string;
  /** a visit's class: AMB, EMER, IMP … */
  readonly kind?: string;
  /** a visit's discharge disposition */
  readonly disposition?: string;
  readonly practitioner?: string;
  readonly practice?: string;
  readonly visit?: string;
}

/**
 * The day of birth when parts may be missing: a missing month reads as July, a missing date as the 1st; so a birth known
 * by year only counts as 1 July. Undefined if there is no year, or no such day. SQL reads OMOP's year_of_birth,
 * month_of_birth and day_of_birth the same way.
 */
export function bornOn(year?: number, month?: number, date?: number): Day | undefined {
  if (year === undefined) return undefined;
  const two = (part: number) => String(part).padStart(2, '0');
  return parseDay(`${String(year).padStart(4, '0')}-${two(month ?? 7)}-${two(date ?? 1)}`);
}

/** Orders ids as the tables do: by number where both are whole numbers, as text otherwise. */
export function compareIds(a: string, b: string): number {
  if (WHOLE.test(a) && WHOLE.test(b)) {
    if (a.length < 16 && b.length < 16) return Number(a) - Number(b);
    const [left, right] = [BigInt(a), BigInt(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

const WHOLE = /^-?\d+$/;
