import { parentPort, workerData } from 'node:worker_threads';
import { type NumbersFileTask, readNumbersFile } from './read-numbers-file.ts';

/** The entry of the thread: it reads the one file it was started with, hands the numbers over, and ends. */
const read = await readNumbersFile(workerData as NumbersFileTask);
const columns = read.ok ? read.parsed.columns : [];
parentPort?.postMessage(
  read,
  columns.flatMap(({ times, values }) => [times.buffer as ArrayBuffer, values.buffer as ArrayBuffer]),
);
