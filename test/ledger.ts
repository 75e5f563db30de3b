/** A real ledger for tests: one private PostgreSQL per test process, a fresh database (copied from a template) per call. */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Effects } from '../src/core/effects.ts';
import { nodeEffects } from '../src/effects/node.ts';
import type { Ledger } from '../src/engine/store/ledger.ts';
import { openLedgerAt } from '../src/engine/store/open-ledger.ts';
import { type Cluster, openCluster } from '../src/engine/store/postgres-cluster.ts';

export interface TemporaryLedger extends Ledger {
  /** as the ledger's own role */
  readonly url: string;
  /** as the server's superuser, who can tamper */
  readonly adminUrl: string;
}

const TEMPLATE = 'rondo_template';
let cluster: Promise<Cluster> | undefined;
let databases = 0;

/** An empty, migrated ledger (~100 ms; the first call of a process makes the cluster, ~1 s). `close` drops it. */
export async function temporaryLedger(effects: Effects = nodeEffects()): Promise<TemporaryLedger> {
  cluster ??= testCluster();
  const { url, adminUrl } = await cluster;
  const name = `test_${process.pid}_${++databases}`;
  await asAdmin(adminUrl, `create database ${name} template ${TEMPLATE} owner rondo`);
  const at = urlOfDatabase(url, name);
  const ledger = await openLedgerAt(at, effects);
  return {
    ...ledger,
    url: at,
    adminUrl: urlOfDatabase(adminUrl, name),
    close: async () => {
      await ledger.close();
      await asAdmin(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function testCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'rondo-test-'));
  await chmod(folder, 0o755); // as root the server is another user, who must get through
  const made = await openCluster(join(folder, 'ledger'));
  stopWithThisProcess(made.pid, folder);
  await asAdmin(made.adminUrl, `create database ${TEMPLATE} owner rondo`);
  await (await openLedgerAt(urlOfDatabase(made.url, TEMPLATE), nodeEffects())).close();
  return made;
}

/** A shell waits for the end of its input, which comes when this process ends, however it ends. */
function stopWithThisProcess(pid: number, folder: string): void {
  const script = 'cat >/dev/null; kill -INT "$0"; while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; rm -rf "$1"';
  const keeper = spawn('/bin/sh', ['-c', script, String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  keeper.unref();
  if (keeper.stdin && 'unref' in keeper.stdin) (keeper.stdin as unknown as { unref(): void }).unref(); // a pipe is a socket here
}

function urlOfDatabase(url: string, database: string): string {
  return url.replace('@/rondo?', `@/${database}?`);
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
