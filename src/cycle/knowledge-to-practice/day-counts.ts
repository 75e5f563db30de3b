import { type Day, formatDay } from '../../core/day.ts';
import type { Ledger } from '../../engine/store/ledger.ts';

export type Counted = 'evaluated' | 'fired' | 'shown' | 'late' | 'failed';

/** Counts per advice and care day, gathered in memory and written now and then: no evaluation waits for them. */
export interface DayCounts {
  add(advice: { readonly id: string; readonly version: string }, on: Day, what: Counted): void;
  /** writes what has gathered; what cannot be written is kept for the next time */
  flush(): Promise<void>;
}

export interface CountedDay {
  readonly version: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly evaluated: number;
  readonly fired: number;
  readonly shown: number;
  readonly late: number;
  readonly failed: number;
}

type Counts = Record<Counted, number>;

export function dayCounts(ledger: Pick<Ledger, 'query'>): DayCounts {
  let gathered = new Map<string, { advice: string; version: string; on: string; counts: Counts }>();
  const rowOf = (advice: string, version: string, on: string): Counts => {
    const key = JSON.stringify([advice, version, on]);
    const row = gathered.get(key) ?? { advice, version, on, counts: none() };
    gathered.set(key, row);
    return row.counts;
  };
  return {
    add({ id, version }, on, what) {
      rowOf(id, version, formatDay(on))[what]++;
    },
    async flush() {
      const rows = [...gathered.values()];
      gathered = new Map();
      for (const row of rows) {
        try {
          await write(ledger, row);
        } catch (error) {
          const kept = rowOf(row.advice, row.version, row.on);
          for (const what of COUNTED) kept[what] += row.counts[what];
          if (row === rows.at(-1)) throw error;
        }
      }
    },
  };
}

const COUNTED: readonly Counted[] = ['evaluated', 'fired', 'shown', 'late', 'failed'];

function none(): Counts {
  return { evaluated: 0, fired: 0, shown: 0, late: 0, failed: 0 };
}

async function write(
  ledger: Pick<Ledger, 'query'>,
  row: { readonly advice: string; readonly version: string; readonly on: string; readonly counts: Counts },
): Promise<void> {
  const { evaluated, fired, shown, late, failed } = row.counts;
  await ledger.query(
    `insert into advice_day as day (advice, version, happened_on, evaluated, fired, shown, late, failed)
     values ($1, $2, $3::date, $4, $5, $6, $7, $8)
     on conflict (advice, version, happened_on) do update set evaluated = day.evaluated + excluded.evaluated,
       fired = day.fired + excluded.fired, shown = day.shown + excluded.shown, late = day.late + excluded.late,
       failed = day.failed + excluded.failed`,
    [row.advice, row.version, row.on, evaluated, fired, shown, late, failed],
  );
}

/** The counts of an advice, oldest day first: what a malfunction watch and the advice's page look at. */
export async function countsOf(ledger: Pick<Ledger, 'query'>, advice: string): Promise<CountedDay[]> {
  return ledger.query<CountedDay>(
    `select version, to_char(happened_on, 'YYYY-MM-DD') as "on", evaluated, fired, shown, late, failed
     from advice_day where advice = $1 order by happened_on, version`,
    [advice],
  );
}
