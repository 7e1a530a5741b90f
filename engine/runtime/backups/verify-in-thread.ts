import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { BackupResult } from '../../journal/backups/verify-backup.ts';

/** Checks a copy of the journal on another thread. */
export function verifyInThread(path: string): Promise<BackupResult> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile(), { workerData: path });
    const fail = (detail: string) =>
      resolve({
        ok: false,
        failure: { code: 'cannot-open', detail: `the copy ${path} was not checked: ${detail}` },
      });
    worker.once('message', (result: BackupResult) => resolve(result));
    worker.once('error', (error) => fail(error.message));
    worker.once('exit', () => fail('the thread ended without an answer'));
    worker.unref();
  });
}

/** The worker's program: its source beside this file, or what the build made of it. */
function workerFile(): URL {
  const source = new URL('./backup-worker.ts', import.meta.url);
  const built = ['./backup-worker.js', '../backup-worker.js'].map((path) => new URL(path, import.meta.url));
  return built.find((file) => existsSync(fileURLToPath(file))) ?? source;
}
