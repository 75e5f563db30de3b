/** The load journals: which files came in which load, in which order. Append-only JSON lines under raw/loads/. */
import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from './disk-faults.ts';
import { readIfThere, syncFolder } from './durable-file.ts';
import type { Workspace } from './workspace.ts';

/** One file as received. */
export interface RawFile {
  /** its path inside the folder that was loaded */
  readonly name: string;
  /** of the bytes as received */
  readonly sha256: string;
  readonly bytes: number;
}

/** A file that a snapshot is built from: the first finished load that brought it under this source decides its place. */
export interface RawInput extends RawFile {
  /** 1, 2, 3 … over all finished loads; with the line number it gives every record its place in the order of arrival */
  readonly number: number;
  readonly source: string;
  readonly load: string;
  readonly path: string;
}

type JournalLine =
  | { readonly what: 'started'; readonly source: string; readonly savedAt: string }
  | ({ readonly what: 'file' } & RawFile)
  | { readonly what: 'finished'; readonly files: number };

export interface LoadJournal {
  readonly load: string;
  file(file: RawFile): Promise<void>;
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** Begins a load. Until `finish()` has returned, nothing of it counts: a killed load is as if it had never been. */
export async function beginLoad(workspace: Workspace, load: { source: string; savedAt: string }): Promise<LoadJournal> {
  const folder = loadsFolder(workspace);
  const id = await onDisk(folder, 'writing', async () => {
    await mkdir(folder, { recursive: true });
    const known = await readdir(folder);
    return String(Math.max(0, ...known.map((name) => Number.parseInt(name, 10) || 0)) + 1).padStart(6, '0');
  });
  const path = join(folder, `${id}.jsonl`);
  const handle = await onDisk(path, 'writing', () => open(path, 'ax', 0o600));
  let files = 0;
  const write = (line: JournalLine) =>
    onDisk(path, 'writing', async () => {
      await handle.write(`${JSON.stringify(line)}\n`);
    });
  await write({ what: 'started', ...load });
  return {
    load: id,
    file: async (file) => {
      files++;
      await write({ what: 'file', ...file });
    },
    finish: async () => {
      await write({ what: 'finished', files });
      await onDisk(path, 'writing', () => handle.sync());
      await onDisk(folder, 'writing', () => syncFolder(folder));
    },
    close: () => handle.close(),
  };
}

/** Every file of every finished load, once per source, in order of arrival. */
export async function rawInputs(workspace: Workspace): Promise<RawInput[]> {
  const inputs: RawInput[] = [];
  const seen = new Set<string>();
  for (const { load, lines } of await readJournals(workspace)) {
    const started = lines.find((line) => line.what === 'started');
    if (!started || !lines.some((line) => line.what === 'finished')) continue;
    for (const file of lines) {
      if (file.what !== 'file') continue;
      const key = `${started.source}\n${file.sha256}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const { name, sha256, bytes } = file;
      const path = rawPath(workspace, sha256);
      inputs.push({ name, sha256, bytes, number: inputs.length + 1, source: started.source, load, path });
    }
  }
  return inputs;
}

/** Sizes of all files any load has ever begun to bring: only a file of such a size can be held already. */
export async function knownSizes(workspace: Workspace): Promise<ReadonlySet<number>> {
  const journals = await readJournals(workspace);
  return new Set(journals.flatMap(({ lines }) => lines.flatMap((line) => (line.what === 'file' ? [line.bytes] : []))));
}

export function rawPath(workspace: Workspace, sha256: string): string {
  return join(workspace.raw, `${sha256}.ndjson.gz`);
}

function loadsFolder(workspace: Workspace): string {
  return join(workspace.raw, 'loads');
}

async function readJournals(workspace: Workspace): Promise<{ load: string; lines: JournalLine[] }[]> {
  const folder = loadsFolder(workspace);
  const names = await readdir(folder).catch(() => [] as string[]);
  const journals = names
    .filter((name) => /^\d+\.jsonl$/.test(name))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return Promise.all(
    journals.map(async (name) => ({
      load: name.replace('.jsonl', ''),
      lines: ((await readIfThere(join(folder, name))) ?? '').split('\n').flatMap(parseLine),
    })),
  );
}

/** A kill may cut the last line short; a load with a line cut short has no `finished` and does not count anyway. */
function parseLine(text: string): JournalLine[] {
  try {
    return text === '' ? [] : [JSON.parse(text) as JournalLine]; // our own file
  } catch {
    return [];
  }
}
