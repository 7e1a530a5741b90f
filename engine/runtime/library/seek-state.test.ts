import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { MarketState } from '../../market/market-state.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { valueOf } from './staged-events.ts';

const MIDNIGHT = 1_723_161_600_000;
const BTC = sandboxInstruments[0] as Instrument;
const source = { id: 'session', origin: 'recorded', isSimulated: true } as const;

/** One step of a feed: how long after the one before, how far the venue's clock is off, and what is told. */
const step = fc.record({
  after: fc.integer({ min: 0, max: 4000 }),
  skew: fc.integer({ min: -6000, max: 6000 }),
  kind: fc.constantFrom('snapshot', 'delta', 'delta', 'delta', 'delta', 'gap', 'stale', 'live', 'trade'),
  levels: fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 9 })), {
    maxLength: 4,
  }),
});

type Step = typeof step extends fc.Arbitrary<infer Given> ? Given : never;

/** Bids are below 1000 ticks and asks above, so that no book is ever crossed. */
function eventsOf(steps: readonly Step[]): MarketEvent[] {
  let time = MIDNIGHT - 30_000;
  return steps.map(({ after, kind, levels, skew }, place) => {
    time += after;
    const observed = { instrument: BTC.id, time: unixMs(time), venueTime: unixMs(time + skew) };
    const isWhole = kind === 'snapshot';
    const kept = isWhole ? new Map(levels.filter(([, lots]) => lots > 0)) : new Map(levels);
    const sorted = [...kept].toSorted((a, b) => a[0] - b[0]);
    const bids = sorted.flatMap(([at, lots]) => [1000 - at, lots]);
    const asks = sorted.flatMap(([at, lots]) => [1000 + at, lots]);
    if (isWhole || kind === 'delta')
      return { kind: isWhole ? 'book-snapshot' : 'book-delta', ...observed, updateId: place, bids, asks };
    if (kind === 'trade')
      return {
        kind,
        ...observed,
        ticks: 1000,
        lots: 1,
        aggressor: 'buy',
        tradeId: `${place}`,
      } as MarketEvent;
    return { kind: 'feed-status', ...observed, status: kind as 'gap' | 'stale' | 'live', detail: `${place}` };
  });
}

/** What a trader sees of the book: its levels and whether it can be acted on. */
function seen(events: Iterable<MarketEvent>) {
  const state = new MarketState([BTC]);
  for (const event of events) state.apply(event);
  const market = state.of(BTC.id);
  if (!market) throw new Error('the market is kept');
  const { asks, bids } = { asks: market.book.levels('ask', 100), bids: market.book.levels('bid', 100) };
  return { feed: market.feed === 'waiting' ? 'nothing' : market.feed, asks, bids };
}

describe('a market that is entered in its middle', () => {
  it('is the one that was lived through from the begin, at any time and around midnight', async () => {
    const steps = fc.array(step, { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 0, max: 120_000 }), async (given, into) => {
        const events = eventsOf(given);
        const time = MIDNIGHT - 30_000 + into;
        const folder = mkdtempSync(join(tmpdir(), 'seek-'));
        const writer = valueOf(await openArchiveWriter(folder, { now: () => MIDNIGHT }));
        try {
          const placed = events.map((event, at) => ({ position: at + 1, event }));
          valueOf(await writer.ingest({ instrument: BTC, source, events: placed }));
          const entered: MarketEvent[] = [];
          const range = { instrument: BTC.id, from: unixMs(time), to: unixMs(MIDNIGHT * 2) };
          for await (const event of writer.reader.events(range)) if (event.time < time) entered.push(event);
          expect(seen(entered)).toEqual(seen(events.filter((event) => event.time < time)));
        } finally {
          await writer.close();
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: 25, seed: 7, endOnFailure: true },
    );
  }, 60_000);
});
