import { Worker } from 'node:worker_threads';
import { workerProgram } from '../worker-program.ts';
import type { NumbersFileRead, NumbersFileTask } from './read-numbers-file.ts';

const PROGRAM = workerProgram(import.meta.url, './numbers-worker.ts', 'numbers-worker.js');

/** Reads a file of numbers in a thread of its own, so that the kernel waits for no line of it. A bug in there is thrown. */
export function readInThread(task: NumbersFileTask): Promise<NumbersFileRead> {
  const worker = new Worker(PROGRAM, { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that reads numbers ended without a result')));
  });
}
