import { parentPort, workerData } from 'node:worker_threads';
import { changeSourcesAsLoaded } from './mutants.ts';
import type { SeedShare } from './run-seeds.ts';
import type { SeedReport } from './seed-report.ts';

/** Runs its share of seeds and posts what became of them. The product is loaded after its sources are changed. */
const share = workerData as SeedShare;
changeSourcesAsLoaded(share.changes);
const { reportOnSeed } = await import('./seed-report.ts');
const reports: SeedReport[] = [];
for (let seed = share.from; seed <= share.to; seed += share.step) {
  const report = reportOnSeed(seed, share.order);
  reports.push(report);
  if (share.stopsAtBreach && report.breaches.length > 0) break;
}
parentPort?.postMessage(reports);
