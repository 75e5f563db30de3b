/** Sealing a list, giving out its places once, and opening it again. One transaction each, with its entry in the ledger. */
import { canonicalJson, type Json } from '../../core/canonical-json.ts';
import { digestOf } from '../../core/digest.ts';
import type { Effects } from '../../core/effects.ts';
import { defineFault } from '../../core/fault.ts';
import type { Ledger, LedgerTransaction } from '../../engine/store/ledger.ts';
import type { Arm } from '../handover.ts';
import {
  type Allocated,
  type AllocationList,
  checkAllocation,
  makeAllocationList,
  OTHER_STRATUM,
  sealOf,
  type TrialPlan,
} from './allocation.ts';

export const trialUnknown = defineFault(
  'allocation/trial-unknown',
  'not-found',
  (d: { trial: string }) => `there is no sealed allocation called ${d.trial}`,
  'Seal the allocation first.',
);

export const alreadySealed = defineFault(
  'allocation/already-sealed',
  'conflict',
  (d: { trial: string }) => `the allocation ${d.trial} is sealed already`,
  'A sealed list stays as it is; a new trial needs a new name.',
);

export const allocationClosed = defineFault(
  'allocation/closed',
  'conflict',
  (d: { trial: string }) => `the allocation ${d.trial} was unsealed: nobody can be added`,
  'Start a new trial for further units.',
);

export const listUsedUp = defineFault(
  'allocation/list-used-up',
  'conflict',
  (d: { trial: string }) => `every place on a list of ${d.trial} has been given out`,
  'Units beyond the list are not part of the trial; plan more places next time.',
);

/** Makes the list, locks it away and publishes its seal. What comes back is all that anyone may know before unsealing. */
export async function sealTrial(
  ledger: Ledger,
  effects: Effects,
  plan: TrialPlan,
  actor: string,
): Promise<{ readonly trial: string; readonly seal: string }> {
  const list = makeAllocationList(plan, (size) => effects.randomBytes(size));
  const salt = Buffer.from(effects.randomBytes(32)).toString('hex');
  const seal = sealOf(plan, salt, list);
  return ledger.transaction(async (transaction) => {
    const added = await transaction.query(
      `insert into trial (id, advice, version, unit, plan, seal, salt, sealed_at)
       values ($1, $2, $3, $4, $5::json, $6, $7, $8) on conflict (id) do nothing returning id`,
      [plan.id, plan.advice, plan.version, plan.unit, canonicalJson(plan), seal, salt, effects.now()],
    );
    if (added.length === 0) throw alreadySealed({ trial: plan.id });
    await storeList(transaction, plan.id, list);
    await transaction.append({
      kind: 'allocation/sealed',
      subject: `advice:${plan.advice}`,
      actor,
      body: {
        trial: plan.id,
        version: plan.version,
        unit: plan.unit,
        strata: [...plan.strata],
        places: plan.places,
        seal,
      },
    });
    return { trial: plan.id, seal };
  });
}

async function storeList(transaction: LedgerTransaction, trial: string, list: AllocationList): Promise<void> {
  const places = Object.entries(list).flatMap(([stratum, arms]) =>
    arms.map((arm, at) => ({ stratum, position: String(at + 1), arm })),
  );
  await transaction.query(
    `insert into allocation_list (trial, stratum, position, arm)
     select $1, place.stratum, place.position::integer, place.arm
     from unnest($2::text[], $3::text[], $4::text[]) as place (stratum, position, arm)`,
    [trial, places.map((p) => p.stratum), places.map((p) => p.position), places.map((p) => p.arm)],
  );
}

/** A unit's place and arm. */
export interface Assignment extends Allocated {
  readonly trial: string;
  /** false if it had its place before */
  readonly isNew: boolean;
}

/**
 * A unit's arm: the one it has, or the next place of its stratum's list, given to it for good. Exactly once under retries,
 * two processes and crashes: the trial's row is locked, place and entry are one transaction, and the arm is told only
 * after it is durable. The entry names a digest of the unit and no arm.
 */
export async function assignArm(
  ledger: Ledger,
  effects: Effects,
  ask: { readonly trial: string; readonly unit: string; readonly stratum: string },
): Promise<Assignment> {
  const had = await placeOf(ledger, ask.trial, ask.unit);
  if (had) return { ...had, trial: ask.trial, isNew: false };
  return ledger.transaction(async (transaction) => {
    const trial = await trialIn(transaction, ask.trial, 'for update');
    // Somebody else may have asked for the same unit while we waited for the lock.
    const meanwhile = await placeOf(transaction, ask.trial, ask.unit);
    if (meanwhile) return { ...meanwhile, trial: ask.trial, isNew: false };
    if (trial.unsealed_at !== null) throw allocationClosed({ trial: ask.trial });
    const stratum = trial.plan.strata.includes(ask.stratum) ? ask.stratum : OTHER_STRATUM;
    const place = await giveNextPlace(transaction, effects, ask, stratum);
    await transaction.append({
      kind: 'allocation/assigned',
      subject: `advice:${trial.advice}`,
      actor: 'rondo',
      body: { trial: ask.trial, stratum, position: place.position, unit: digestOf(`${trial.salt} ${ask.unit}`) },
    });
    return { ...place, trial: ask.trial, isNew: true };
  });
}

