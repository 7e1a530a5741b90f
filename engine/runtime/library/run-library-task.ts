import { Worker } from 'node:worker_threads';
import type { FromLibraryThread, LibraryTask, LibraryTaskResult, ToLibraryThread } from './library-task.ts';
import { workerProgram } from '../worker-program.ts';

const PROGRAM = workerProgram(import.meta.url, './library-worker.ts', 'library-worker.js');

/** Who started work is told how far it is and may cancel it. */
export interface TaskListener {
  readonly onProgress: (share: number, detail: string) => void;
}

export interface RunningTask<Result> {
  readonly result: Promise<Result>;
  cancel(): void;
}

/**
 * Does work on kept market data in a thread of its own, so that the kernel never waits for it. A bug in
 * there is thrown here.
 */
export function runLibraryTask<Task extends LibraryTask>(
  task: Task,
  { onProgress }: TaskListener,
): RunningTask<LibraryTaskResult<Task['kind']>> {
  const worker = new Worker(PROGRAM, { workerData: task });
  const result = new Promise<LibraryTaskResult<Task['kind']>>((resolve, reject) => {
    worker.on('message', (message: FromLibraryThread) => {
      if (message.type === 'progress') onProgress(message.share, message.detail);
      else if (message.type === 'done') resolve(message.result as LibraryTaskResult<Task['kind']>);
      else reject(new Error(`the library's ${task.kind} broke: ${message.detail}`));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error(`the library's ${task.kind} ended without a result`)));
  });
  return { result, cancel: () => worker.postMessage({ type: 'cancel' } satisfies ToLibraryThread) };
}
