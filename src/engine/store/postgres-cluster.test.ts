import { chmod, cp, lstat, mkdir, mkdtemp, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeEffects } from '../../effects/node.ts';
import { embeddedPostgres } from './embedded-postgres.ts';
import { findPostgres, probe } from './find-postgres.ts';
import { openLedger, openLedgerAt } from './open-ledger.ts';
import { createWorkspace, openWorkspace } from './open-workspace.ts';
import { openCluster } from './postgres-cluster.ts';
import { serverAccount } from './server-account.ts';

const effects = nodeEffects();
const entry = { kind: 'test/happened', subject: 'thing:1', actor: 'operator', body: {} };
const isRoot = process.getuid?.() === 0;

let room: string;
beforeAll(async () => {
  room = await mkdtemp(join(await realpath(tmpdir()), 'rondo-cluster-'));
  await chmod(room, 0o755); // as root the server is another user, who must get through
});
afterAll(() => rm(room, { recursive: true, force: true }));

test('openCluster() makes a cluster that only its own socket reaches, and stops it cleanly', async () => {
  const folder = join(room, 'plain/ledger');
  const cluster = await openCluster(folder);
  const ledger = await openLedgerAt(cluster.url, effects);
  const settings = await ledger.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in
     ('listen_addresses', 'unix_socket_permissions', 'shared_buffers', 'data_checksums') order by name`,
  );
  expect(settings.map(({ setting }) => setting)).toEqual(['on', '', '8192', '0700']);
  expect((await stat(join(folder, 'run'))).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'cluster.json'))).mode & 0o777).toBe(0o600);
  expect(await ledger.query('select usesuper from pg_user where usename = current_user')).toEqual([
    { usesuper: false },
  ]);
  const wrong = openLedgerAt(cluster.url.replace(/:[0-9a-f]+@/, ':wrong@'), effects);
  await expect(wrong).rejects.toMatchObject({ code: 'store/ledger-unavailable' });
  await expect(wrong).rejects.not.toMatchObject({ message: expect.stringMatching('wrong') });
  await ledger.close();
  await cluster.stop();
  await expect(stat(join(folder, 'data/postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('openCluster() adopts the server that a killed Rondo left running', async () => {
  const folder = join(room, 'plain/ledger');
  const left = await openCluster(folder);
  const adopted = await openCluster(folder);
  expect(adopted.pid).toBe(left.pid);
  await adopted.stop();
});

test('openCluster() finds its way when the workspace was moved', async () => {
  await rename(join(room, 'plain'), join(room, 'moved'));
  const cluster = await openCluster(join(room, 'moved/ledger'));
  await (await openLedgerAt(cluster.url, effects)).close();
  await cluster.stop();
});

test('openCluster() puts the socket elsewhere when the path is too long for one', async () => {
  const folder = join(room, 'deep-'.repeat(15), 'deeper-'.repeat(10), 'ledger');
  const cluster = await openCluster(folder);
  const ledger = await openLedgerAt(cluster.url, effects);
  await ledger.append(entry);
  await ledger.close();
  await cluster.stop();
  const { socketFolder } = JSON.parse(await readFile(join(folder, 'cluster.json'), 'utf8')) as { socketFolder: string };
  const again = await openCluster(folder);
  expect(again.url).toContain(encodeURIComponent(socketFolder));
  await again.stop();
  await rm(socketFolder, { recursive: true });
});

test('openCluster() never makes a ledger anew over one whose key is lost', async () => {
  const folder = join(room, 'moved/ledger');
  await rename(join(folder, 'cluster.json'), join(folder, 'kept'));
  await expect(openCluster(folder)).rejects.toMatchObject({ code: 'store/ledger-key-lost' });
  await rename(join(folder, 'kept'), join(folder, 'cluster.json'));
  await (await openCluster(folder)).stop();
});

test('openCluster() makes good a making that was cut short', async () => {
  const folder = join(room, 'cut/ledger');
  await mkdir(join(folder, 'data.part/half'), { recursive: true });
  await (await openCluster(folder)).stop();
});

describe.skipIf(!isRoot)('in a workspace that the server’s user cannot reach', () => {
  const homes: string[] = [];
  afterAll(async () => {
    for (const home of homes) await rm(home, { recursive: true, force: true });
  });

  test('the ledger lives elsewhere, follows a move, and is refused to a copy', async () => {
    const closed = join(room, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const folder = join(closed, 'workspace');
    const workspace = await createWorkspace(folder, { name: 'x', isSimulated: true });
    const ledger = await openLedger(workspace, effects);
    await ledger.append(entry);
    await ledger.close();
    await workspace.close();
    const record = JSON.parse(await readFile(join(folder, 'ledger/cluster.json'), 'utf8')) as { home: string };
    homes.push(record.home);
    expect(record.home).toMatch(/^\/var\/lib\/rondo\//);

    const [moved, copy] = [join(closed, 'moved'), join(closed, 'copy')];
    await rename(folder, moved);
    const again = await openWorkspace(moved);
    const reopened = await openLedger(again, effects);
    expect(await reopened.verify()).toMatchObject({ entries: 1, isIntact: true });
    await reopened.close();
    await again.close();

    await cp(moved, copy, { recursive: true });
    const copied = await openWorkspace(copy);
    await expect(openLedger(copied, effects)).rejects.toMatchObject({ code: 'store/ledger-of-another-workspace' });
    await copied.close();
  });
});

describe('findPostgres()', () => {
  test('says what it tried and how to mend it', async () => {
    const find = findPostgres(await serverAccount(), { major: 99, spareFolder: join(room, 'spare') });
    await expect(find).rejects.toMatchObject({
      code: 'store/no-postgres',
      mend: expect.stringContaining('DATABASE_URL'),
    });
  });

  test('takes RONDO_POSTGRES_BIN at its word and looks no further', async () => {
    process.env['RONDO_POSTGRES_BIN'] = '/nowhere';
    try {
      const find = findPostgres(await serverAccount(), { spareFolder: room });
      await expect(find).rejects.toMatchObject({ detail: { tried: ['/nowhere'] } });
    } finally {
      delete process.env['RONDO_POSTGRES_BIN'];
    }
  });
});

const native = embeddedNative();

describe.skipIf(!native)('the npm package’s PostgreSQL', () => {
  // As npm leaves it when it blocks install scripts: without the links its libraries need.
  const bare = async (folder: string) => {
    await cp(native!, folder, { recursive: true, filter: async (from) => !(await isLink(from)) });
    return folder;
  };

  test('runs a ledger although its install script never ran', async () => {
    const account = await serverAccount();
    const package_ = await bare(join(room, 'package/native'));
    const folder = join(room, 'embedded/ledger');
    const find: typeof findPostgres = async (as, { spareFolder }) =>
      (await embeddedPostgres(as, spareFolder, probe, package_))!;
    expect(await probe(join(package_, 'bin'), account)).toBeUndefined(); // it really does not run as it lies there
    const cluster = await openCluster(folder, find);
    const ledger = await openLedgerAt(cluster.url, effects);
    await ledger.append(entry);
    const [{ version } = { version: '' }] = await ledger.query<{ version: string }>('select version()');
    expect(Number(/PostgreSQL (\d+)/.exec(version)?.[1])).toBeGreaterThanOrEqual(18);
    await ledger.close();
    await cluster.stop();
  });

  test.skipIf(!isRoot)('is copied when the server’s user cannot reach it', async () => {
    const hidden = join(room, 'hidden');
    await mkdir(hidden, { mode: 0o700 });
    const package_ = await bare(join(hidden, 'native'));
    const spare = join(room, 'spare');
    const found = await embeddedPostgres(await serverAccount(), spare, probe, package_);
    expect(found?.bin).toBe(join(spare, 'postgres/bin'));
  });
});

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink();
}

function embeddedNative(): string | undefined {
  try {
    const there = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(dirname(there.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))), 'native');
  } catch {
    return undefined;
  }
}
