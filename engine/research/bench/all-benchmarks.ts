import { archiveQuery } from './archive-query-bench.ts';
import { bars } from './bars-bench.ts';
import { book, bookRecorded } from './book-bench.ts';
import { chart, coldStart, memory, orderFlowWorkspace, ports } from './desk-bench.ts';
import type { Benchmark } from './figures.ts';
import { flowPath } from './flow-path-bench.ts';
import { formulaBars } from './formula-bars-bench.ts';
import { formulaTicks } from './formula-ticks-bench.ts';
import { indicators } from './indicators-bench.ts';
import { journal } from './journal-bench.ts';
import { kernelRecorded, kernelSandbox } from './kernel-bench.ts';
import { nullMarkets } from './null-markets-bench.ts';
import { killSwitch, orderPath } from './order-path-bench.ts';
import { pastWork } from './past-work-bench.ts';
import { queueModels } from './queue-models-bench.ts';
import { recorder } from './recorder-bench.ts';
import { restore } from './restore-bench.ts';

/** Every benchmark, in the order in which they are measured. */
export const allBenchmarks: readonly Benchmark[] = [
  kernelSandbox,
  kernelRecorded,
  book,
  bookRecorded,
  bars,
  indicators,
  formulaBars,
  formulaTicks,
  pastWork,
  flowPath,
  journal,
  restore,
  orderPath,
  killSwitch,
  recorder,
  archiveQuery,
  ports,
  chart,
  coldStart,
  memory,
  orderFlowWorkspace,
  nullMarkets,
  queueModels,
];
