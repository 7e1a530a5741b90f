import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromLibraryThread, LibraryTask, LibraryTaskResult, ToLibraryThread } from './library-task.ts';

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
  const worker = new Worker(threadFile(), { workerData: task });
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

/** The thread's program: its source beside this file, or what the build made of it. */
function threadFile(): URL {
  const source = new URL('./library-worker.ts', import.meta.url);
  const built = ['./library-worker.js', '../library-worker.js'].map((path) => new URL(path, import.meta.url));
  return built.find((file) => existsSync(fileURLToPath(file))) ?? source;
}
