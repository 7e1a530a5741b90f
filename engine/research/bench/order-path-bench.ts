import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../journal/journal.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { systemClock } from '../../runtime/clock.ts';
import { REHEARSAL_ACCOUNT, RehearsalSession } from '../../runtime/live/rehearsal/rehearsal-session.ts';
import { rehearseOrders } from '../../runtime/live/rehearsal/rehearse-orders.ts';
import { benchFolder } from './bench-folder.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { medianOf, quantileOf } from './time-runs.ts';

const ORDERS = 5000;
/** A busy day: an order every twenty seconds, and entries that rest no closer than they have to be apart. */
const APART_MS = 20_000;
const SPACING_MS = 1100;
/** Arming lasts twelve hours at most. */
const ARM_EVERY = 1000;
const TRIALS = 100;
const RESTING = 10;

/** From the decision to trade over the durable journal to the venue's door, order by order. */
export const orderPath: Benchmark = { name: 'orderPath', measure: () => withJournal(measureOrders) };

/** Pages of an order's commit, measured as the growth of the write-ahead log, each with its header there. */
const COMMIT_BYTES = 12 * (4096 + 24);
/** The write-ahead log is written from its beginning again about as often. */
const LOG_BYTES = 200 * COMMIT_BYTES;

/** From the wish to freeze to the closed door, and to the last request that takes resting entries back. */
export const killSwitch: Benchmark = { name: 'killSwitch', measure: () => withJournal(measureKills) };

/** As a real account is opened: with the way rehearsed and room for its log. */
async function withJournal(measure: (journal: Journal, folder: string) => Figures): Promise<Figures> {
  await rehearseOrders(systemClock);
  const folder = mkdtempSync(join(benchFolder(), 'order-path-'));
  try {
    const opened = openJournal({ path: join(folder, 'journal.sqlite'), account: REHEARSAL_ACCOUNT });
    if (!opened.ok) throw new Error(opened.failure.detail);
    try {
      opened.journal.reserveRoom();
      return measure(opened.journal, folder);
    } finally {
      opened.journal.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureOrders(journal: Journal, folder: string): Figures {
  const live = new RehearsalSession(journal);
  const disk = new BareDisk(join(folder, 'bare'));
  const times: number[] = [];
  const flushes: number[] = [];
  for (let count = 0; count < ORDERS; count += 1) {
    live.pass(APART_MS);
    if (count % ARM_EVERY === 0) live.arm();
    let sentAt = 0;
    live.venue.onRequest = ({ kind }) => {
      if (kind === 'place' && sentAt === 0) sentAt = performance.now();
    };
    const decidedAt = performance.now();
    live.order();
    if (sentAt === 0) throw new Error(`order ${count} did not leave`);
    times.push(sentAt - decidedAt);
    live.settle();
    flushes.push(disk.flush());
  }
  disk.close();
  return {
    orders: times.length,
    ...quantiles(times),
    bareFlush: quantiles(flushes),
    bytesOnDisk: journal.stats().bytes,
  };
}

/** What the disk takes by itself to keep as many bytes as an order's commit has: the part no code can make shorter. */
class BareDisk {
  readonly #file: number;
  readonly #bytes = new Uint8Array(COMMIT_BYTES).fill(1);
  #offset = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  /** Milliseconds of one write that is durable when it returns. */
  flush(): number {
    const begun = performance.now();
    writeSync(this.#file, this.#bytes, 0, COMMIT_BYTES, this.#offset);
    fdatasyncSync(this.#file);
    const took = performance.now() - begun;
    this.#offset = (this.#offset + COMMIT_BYTES) % LOG_BYTES;
    return took;
  }

  close(): void {
    closeSync(this.#file);
  }
}

function measureKills(journal: Journal): Figures {
  const live = new RehearsalSession(journal);
  const closed: number[] = [];
  const askedBack: number[] = [];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    for (let order = 0; order < RESTING; order += 1) {
      live.pass(SPACING_MS);
      live.order(95);
      live.settle();
    }
    let lastCancelAt = 0;
    let cancels = 0;
    live.venue.onRequest = ({ kind }) => {
      if (kind !== 'cancel') return;
      cancels += 1;
      lastCancelAt = performance.now();
    };
    const resting = live.openOrders.filter(({ role }) => role === 'entry').length;
    const because = 'benchmark';
    const wishedAt = performance.now();
    // As the host's question is answered: the door first, then everything else.
    live.gateway.freeze(because);
    closed.push(performance.now() - wishedAt);
    live.tell({ kind: 'set-trading-state', state: 'halted', because });
    if (cancels < resting || resting < RESTING) throw new Error(`${cancels} of ${resting} were asked back`);
    askedBack.push(lastCancelAt - wishedAt);
    live.settle();
    live.tell({ kind: 'set-trading-state', state: 'active', because });
    live.gateway.thaw();
    live.arm();
  }
  return {
    trials: TRIALS,
    restingEntries: RESTING,
    gatewayFrozen: quantiles(closed),
    lastCancelSent: quantiles(askedBack),
  };
}

const quantiles = (times: readonly number[]): Figures => ({
  p50Ms: rounded(medianOf(times)),
  p99Ms: rounded(quantileOf(times, 0.99)),
  maxMs: rounded(Math.max(...times)),
});
