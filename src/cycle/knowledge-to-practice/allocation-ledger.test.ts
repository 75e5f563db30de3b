import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../../test/ledger.ts';
import { nodeEffects } from '../../effects/node.ts';
import { openLedgerAt } from '../../engine/store/open-ledger.ts';
import { sealOf, type TrialPlan } from './allocation.ts';
import { armFinder, assignArm, intentionToTreat, sealTrial, unsealTrial, verifyTrial } from './allocation-ledger.ts';

let ledger: TemporaryLedger;
const effects = nodeEffects();
beforeAll(async () => {
  ledger = await temporaryLedger();
});
afterAll(() => ledger.close());

const plan = (id: string, more: Partial<TrialPlan> = {}): TrialPlan => ({
  id,
  advice: 'bp-card',
  version: '1.0.0',
  unit: 'practitioner',
  strata: ['org1', 'org2'],
  places: 20,
  ...more,
});

const assign = (trial: string, unit: string, stratum = 'org1') => assignArm(ledger, effects, { trial, unit, stratum });

describe('sealTrial()', () => {
  test('shows a hash and nothing else of the list, there and in the ledger', async () => {
    const shown = await sealTrial(ledger, effects, plan('sealed'), 'bo');
    await assign('sealed', 'pr1');
    const everything = JSON.stringify([shown, await ledger.entries({ kind: 'allocation/' })]);
    expect(Object.keys(shown)).toEqual(['trial', 'seal']);
    expect(shown.seal).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(everything).not.toMatch(/"usual"|"arm"|salt|pr1/);
  });

  test('refuses a second list under the same name', async () => {
    await sealTrial(ledger, effects, plan('once'), 'bo');
    await expect(sealTrial(ledger, effects, plan('once'), 'bo')).rejects.toThrow('is sealed already');
  });

  test('makes lists that cannot be changed, not even by hand', async () => {
    await sealTrial(ledger, effects, plan('fixed'), 'bo');
    await assign('fixed', 'pr1');
    for (const table of ['allocation_list', 'allocation']) {
      await expect(ledger.query(`update ${table} set arm = 'usual' where trial = 'fixed'`)).rejects.toThrow('RL001');
      await expect(ledger.query(`delete from ${table} where trial = 'fixed'`)).rejects.toThrow('RL001');
    }
  });
});

describe('assignArm()', () => {
  test('follows each stratum’s list in order; strata that were not named share one list', async () => {
    await sealTrial(ledger, effects, plan('order'), 'bo');
    const given = [];
    for (const [unit, stratum] of [
      ['a', 'org1'],
      ['b', 'org2'],
      ['c', 'org1'],
      ['d', 'org9'],
      ['e', 'org8'],
    ] as const) {
      given.push(await assign('order', unit, stratum));
    }
    expect(given.map(({ stratum, position }) => [stratum, position])).toEqual([
      ['org1', 1],
      ['org2', 1],
      ['org1', 2],
      ['', 1],
      ['', 2],
    ]);
    expect(await verifyTrial(ledger, 'order')).toMatchObject({ units: 5, problems: [] });
  });

  test('gives a unit one place under any retries, in any number of processes at once', async () => {
    const other = await openLedgerAt(ledger.url, effects); // another pool stands for another process
    let trials = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 40 }), async (asks) => {
        const trial = `race-${++trials}`;
        await sealTrial(ledger, effects, plan(trial, { places: 10 }), 'bo');
        const answers = await Promise.all(
          asks.map((unit, at) =>
            assignArm(at % 2 ? ledger : other, effects, {
              trial,
              unit: `u${unit}`,
              stratum: unit % 2 ? 'org1' : 'org2',
            }),
          ),
        );
        const kept = await intentionToTreat(ledger, trial);
        expect(kept.length).toBe(new Set(asks).size);
        expect(answers.filter(({ isNew }) => isNew).length).toBe(kept.length);
        for (const { unit, arm, position } of answers) {
          expect(kept.find((each) => each.unit === unit)).toMatchObject({ arm, position });
        }
        expect((await verifyTrial(ledger, trial)).problems).toEqual([]);
      }),
      { seed: 20260104, numRuns: 12 },
    );
    await other.close();
  });

  test('gives the next place to someone who came after the sealing, until the list is used up', async () => {
    await sealTrial(ledger, effects, plan('short', { strata: [], places: 2 }), 'bo');
    const places = (await ledger.query("select 1 from allocation_list where trial = 'short'")).length;
    for (let unit = 1; unit <= places; unit++) expect((await assign('short', `u${unit}`)).position).toBe(unit);
    await expect(assign('short', 'one too many')).rejects.toThrow('every place on a list of short has been given out');
    expect((await verifyTrial(ledger, 'short')).problems).toEqual([]);
  });

  test('knows no trial that was not sealed', async () => {
    await expect(assign('never', 'pr1')).rejects.toThrow('no sealed allocation called never');
  });
});

describe('unsealTrial()', () => {
  test('publishes what is needed to check the seal from the ledger alone, and closes the trial', async () => {
    await sealTrial(ledger, effects, plan('open'), 'bo');
    const first = await assign('open', 'pr1');
    await unsealTrial(ledger, effects, 'open', 'bo');
    await unsealTrial(ledger, effects, 'open', 'bo');
    const opened = (await ledger.entries({ kind: 'allocation/unsealed' })).filter(
      ({ body }) => body['trial'] === 'open',
    );
    expect(opened.length).toBe(1);
    const { salt, list } = opened[0]!.body as { salt: string; list: Record<string, ('advice' | 'usual')[]> };
    const sealed = (await ledger.entries({ kind: 'allocation/sealed' })).find(({ body }) => body['trial'] === 'open');
    expect(sealOf(plan('open'), salt, list)).toBe(sealed?.body['seal']);
    expect(list['org1']?.[0]).toBe(first.arm);
    await expect(assign('open', 'pr2')).rejects.toThrow('was unsealed');
    expect((await assign('open', 'pr1')).arm).toBe(first.arm);
  });
});

describe('verifyTrial()', () => {
  test('finds a list turned by someone with the keys to the database', async () => {
    await sealTrial(ledger, effects, plan('forged'), 'bo');
    await assign('forged', 'pr1');
    await ledger.query('alter table allocation_list disable trigger allocation_list_is_fixed');
    await ledger.query(
      "update allocation_list set arm = case arm when 'usual' then 'advice' else 'usual' end where trial = 'forged' and stratum = 'org2'",
    );
    await ledger.query('alter table allocation_list enable trigger allocation_list_is_fixed');
    expect((await verifyTrial(ledger, 'forged')).problems).toEqual(['the list does not fit its seal']);
  });
});

describe('armFinder()', () => {
  test('asks the ledger once for each unit', async () => {
    await sealTrial(ledger, effects, plan('finder'), 'bo');
    let asked = 0;
    const counting = {
      ...ledger,
      query: (...call: Parameters<typeof ledger.query>) => {
        asked++;
        return ledger.query(...call);
      },
    };
    const armOf = armFinder(counting as typeof ledger, effects);
    const arms = [await armOf('finder', 'pr1', 'org1'), await armOf('finder', 'pr1', 'org1')];
    expect(arms[0]).toBe(arms[1]);
    expect(asked).toBe(1);
  });
});
