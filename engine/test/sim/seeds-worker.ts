import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { changeSourcesAsLoaded, type SourceChange } from './mutants.ts';
import type { SeedShare } from './run-seeds.ts';
import type { SeedReport } from './seed-report.ts';

/** Where the product is kept compiled, each file with a digest of its source: most threads load what others did. */
const COMPILED = new URL('../../../node_modules/.cache/compiled/', import.meta.url);

/**
 * Runs the shares of seeds it is sent, one after the other, and posts what became of each. The product is loaded after its
 * sources are changed.
 */
enableCompileCache(fileURLToPath(COMPILED));
changeSourcesAsLoaded(workerData as readonly SourceChange[]);
const { reportOnSeed } = await import('./seed-report.ts');
flushCompileCache();
parentPort?.on('message', (share: SeedShare) => parentPort?.postMessage(reportsOn(share)));

function reportsOn({ from, order, step, stopsAtBreach, to }: SeedShare): readonly SeedReport[] {
  const reports: SeedReport[] = [];
  for (let seed = from; seed <= to; seed += step) {
    const report = reportOnSeed(seed, order);
    reports.push(report);
    if (stopsAtBreach && report.breaches.length > 0) break;
  }
  return reports;
}
