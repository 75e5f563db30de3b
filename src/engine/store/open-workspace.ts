import { access, constants, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { defineFault } from '../../core/fault.ts';
import { type Static, Type, Value } from '../../core/schema.ts';
import { notReadable, notWritable, onDisk, systemCode } from './disk-faults.ts';
import { makeFolder, readIfThere, writeDurably } from './durable-file.ts';
import { snapshotMemory } from './snapshot-memory.ts';
import type { Settings, Workspace } from './workspace.ts';
import { lockWorkspace } from './workspace-lock.ts';

export const noWorkspace = defineFault(
  'store/no-workspace',
  'not-found',
  (d: { folder: string }) => `${d.folder} is not a Rondo workspace`,
  'Make one with `rondo init`, or name the right folder with --workspace.',
);

export const workspaceExists = defineFault(
  'store/workspace-exists',
  'conflict',
  (d: { folder: string }) => `${d.folder} is a Rondo workspace already`,
  'Use it as it is, or choose another folder.',
);

export const settingsDamaged = defineFault(
  'store/settings-damaged',
  'bad-input',
  (d: { file: string; where: string }) => `${d.file}: ${d.where}`,
  'Put the file back from a backup, or correct it by hand: it is JSON with at least name and isSimulated.',
);

const SettingsShape = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  isSimulated: Type.Boolean(),
  databaseUrl: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  simulatedNow: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z$' })),
  extra: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

/**
 * Makes a workspace and holds it. The folder may exist, even with other things in it, but not be a workspace already.
 * `rondo.json` is written last: a folder left half-made by a kill is not a workspace and can be made again.
 */
export async function createWorkspace(folder: string, settings: Settings): Promise<Workspace> {
  const wished = resolve(folder);
  const checked = parseSettings(settingsFile(wished), settings);
  // As root the ledger's server runs as another user, who must be able to pass through to the ledger.
  await makeFolder(wished, process.getuid?.() === 0 ? 0o755 : 0o700);
  const path = await onDisk(wished, 'reading', () => realpath(wished));
  const lock = await lockWorkspace(path);
  try {
    if ((await readIfThere(settingsFile(path))) !== undefined) throw workspaceExists({ folder: path });
    await makeFolders(path);
    await writeSettings(path, checked);
    return workspaceAt(path, checked, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Opens a workspace and holds it until it is closed: one process at a time. */
export async function openWorkspace(folder: string): Promise<Workspace> {
  const path = await existing(resolve(folder));
  const lock = await lockWorkspace(path);
  try {
    const settings = await readSettings(path);
    await makeFolders(path);
    return workspaceAt(path, settings, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Looks before locking, so that a mistyped path leaves nothing behind. */
async function existing(folder: string): Promise<string> {
  const found = await onDisk(folder, 'reading', async () => {
    try {
      return await stat(settingsFile(folder));
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  });
  if (!found) throw noWorkspace({ folder });
  await access(settingsFile(folder), constants.R_OK).catch((cause) => {
    throw notReadable({ path: settingsFile(folder) }, cause);
  });
  await access(folder, constants.W_OK | constants.X_OK).catch((cause) => {
    throw notWritable({ path: folder }, cause);
  });
  return onDisk(folder, 'reading', () => realpath(folder));
}

async function makeFolders(folder: string): Promise<void> {
  await makeFolder(join(folder, 'raw'), 0o700); // one owner: where everybody is in one group, others may not look
  await makeFolder(join(folder, 'snapshots'), 0o700);
  await makeFolder(join(folder, 'identity'), 0o700);
}

function workspaceAt(folder: string, first: Settings, lock: { release(): Promise<void> }): Workspace {
  let settings = first;
  const snapshots = join(folder, 'snapshots');
  return {
    folder,
    raw: join(folder, 'raw'),
    snapshots,
    identity: join(folder, 'identity'),
    memory: snapshotMemory(),
    get settings() {
      return settings;
    },
    saveSettings: async (next) => {
      const checked = parseSettings(settingsFile(folder), next);
      await writeSettings(folder, checked);
      settings = checked;
    },
    currentSnapshot: async () => (await readIfThere(join(snapshots, 'current')))?.trim() || undefined,
    setCurrentSnapshot: async (id) => writeDurably(join(snapshots, 'current'), `${id}\n`),
    close: () => lock.release(),
  };
}

async function readSettings(folder: string): Promise<Settings> {
  const file = settingsFile(folder);
  const text = await readIfThere(file);
  if (text === undefined) throw noWorkspace({ folder });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw settingsDamaged({ file, where: text.trim() === '' ? 'the file is empty' : 'not JSON' }, cause);
  }
  return parseSettings(file, value);
}

function parseSettings(file: string, value: unknown): Settings {
  if (!Value.Check(SettingsShape, value)) throw settingsDamaged({ file, where: firstProblem(value) });
  const settings: Static<typeof SettingsShape> = value;
  if (settings.simulatedNow !== undefined && Number.isNaN(Date.parse(settings.simulatedNow))) {
    throw settingsDamaged({ file, where: 'simulatedNow is no moment' });
  }
  return settings as Settings; // the shape says the same, but for what JSON may hold in `extra`
}

function firstProblem(value: unknown): string {
  const [error] = Value.Errors(SettingsShape, value);
  if (!error) return 'not settings';
  return `${error.instancePath === '' ? 'the whole' : error.instancePath.slice(1)} ${error.message}`;
}

// The settings may name a database with its password.
async function writeSettings(folder: string, settings: Settings): Promise<void> {
  await writeDurably(settingsFile(folder), `${JSON.stringify(settings, null, 2)}\n`, 0o600);
}

function settingsFile(folder: string): string {
  return join(folder, 'rondo.json');
}
