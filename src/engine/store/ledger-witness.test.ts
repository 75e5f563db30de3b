import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryLedger } from '../../../test/ledger.ts';
import { fakeEffects } from '../../effects/fake.ts';
import { witnessFile } from './ledger-witness.ts';
import { openLedgerAt } from './open-ledger.ts';

let room: string;
beforeAll(async () => {
  room = await mkdtemp(join(await realpath(tmpdir()), 'rondo-witness-'));
});
afterAll(() => rm(room, { recursive: true, force: true }));

const entry = { kind: 'test/happened', subject: 'thing:1', actor: 'operator', body: {} };

// Both leave a chain that fits in itself, so that only the file outside the database can tell.
test.each([
  ['the end cut off', 'delete from ledger_entry where seq > 3', 4],
  ['everything written anew', 'delete from ledger_entry', 5],
])('verify() finds %s, as made by a superuser', async (what, sql, firstBroken) => {
  const database = await temporaryLedger();
  const witness = witnessFile(join(room, `${firstBroken}.json`));
  const first = await openLedgerAt(database.url, fakeEffects(), { witness });
  for (let i = 0; i < 5; i++) await first.append(entry);
  await first.close();
  expect(await witness.seen()).toMatchObject({ seq: 5 });

  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query('alter table ledger_entry disable trigger user');
  await admin.query(sql);
  await admin.query('alter table ledger_entry enable trigger user');
  await admin.end();
  const second = await openLedgerAt(database.url, fakeEffects(), { witness });
  if (what === 'everything written anew') for (let i = 0; i < 6; i++) await second.append({ ...entry, actor: 'x' });
  expect(await second.verify()).toMatchObject({ isIntact: false, firstBroken });
  expect(await database.verify()).toMatchObject({ isIntact: true }); // without the witness it looks whole
  await second.close();
  expect(await witness.seen()).toMatchObject({ seq: 5 }); // the evidence is not written over
  await database.close();
});

test('append() tells the witness at most once a minute', async () => {
  const database = await temporaryLedger();
  const world = fakeEffects();
  const witness = witnessFile(join(room, 'minute.json'));
  const ledger = await openLedgerAt(database.url, world, { witness });
  await ledger.append(entry);
  expect(await witness.seen()).toBeUndefined();
  world.moveTo(new Date(world.now().getTime() + 61_000));
  await ledger.append(entry);
  await ledger.append(entry);
  expect(await witness.seen()).toMatchObject({ seq: 2 });
  await ledger.close();
  await database.close();
});
