import type { Domain } from '../../engine/query/ast.ts';
import type { CdmTable } from '../../engine/store/omop-cdm.ts';

/** A row of a view, by column name. Absent values are null. */
export type FlatRow = Readonly<Record<string, unknown>>;

/** The same test in both worlds: over a view's row in memory, and over the view's table (alias `v`) in SQL. */
export interface RowRule {
  readonly sql: string;
  holds(row: FlatRow): boolean;
}

/**
 * How the rows of one view become the events of one OMOP table. Declared once and read twice: as SQL for a whole
 * snapshot (event-sql.ts) and on one record at the bedside (event-record.ts), so that both mean the same.
 */
export interface EventMapping {
  readonly id: string;
  /** the FHIR resource type whose admission rules apply and whose fate is accounted for */
  readonly type: string;
  readonly view: string;
  /** the view with the type's further codings; those with an ordinal below `from` are the main coding already */
  readonly codings?: { readonly view: string; readonly from: 0 | 1 };
  readonly domain: Domain;
  readonly table: CdmTable;
  /** the domain_id of its source concepts */
  readonly conceptDomain: string;
  /** columns that with the resource's id name one row, where a resource gives many */
  readonly part: readonly string[];
  /** which rows of the view belong here; all, where absent */
  readonly takes?: RowRule;
  /** columns that may say when it began, the first that holds anything wins */
  readonly starts: readonly string[];
  readonly ends: readonly string[];
  /** the end of what has none: its first day, days of supply after it, or open */
  readonly endWhenMissing: 'start' | 'supply' | 'none';
  /** `columns`: code_system, code_code; `link`: the item of a questionnaire */
  readonly code: 'columns' | 'link';
  /** columns that may hold the number; the first that holds anything wins */
  readonly numbers: readonly string[];
  /** true if the view has unit_code, unit_text and value_code columns */
  readonly hasValue: boolean;
  readonly isVisit: boolean;
  /** OMOP columns beside the id and person_id, as SQL over: e (the event), c, u, w (concepts of code, unit, value) */
  readonly columns: Readonly<Record<string, string>>;
}

/** Fills in what most mappings share. */
export function defineEventMapping(
  mapping: Pick<EventMapping, 'id' | 'type' | 'view' | 'domain' | 'table' | 'conceptDomain' | 'starts' | 'columns'> &
    Partial<EventMapping>,
): EventMapping {
  return {
    part: [],
    ends: [],
    endWhenMissing: 'none',
    code: 'columns',
    numbers: [],
    hasValue: false,
    isVisit: false,
    ...mapping,
  };
}

/** OMOP type concepts: how we know of a record. Source: OHDSI vocabulary "Type Concept". */
export const TYPE_CONCEPT = { ehr: 32817, prescription: 32838, claim: 32810 } as const;

/** Days that one unit of supply lasts, by UCUM code. */
export const SUPPLY_DAYS: Readonly<Record<string, number>> = { d: 1, wk: 7, mo: 30 };
