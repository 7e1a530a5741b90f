import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../clock.ts';
import { doLibraryTask } from './do-library-task.ts';
import type { FromLibraryThread, LibraryTask, ToLibraryThread } from './library-task.ts';

/** The entry of the thread: it does the one task it was started with, says how far it is, and ends. */
let isCanceled = false;
const tell = (message: FromLibraryThread) => parentPort?.postMessage(message);
parentPort?.on('message', (message: ToLibraryThread) => {
  isCanceled ||= message.type === 'cancel';
});

const watch = {
  get isCanceled() {
    return isCanceled;
  },
  progress: (share: number, detail: string) => tell({ type: 'progress', share, detail }),
};

try {
  tell({ type: 'done', result: await doLibraryTask(workerData as LibraryTask, watch, systemClock) });
} catch (error) {
  tell({ type: 'broken', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
} finally {
  parentPort?.close();
}
