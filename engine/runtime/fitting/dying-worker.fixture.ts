import { parentPort } from 'node:worker_threads';

/** A worker that dies of whatever it is asked. */
parentPort?.on('message', () => {
  throw new Error('no memory left');
});
