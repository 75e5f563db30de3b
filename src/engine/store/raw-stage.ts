import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Effects } from '../../core/effects.ts';
import { diskFault, onDisk } from './disk-faults.ts';
import { mustBeAsReceived, mustBeThere } from './raw-intact.ts';
import type { RawInput } from './raw-loads.ts';
import { type StagedFile, StageWriter, stageFile } from './raw-stage-file.ts';
import type { FromWorker, StageWork } from './raw-stage-worker.ts';

/** What staging left in its folder, for DuckDB to read. */
export interface Staged {
  /** staged NDJSON files by resource type */
  readonly resources: ReadonlyMap<string, readonly string[]>;
  readonly index: readonly string[];
  readonly quarantine: readonly string[];
  readonly files: readonly StagedFile[];
}

/**
 * Scans raw files line by line, in two threads, and lays out what DuckDB reads. Files are handed out largest first; the
 * result does not depend on which thread read which file, because every line carries its place.
 */
export async function stageRaw(
  inputs: readonly RawInput[],
  folder: string,
  { wanted, effects, threads = 2 }: { wanted: ReadonlySet<string>; effects: Effects; threads?: number },
): Promise<Staged> {
  await mustBeThere(inputs);
  await onDisk(folder, 'writing', () => mkdir(folder, { recursive: true }));
  const total = inputs.reduce((sum, input) => sum + input.bytes, 0);
  let done = 0;
  const read = (bytes: number) => {
    done += bytes;
    effects.progress({ doing: 'checking lines', done, unit: 'bytes' });
  };
  effects.log({ level: 'info', code: 'load/staging', facts: { files: inputs.length, bytes: total } });
  const queue = [...inputs].sort((a, b) => b.bytes - a.bytes || a.number - b.number);
  const thread = threadFile();
  const files = thread
    ? await inThreads(queue, folder, { wanted, read, threads, thread })
    : await inThisThread(queue, folder, { wanted, read });
  await mustBeAsReceived(inputs, files);
  return { ...stagedIn(folder), files: files.sort((a, b) => a.number - b.number) };
}

interface Work {
  readonly wanted: ReadonlySet<string>;
  readonly read: (bytes: number) => void;
}

/**
 * The compiled thread beside this file. Node 20 cannot start one from TypeScript: where there is none (tests from the
 * sources) the same work is done in this thread.
 */
function threadFile(): URL | undefined {
  const beside = ['./raw-stage-worker.js', './raw-stage-worker.mjs'].map((name) => new URL(name, import.meta.url));
  return beside.find((file) => existsSync(file));
}

async function inThisThread(queue: readonly RawInput[], folder: string, { wanted, read }: Work): Promise<StagedFile[]> {
  const writer = new StageWriter(folder, '0', wanted);
  const files: StagedFile[] = [];
  await onDisk(folder, 'writing', async () => {
    try {
      for (const input of queue) files.push(await stageFile(input, writer, read));
    } finally {
      writer.close();
    }
  });
  return files;
}

async function inThreads(
  queue: RawInput[],
  folder: string,
  { wanted, read, threads, thread }: Work & { threads: number; thread: URL },
): Promise<StagedFile[]> {
  const files: StagedFile[] = [];
  const workers: Worker[] = [];
  const one = (name: string) =>
    new Promise<void>((resolve, reject) => {
      const data: StageWork = { folder, name, wanted: [...wanted] };
      const worker = new Worker(thread, { workerData: data });
      workers.push(worker);
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`a staging thread ended with ${code}`))); // too late after resolve()
      worker.on('message', (message: FromWorker) => {
        switch (message.what) {
          case 'read':
            return read(message.bytes);
          case 'staged':
            return void files.push(message.file);
          case 'ready': {
            const next = queue.shift();
            return worker.postMessage(next ? { number: next.number, path: next.path } : 'close');
          }
          case 'closed':
            return resolve();
          case 'failed':
            return reject(diskFault(folder, 'writing', Object.assign(new Error(message.message), message)));
        }
      });
    });
  try {
    await Promise.all(Array.from({ length: Math.min(threads, Math.max(1, queue.length)) }, (_, i) => one(String(i))));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return files;
}

function stagedIn(folder: string): Omit<Staged, 'files'> {
  const resources = new Map<string, string[]>();
  const index: string[] = [];
  const quarantine: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const kind = name.split('.')[0] ?? '';
    if (name.startsWith('index.')) index.push(path);
    else if (name.startsWith('quarantine.')) quarantine.push(path);
    else if (name.endsWith('.ndjson')) resources.set(kind, [...(resources.get(kind) ?? []), path]);
  }
  return { resources, index, quarantine };
}