async function giveNextPlace(
  transaction: LedgerTransaction,
  effects: Effects,
  ask: { readonly trial: string; readonly unit: string },
  stratum: string,
): Promise<Allocated> {
  const [place] = await transaction.query<Allocated>(
    `insert into allocation (trial, unit, stratum, position, arm, assigned_at)
     select list.trial, $2, list.stratum, list.position, list.arm, $4
     from allocation_list list
     where list.trial = $1 and list.stratum = $3
       and list.position = 1 + (select count(*) from allocation a where a.trial = $1 and a.stratum = $3)
     returning unit, stratum, position, arm`,
    [ask.trial, ask.unit, stratum, effects.now()],
  );
  if (!place) throw listUsedUp({ trial: ask.trial });
  return place;
}

async function placeOf(source: Pick<Ledger, 'query'>, trial: string, unit: string): Promise<Allocated | undefined> {
  const [row] = await source.query<Allocated>(
    'select unit, stratum, position, arm from allocation where trial = $1 and unit = $2',
    [trial, unit],
  );
  return row;
}

/** Finds arms for the bedside: an arm never changes once given, so it is asked for once in a process. */
export type ArmFinder = (trial: string, unit: string, stratum: string) => Promise<Arm>;

export function armFinder(ledger: Ledger, effects: Effects): ArmFinder {
  const known = new Map<string, Arm>();
  return async (trial, unit, stratum) => {
    const key = `${trial.length} ${trial} ${unit}`;
    const before = known.get(key);
    if (before) return before;
    const { arm } = await assignArm(ledger, effects, { trial, unit, stratum });
    known.set(key, arm);
    return arm;
  };
}

/** The intention-to-treat set: everyone who was given a place, in the arm of that place, for ever. */
export async function intentionToTreat(ledger: Pick<Ledger, 'query'>, trial: string): Promise<Allocated[]> {
  return ledger.query<Allocated>(
    'select unit, stratum, position, arm from allocation where trial = $1 order by stratum, position',
    [trial],
  );
}

/** Opens the list: salt and list go into the ledger, where anyone can check them against the seal. No unit joins after. */
export async function unsealTrial(ledger: Ledger, effects: Effects, trial: string, actor: string): Promise<void> {
  await ledger.transaction(async (transaction) => {
    const found = await trialIn(transaction, trial, 'for update');
    if (found.unsealed_at !== null) return;
    await transaction.query('update trial set unsealed_at = $2 where id = $1', [trial, effects.now()]);
    const list: { readonly [stratum: string]: Json } = { ...(await listIn(transaction, trial)) };
    await transaction.append({
      kind: 'allocation/unsealed',
      subject: `advice:${found.advice}`,
      actor,
      body: { trial, salt: found.salt, list },
    });
  });
}

/**
 * Does everything fit the seal that was published in the ledger before the first place was given? `problems` is empty if
 * so. Can be asked at any time by who may read the list; after unsealing anyone can do the same from the ledger alone.
 */
export async function verifyTrial(
  ledger: Ledger,
  trial: string,
): Promise<{ readonly seal: string; readonly units: number; readonly problems: readonly string[] }> {
  const found = await trialIn(ledger, trial);
  const [sealed] = await ledger.query<{ seal: string; seq: string }>(
    `select body ->> 'seal' as seal, seq from ledger_entry
     where kind = 'allocation/sealed' and body ->> 'trial' = $1 order by seq limit 1`,
    [trial],
  );
  const [given] = await ledger.query<{ entries: string; first: string | null }>(
    `select count(*) as entries, min(seq) as first from ledger_entry
     where kind = 'allocation/assigned' and body ->> 'trial' = $1`,
    [trial],
  );
  const allocated = await intentionToTreat(ledger, trial);
  const seal = sealed?.seal ?? '';
  const list = await listIn(ledger, trial);
  const problems = checkAllocation({ seal, plan: found.plan, salt: found.salt, list }, allocated);
  if (!sealed) problems.push('the seal was never published');
  if (given?.first && sealed && Number(given.first) < Number(sealed.seq))
    problems.push('a place was given before the seal');
  if (Number(given?.entries) !== allocated.length)
    problems.push('places given and entries in the ledger differ in number');
  return { seal, units: allocated.length, problems };
}

interface TrialRow {
  readonly advice: string;
  readonly salt: string;
  readonly plan: TrialPlan;
  readonly unsealed_at: Date | null;
}

async function trialIn(source: Pick<Ledger, 'query'>, trial: string, lock: '' | 'for update' = ''): Promise<TrialRow> {
  const [row] = await source.query<TrialRow>(
    `select advice, salt, plan, unsealed_at from trial where id = $1 ${lock}`,
    [trial],
  );
  if (!row) throw trialUnknown({ trial });
  return row;
}

async function listIn(source: Pick<Ledger, 'query'>, trial: string): Promise<AllocationList> {
  const rows = await source.query<{ stratum: string; arm: Arm }>(
    'select stratum, arm from allocation_list where trial = $1 order by stratum, position',
    [trial],
  );
  const list: Record<string, Arm[]> = {};
  for (const { stratum, arm } of rows) {
    const arms = list[stratum] ?? [];
    arms.push(arm);
    list[stratum] = arms;
  }
  return list;
}
