import { Worker } from 'node:worker_threads';
import { workerProgram } from '../worker-program.ts';
import type { NumbersFileRead, NumbersFileTask } from './read-numbers-file.ts';

const PROGRAM = workerProgram(import.meta.url, './numbers-worker.ts', 'numbers-worker.js');

/**
 * Reads a file of numbers in a thread of its own, so that the kernel waits for no line of it. A thread that fails costs the
 * reading and nothing else: who trades goes on.
 */
export function readInThread(task: NumbersFileTask): Promise<NumbersFileRead> {
  const worker = new Worker(PROGRAM, { workerData: task });
  return new Promise((resolve) => {
    const fail = (because: string) => resolve({ ok: false, detail: `it cannot be read: ${because}` });
    worker.once('message', resolve);
    worker.once('error', (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.once('exit', () => fail('the thread that reads it ended without a result'));
  });
}
