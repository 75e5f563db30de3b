import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ClientBase } from 'pg';
import { digestOf } from '../../core/digest.ts';
import { defineFault } from '../../core/fault.ts';
import { packageRoot } from './package-root.ts';

export const migrationChanged = defineFault(
  'store/migration-changed',
  'conflict',
  (d: { file: string }) => `${d.file} is not the one this ledger was built with`,
  'Put the file back as it was; a change to the tables is a new file with the next number.',
);

export const ledgerNewer = defineFault(
  'store/ledger-newer',
  'conflict',
  (d: { number: number }) => `this ledger was changed by a newer Rondo (migration ${d.number})`,
  'Use that newer Rondo with this workspace.',
);

interface Migration {
  readonly number: number;
  readonly file: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Brings the tables up to date: every `migrations/NNN-name.sql` that has not run yet, by number, each in one transaction
 * with its own row in `schema_migration`. Two that migrate at once wait for each other.
 */
export async function migrate(client: ClientBase, folder = join(packageRoot(), 'migrations')): Promise<number> {
  const migrations = await readMigrations(folder);
  await client.query('select pg_advisory_lock(7236844102)');
  try {
    await client.query(`create table if not exists schema_migration (
      number int primary key, file text not null, checksum text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ number: number; checksum: string }>(
      'select number, checksum from schema_migration order by number',
    );
    const missing = compare(migrations, rows);
    for (const migration of missing) await apply(client, migration);
    return missing.length;
  } finally {
    await client.query('select pg_advisory_unlock(7236844102)');
  }
}

function compare(
  migrations: readonly Migration[],
  applied: readonly { number: number; checksum: string }[],
): Migration[] {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, checksum } of applied) {
    const migration = byNumber.get(number);
    if (!migration) throw ledgerNewer({ number });
    if (migration.checksum !== checksum) throw migrationChanged({ file: basename(migration.file) });
  }
  const done = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !done.has(number));
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migration (number, file, checksum) values ($1, $2, $3)', [
      migration.number,
      basename(migration.file),
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${basename(migration.file)} failed`, { cause });
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{3}-.+\.sql$/.test(name)).sort();
  const migrations = await Promise.all(
    names.map(async (name): Promise<Migration> => {
      const file = resolve(folder, name);
      const sql = await readFile(file, 'utf8');
      return { number: Number(name.slice(0, 3)), file, sql, checksum: digestOf(sql.replaceAll('\r\n', '\n')) };
    }),
  );
  const twice = migrations.find(({ number }, i) => migrations[i + 1]?.number === number);
  if (twice) throw new Error(`two migrations have the number ${twice.number}`);
  return migrations;
}
