import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { COMPILED_BEFORE } from '../compiled-before.ts';
import { changeSourcesAsLoaded } from './mutants.ts';
import type { SeedShare } from './run-seeds.ts';
import type { SeedReport } from './seed-report.ts';

/** Runs its share of seeds and posts what became of them. The product is loaded after its sources are changed. */
const share = workerData as SeedShare;
// Each file is kept with a digest of its source, so a changed one is compiled for itself.
enableCompileCache(COMPILED_BEFORE.NODE_COMPILE_CACHE);
changeSourcesAsLoaded(share.changes);
const { reportOnSeed } = await import('./seed-report.ts');
flushCompileCache();
const reports: SeedReport[] = [];
for (let seed = share.from; seed <= share.to; seed += share.step) {
  const report = reportOnSeed(seed, share.order);
  reports.push(report);
  if (share.stopsAtBreach && report.breaches.length > 0) break;
}
parentPort?.postMessage(reports);
