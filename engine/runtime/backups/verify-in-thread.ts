import { Worker } from 'node:worker_threads';
import type { CheckedBackup } from '../../journal/backups/verify-backup.ts';
import { workerProgram } from '../worker-program.ts';

const PROGRAM = workerProgram(import.meta.url, './backup-worker.ts', 'backup-worker.js');

/** Checks a copy of the journal on another thread. */
export function verifyInThread(path: string): Promise<CheckedBackup> {
  return new Promise((resolve) => {
    const worker = new Worker(PROGRAM, { workerData: path });
    const fail = (detail: string) =>
      resolve({
        ok: false,
        failure: { code: 'cannot-open', detail: `the copy ${path} was not checked: ${detail}` },
      });
    worker.once('message', (result: CheckedBackup) => resolve(result));
    worker.once('error', (error) => fail(error.message));
    worker.once('exit', () => fail('the thread ended without an answer'));
    worker.unref();
  });
}
