import type { Database } from '../../engine/store/duckdb.ts';

/** One count of a check: over everything, or for one source or month. */
export interface CheckCount {
  readonly source?: string;
  /** `YYYY-MM` */
  readonly month?: string;
  readonly violated: number;
  readonly of: number;
}

export interface CheckRow extends CheckCount {
  readonly check: string;
  /** violated / of, in [0, 1]; 0 where there is nothing to look at */
  readonly share: number;
  readonly threshold: number;
  readonly ok: boolean;
  readonly threatens: readonly string[];
}

export interface CheckFacts {
  /** the last day the records speak of, `YYYY-MM-DD` */
  readonly asOf: string;
}

/** One question to the tables of a snapshot. Doubtful data is a result: the build goes on unless the check is fatal. */
export interface Check {
  /** = file name */
  readonly id: string;
  readonly title: string;
  /** Kahn's kinds. Source: Kahn et al. (2016), eGEMs 4(1):1244. */
  readonly kind: 'conformance' | 'completeness' | 'plausibility';
  /** a failed fatal check keeps the snapshot from becoming the current one */
  readonly severity: 'fatal' | 'warning' | 'note';
  /** the largest share of violations that still passes, in [0, 1] */
  readonly threshold: number;
  /** ids of definitions whose findings it threatens; `*` for every one */
  readonly threatens: readonly string[];
  run(db: Database, facts: CheckFacts): Promise<CheckCount[]>;
}

/** Declares a check whose counts come from one query giving violated, of and perhaps source and month. */
export function defineCheck(check: Omit<Check, 'run'> & { sql(facts: CheckFacts): string }): Check {
  const { sql, ...rest } = check;
  return {
    ...rest,
    run: async (db, facts) => {
      const rows = await db.rows<{
        source?: string | null;
        month?: string | null;
        violated: string | null;
        of: string;
      }>(sql(facts));
      return rows.map(({ source, month, violated, of }) => ({
        ...(source ? { source } : {}),
        ...(month ? { month } : {}),
        violated: Number(violated ?? 0),
        of: Number(of),
      }));
    },
  };
}
