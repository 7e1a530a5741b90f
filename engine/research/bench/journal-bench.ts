import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { Journal } from '../../journal/journal.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { Session } from '../../runtime/session.ts';
import { strategyCatalog } from '../../runtime/strategy-catalog.ts';
import { benchFolder } from './bench-folder.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { describeBench } from './kernel-run.ts';
import { openSandboxHour, SANDBOX_BEGIN } from './sandbox-events.ts';
import { medianOf, quantileOf } from './time-runs.ts';

/** A round trip by hand begins every so many events. */
const EVENTS_PER_TRIP = 300;
const EVENTS_PER_LEG = EVENTS_PER_TRIP / 2;
const MOST_COMMITS = 3000;

/** Durable commits a second: what an hour of the sandbox with hundreds of round trips by hand writes down. */
export const journal: Benchmark = {
  name: 'journal',
  measure() {
    const folder = mkdtempSync(join(benchFolder(), 'journal-'));
    try {
      const opened = openJournal({ path: join(folder, 'journal.sqlite') });
      if (!opened.ok) throw new Error(opened.failure.detail);
      try {
        return measureCommits(opened.journal);
      } finally {
        opened.journal.close();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function measureCommits(store: Journal): Figures {
  const feed = openSandboxHour();
  const description = describeBench('sandbox', SANDBOX_BEGIN, feed.instruments);
  const session = new Session(description, strategyCatalog, { journal: store });
  const command = (what: KernelCommand) =>
    session.take({ kind: 'command', time: session.kernel.time, command: what });
  const times: number[] = [];
  let outcomeCount = 0;
  let begun = false;
  for (let event = feed.next(); event && times.length < MOST_COMMITS; event = feed.next()) {
    if (!begun && event.time >= SANDBOX_BEGIN) {
      command({ kind: 'begin' });
      begun = true;
    }
    session.take(event);
    if (begun && session.kernel.sequence % EVENTS_PER_LEG === 0)
      command({ kind: 'place-order', intent: tradeByHand(session) });
    const start = performance.now();
    const { length } = session.commit();
    if (length === 0) continue;
    times.push(performance.now() - start);
    outcomeCount += length;
  }
  session.end('finished');
  return commitFigures(times, outcomeCount, store.stats().bytes);
}

/** Opens the smallest position there is, or closes the one that is open. */
function tradeByHand({ kernel }: Session): OrderIntent {
  const [market] = kernel.rooms.market.all;
  if (!market) throw new Error('the sandbox must have an instrument, had none');
  const { book, instrument } = market;
  const held = kernel.rooms.ledger.signedLots('manual', instrument.id);
  const order = {
    runId: 'manual',
    instrument: instrument.id,
    kind: { type: 'market' },
    reason: 'benchmark',
  } as const;
  if (held !== 0) return { ...order, role: 'exit', side: 'sell', lots: lots(held), reduceOnly: true };
  const stop = ticks(Math.round(book.bestBid * 0.99));
  const size = lots(instrument.minLots * 10);
  return { ...order, role: 'entry', side: 'buy', lots: size, reduceOnly: false, protectiveStop: stop };
}

function commitFigures(times: readonly number[], outcomes: number, bytes: number): Figures {
  const totalMs = times.reduce((sum, ms) => sum + ms, 0);
  return {
    commits: times.length,
    outcomes,
    commitsPerSecond: Math.round((times.length / totalMs) * 1000),
    medianMs: rounded(medianOf(times)),
    p99Ms: rounded(quantileOf(times, 0.99)),
    maxMs: rounded(Math.max(...times)),
    bytesOnDisk: bytes,
  };
}
