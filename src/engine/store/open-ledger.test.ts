import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../../test/ledger.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import { digestOf } from '../../core/digest.ts';
import type { NewEntry } from './ledger.ts';

const entry = (i: number): NewEntry => ({
  kind: 'test/happened',
  subject: `thing:${i}`,
  actor: 'operator',
  body: { i },
});

describe('openLedgerAt()', () => {
  let ledger: TemporaryLedger;
  beforeAll(async () => {
    ledger = await temporaryLedger();
  });
  afterAll(() => ledger.close());

  test('append() chains entries from 1 without gaps, however many come at once', async () => {
    const appended = await Promise.all(Array.from({ length: 500 }, (_, i) => ledger.append(entry(i))));
    expect(appended.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(await ledger.verify()).toMatchObject({ entries: 500, isIntact: true });
  });

  test('an entry read back is the entry appended, and its hash is SHA-256 of its canonical JSON', async () => {
    const body = { 'ключ "a"': ['\n\t\b\u0001\u007f\u2028\u0000\ud800 é😀', 1e21, 0.1, -0, null, true], z: {}, a: '' };
    const appended = await ledger.append({ kind: 'test/odd', subject: 'a"b\\c\u0001\u007f😀', actor: 'é', body });
    const [read] = await ledger.entries({ kind: 'test/odd' });
    expect(canonicalJson(read)).toBe(canonicalJson(appended));
    const { hash, ...others } = appended;
    expect(hash).toBe(digestOf(canonicalJson(others)));
    expect((await ledger.verify()).head).toBe(hash);
  });

  test('an undefined member of a body is left out', async () => {
    await ledger.append({ kind: 'test/thin', subject: 's', actor: 'a', body: { kept: 1, left: undefined } });
    expect((await ledger.entries({ kind: 'test/thin' }))[0]?.body).toEqual({ kept: 1 });
  });

  test.each([
    { ...entry(1), kind: 'no room' },
    { ...entry(1), subject: '' },
    { ...entry(1), actor: 'half \ud800' },
    { ...entry(1), subject: 'nul \0' },
  ])('append() refuses an entry that could not be stored as hashed (%#)', async (bad) => {
    await expect(ledger.append(bad)).rejects.toThrow(/entry's/);
  });
});

test('transaction() leaves nothing of a failed work behind, not even a gap', async () => {
  const ledger = await temporaryLedger();
  await ledger.append(entry(1));
  const failed = ledger.transaction(async (transaction) => {
    await transaction.append(entry(2));
    throw new Error('on second thoughts');
  });
  await expect(failed).rejects.toThrow('on second thoughts');
  expect((await ledger.append(entry(3))).seq).toBe(2);
  expect(await ledger.verify()).toMatchObject({ entries: 2, isIntact: true });
  await ledger.close();
});

test('transaction() throws when a failed statement was swallowed, because nothing was committed', async () => {
  const ledger = await temporaryLedger();
  const failed = ledger.transaction(async (transaction) => {
    await transaction.append(entry(1));
    await transaction.query('select 1/0').catch(() => {});
  });
  await expect(failed).rejects.toThrow('rolled back');
  expect(await ledger.entries()).toEqual([]);
  await ledger.close();
});

test('entries() are newest first, by kind, room, subject, page', async () => {
  const ledger = await temporaryLedger();
  for (const [kind, subject] of [
    ['rollout/advanced', 'advice:a'],
    ['rollout/stopped', 'advice:b'],
    ['rollouts/other', 'advice:a'],
  ] as const) {
    await ledger.append({ kind, subject, actor: 'operator', body: {} });
  }
  const seqs = async (filter: Parameters<typeof ledger.entries>[0]) =>
    (await ledger.entries(filter)).map((it) => it.seq);
  expect(await seqs({})).toEqual([3, 2, 1]);
  expect(await seqs({ kind: 'rollout/' })).toEqual([2, 1]);
  expect(await seqs({ kind: 'rollout/advanced' })).toEqual([1]);
  expect(await seqs({ subject: 'advice:a' })).toEqual([3, 1]);
  expect(await seqs({ before: 3, limit: 1 })).toEqual([2]);
  await ledger.close();
});

test('a refused statement tells its SQLSTATE and constraint, never a value', async () => {
  const ledger = await temporaryLedger();
  await ledger.query('create table t (name text constraint one_name unique)');
  await ledger.query("insert into t values ('Secret Person')");
  const twice = await ledger.query("insert into t values ('Secret Person')").catch((error: unknown) => error);
  expect(twice).toMatchObject({ code: '23505', constraint: 'one_name' });
  const unreadable = await ledger.query('select $1::int', ['Secret Person']).catch((error: unknown) => error);
  for (const error of [twice, unreadable])
    expect(`${error}${(error as Error).stack}${JSON.stringify(error)}`).not.toMatch(/Secret/);
  await ledger.close();
});

describe('the chain', () => {
  test.each([
    ['update', "update ledger_entry set actor = 'x'"],
    ['delete', 'delete from ledger_entry'],
    ['truncate', 'truncate ledger_entry cascade'],
    ['insert out of order', "insert into ledger_entry values (9, now(), 'a/b', 's', 'a', '{}', 'x', 'y')"],
    ['insert off the chain', "insert into ledger_entry values (3, now(), 'a/b', 's', 'a', '{}', 'x', 'y')"],
  ])('refuses %s', async (_, sql) => {
    const ledger = await temporaryLedger();
    await ledger.append(entry(1));
    await ledger.append(entry(2));
    await expect(ledger.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^RL00[12]$/) });
    await ledger.close();
  });

  // The superuser switches the triggers off, changes entry 13 of 20 and puts the triggers back.
  test.each([
    ['an edited body', `update ledger_entry set body = '{"i":99}' where seq = 13`],
    ['a body with a repeated key', `update ledger_entry set body = '{"i":99,"i":12}' where seq = 13`],
    ['an edited actor', "update ledger_entry set actor = 'someone' where seq = 13"],
    ['an edited time', "update ledger_entry set saved_at = saved_at + interval '1 ms' where seq = 13"],
    ['an edited hash', "update ledger_entry set hash = 'sha256:0' where seq = 13"],
    ['a dropped entry', 'delete from ledger_entry where seq = 13'],
    [
      'a dropped entry with the rest moved up',
      `delete from ledger_entry where seq = 13;
       update ledger_entry set seq = seq + 1000 where seq > 13; update ledger_entry set seq = seq - 1001 where seq > 1000`,
    ],
    [
      'two entries in each other’s place',
      'update ledger_entry set seq = 0 - seq where seq in (13, 15); update ledger_entry set seq = 28 + seq where seq < 0',
    ],
  ])('verify() finds %s, as made by a superuser', async (_, sql) => {
    const ledger = await temporaryLedger();
    for (let i = 0; i < 20; i++) await ledger.append(entry(i));
    await tamper(ledger.adminUrl, sql);
    expect(await ledger.verify()).toMatchObject({ isIntact: false, firstBroken: 13 });
    await ledger.close();
  });
});

async function tamper(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(
    'alter table ledger_entry disable trigger all; alter table ledger_entry drop constraint ledger_entry_seq_check',
  );
  await client.query(sql);
  await client.query('alter table ledger_entry enable trigger all');
  await client.end();
}
