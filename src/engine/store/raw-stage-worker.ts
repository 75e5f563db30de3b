/** A thread that stages raw files: asks for one after the other until there are no more. */
import { parentPort, workerData } from 'node:worker_threads';
import { type StagedFile, type StageTask, StageWriter, stageFile } from './raw-stage-file.ts';

export interface StageWork {
  readonly folder: string;
  readonly name: string;
  readonly wanted: readonly string[];
}

export type FromWorker =
  | { readonly what: 'ready' }
  | { readonly what: 'read'; readonly bytes: number }
  | { readonly what: 'staged'; readonly file: StagedFile }
  | { readonly what: 'closed' }
  | { readonly what: 'failed'; readonly message: string; readonly code?: string; readonly syscall?: string };

const port = parentPort;
if (port) {
  const { folder, name, wanted } = workerData as StageWork; // given by raw-stage.ts
  const writer = new StageWriter(folder, name, new Set(wanted));
  const say = (message: FromWorker) => port.postMessage(message);
  port.on('message', async (task: StageTask | 'close') => {
    try {
      if (task === 'close') {
        writer.close();
        say({ what: 'closed' });
        port.close();
        return;
      }
      say({ what: 'staged', file: await stageFile(task, writer, (bytes) => say({ what: 'read', bytes })) });
      say({ what: 'ready' });
    } catch (error) {
      const { message, code, syscall } = error as NodeJS.ErrnoException;
      say({ what: 'failed', message, ...(code ? { code } : {}), ...(syscall ? { syscall } : {}) });
    }
  });
  say({ what: 'ready' });
}
