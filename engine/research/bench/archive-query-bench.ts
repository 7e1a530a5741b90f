import { openArchive } from '../../archive/open-archive.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';
import { type Benchmark, rounded } from './figures.ts';
import { buildTradeArchive, tradeArchive } from './trade-archive.ts';
import { medianOf, quantileOf } from './time-runs.ts';

const QUERIES = 50;
const HOUR_MS = 3_600_000;
const GOAL_MS = 150;

/** One hour of trades, as objects, out of an archive of 100,000,000. */
export const archiveQuery: Benchmark = {
  name: 'archiveQuery',
  async measure() {
    const built = await buildTradeArchive();
    const opened = await openArchive(built.folder);
    if (!opened.ok) throw new Error(opened.failure.detail);
    const random = new Random(7);
    const times: number[] = [];
    const rows: number[] = [];
    for (let query = 0; query < QUERIES; query += 1) {
      const instrument =
        tradeArchive.instruments[Math.floor(random.uniform() * tradeArchive.instruments.length)];
      const span = tradeArchive.days * 24 - 1;
      const from = unixMs(tradeArchive.begin + Math.floor(random.uniform() * span * HOUR_MS));
      if (!instrument) throw new Error('the archive must have instruments, has none');
      const startedAt = performance.now();
      const trades = await opened.value.trades({
        instrument: instrument.id,
        from,
        to: unixMs(from + HOUR_MS),
      });
      times.push(performance.now() - startedAt);
      if (!trades.ok) throw new Error(trades.failure.detail);
      rows.push(trades.value.length);
    }
    opened.value.close();
    return {
      archivedTrades: built.trades,
      archiveBytes: built.bytes,
      bytesPerTrade: rounded(built.bytes / built.trades),
      days: tradeArchive.days,
      instruments: tradeArchive.instruments.length,
      queries: QUERIES,
      rowsPerQuery: medianOf(rows),
      rowsInAll: rows.reduce((sum, count) => sum + count, 0),
      firstMs: rounded(times[0] ?? 0),
      medianMs: rounded(medianOf(times)),
      p99Ms: rounded(quantileOf(times, 0.99)),
      goalMs: GOAL_MS,
    };
  },
};
