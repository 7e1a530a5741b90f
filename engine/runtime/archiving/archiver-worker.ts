import { parentPort, workerData } from 'node:worker_threads';
import { Archiver, type ArchiverFolders, type ArchiverReport, hasRoom } from './archiver.ts';
import type { ToRawKeeper } from './raw/raw-forwarder.ts';
import { type RawKept, RawKeeper } from './raw/raw-keeper.ts';

/** What the engine asks the worker for. */
export type ToArchiver =
  | { readonly type: 'round'; readonly now: number }
  | ToRawKeeper
  | { readonly type: 'close' };

/** What the worker answers. */
export type FromArchiver =
  | { readonly type: 'round-done'; readonly report: ArchiverReport }
  | { readonly type: 'raw-done'; readonly kept: RawKept };

/** The archiver in a thread of its own: nothing it does can hold up the kernel. */
const port = parentPort;
if (!port) throw new Error('the archiver must run as a worker thread, was started by itself');
const folders = workerData as ArchiverFolders;
const archiver = new Archiver(folders);
const raw = new RawKeeper({ archive: folders.archive, hasRoom: () => hasRoom(folders.recordings) });
const tell = (message: FromArchiver) => port.postMessage(message);
let lastRound: Promise<void> = Promise.resolve();
let lastRaw: Promise<void> = Promise.resolve();

function writeRaw(): void {
  lastRaw = lastRaw.then(async () => tell({ type: 'raw-done', kept: await raw.flush() }));
}

port.on('message', (message: ToArchiver) => {
  switch (message.type) {
    case 'round':
      lastRound = lastRound.then(async () => {
        tell({ type: 'round-done', report: await archiver.round(message.now) });
      });
      return;
    case 'raw':
      if (raw.take(message.batch)) writeRaw();
      return;
    case 'write-raw':
      return writeRaw();
    case 'close':
      archiver.stop();
      writeRaw();
      void Promise.all([lastRound, lastRaw]).then(() => port.close());
  }
});
