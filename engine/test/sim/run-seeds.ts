import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SourceChange } from './mutants.ts';
import type { SeedOrder, SeedReport } from './seed-report.ts';

/** The seeds one thread runs: `from`, `from + step`, … up to `to`. */
export interface SeedShare {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly order: SeedOrder;
  /** Changes to the source of the product, made as it is loaded. */
  readonly changes: readonly SourceChange[];
  /** Ends with the first seed that has a breach. */
  readonly stopsAtBreach: boolean;
}

/** Runs seeds `from` to `to` on every core there is; reports in order of seed. */
export async function runSeeds(from: number, to: number, order: SeedOrder): Promise<readonly SeedReport[]> {
  const threads = Math.min(availableParallelism(), to - from + 1);
  const shares = Array.from({ length: threads }, (_each, index) =>
    runShare({ from: from + index, to, step: threads, order, changes: [], stopsAtBreach: false }),
  );
  return (await Promise.all(shares)).flat().toSorted((a, b) => a.seed - b.seed);
}

/** Runs a share on a thread of its own. */
export function runShare(share: SeedShare): Promise<readonly SeedReport[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('seeds-worker.ts', import.meta.url), { workerData: share });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => code !== 0 && reject(new Error(`a simulating thread ended with ${code}`)));
  });
}
