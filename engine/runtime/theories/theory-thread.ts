import { Worker } from 'node:worker_threads';
import type { FromTheoryThread, TheoryThreadData, ToTheoryThread } from './theory-messages.ts';
import { workerProgram } from '../worker-program.ts';

const PROGRAM = workerProgram(import.meta.url, './theory-worker.ts', 'theory-worker.js');

/** A thread of theories at work. */
export interface TheoryThread {
  tell(message: ToTheoryThread): void;
  stop(): void;
}

/** What a thread answers, and why it ended where it did of itself. */
export interface TheoryThreadListener {
  onStates(answer: FromTheoryThread): void;
  onFailure(detail: string): void;
}

export type StartTheoryThread = (data: TheoryThreadData, listener: TheoryThreadListener) => TheoryThread;

/** Starts the theories in a thread of their own, so that the kernel never waits for a fit. */
export const startTheoryThread: StartTheoryThread = (data, listener) => {
  const worker = new Worker(PROGRAM, { workerData: data });
  let isStopped = false;
  const fail = (detail: string) => {
    if (!isStopped) listener.onFailure(detail);
    isStopped = true;
  };
  worker.on('message', (answer: FromTheoryThread) => {
    if (!isStopped) listener.onStates(answer);
  });
  worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => fail(`the thread of the theories ended with ${code}`));
  // A thread that only waits keeps no program alive.
  worker.unref();
  return {
    tell: (message) => worker.postMessage(message),
    stop: () => {
      isStopped = true;
      void worker.terminate();
    },
  };
};
