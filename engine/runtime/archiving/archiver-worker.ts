import { parentPort, workerData } from 'node:worker_threads';
import { Archiver, type ArchiverFolders, type ArchiverReport } from './archiver.ts';

/** What the engine asks the worker for. */
export type ToArchiver = { readonly type: 'round'; readonly now: number } | { readonly type: 'close' };

/** What the worker answers. */
export interface FromArchiver {
  readonly type: 'round-done';
  readonly report: ArchiverReport;
}

/** The archiver in a thread of its own: nothing it does can hold up the kernel. */
const port = parentPort;
if (!port) throw new Error('the archiver must run as a worker thread, was started by itself');
const archiver = new Archiver(workerData as ArchiverFolders);
let last: Promise<void> = Promise.resolve();

port.on('message', (message: ToArchiver) => {
  if (message.type === 'close') {
    archiver.stop();
    void last.then(() => port.close());
    return;
  }
  last = last.then(async () => {
    const report = await archiver.round(message.now);
    port.postMessage({ type: 'round-done', report } satisfies FromArchiver);
  });
});
