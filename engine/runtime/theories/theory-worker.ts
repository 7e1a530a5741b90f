import { parentPort, workerData } from 'node:worker_threads';
import { TheoryDesk } from '../../features/theory-desk.ts';
import type { FromTheoryThread, TheoryThreadData, ToTheoryThread } from './theory-messages.ts';

/** Runs the eleven theories on the bars of one watch in a thread of its own, where fits may take their time. */
const port = parentPort;
if (!port) throw new Error('theories must run as a worker thread, were started by themselves');
const desk = new TheoryDesk(workerData as TheoryThreadData);

port.on('message', ({ bars, series }: ToTheoryThread) => {
  for (const { name, time, value } of series) desk.tellSeries(name, time, value);
  for (const bar of bars) desk.pushBar(bar);
  port.postMessage({ states: desk.read(), taken: bars.length } satisfies FromTheoryThread);
});
