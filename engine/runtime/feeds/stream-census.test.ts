import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { MarketState } from '../../market/market-state.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { feedStreamViews } from './feed-stream-views.ts';
import { StreamCensus } from './stream-census.ts';

const [btc] = sandboxInstruments;
if (btc === undefined) throw new Error('the sandbox has instruments');
const START = 1_700_000_000_000;

/** A census of one instrument's events, each of them `lagMs` late. */
function follow(census: StreamCensus, events: readonly MarketEvent[]): void {
  const markets = new MarketState(sandboxInstruments);
  for (const event of events) {
    census.passTime(event.time);
    markets.apply(event);
    const market = markets.of(event.instrument);
    if (market) census.onEvent(event, market);
  }
}

const observed = (ms: number, lagMs: number) => ({
  instrument: btc.id,
  time: unixMs(START + ms),
  venueTime: unixMs(START + ms - lagMs),
});

const book = (ms: number, lagMs: number): MarketEvent => ({
  kind: 'book-snapshot',
  ...observed(ms, lagMs),
  updateId: ms,
  bids: [ticks(1000), lots(1)],
  asks: [ticks(1001), lots(1)],
});

describe('the census of a market that comes from no connection', () => {
  it("counts each stream, with the market's state and the delay of the simulated line", () => {
    const census = new StreamCensus(40);
    const print: MarketEvent = {
      kind: 'trade',
      ...observed(300, 0),
      ticks: ticks(1000),
      lots: lots(2),
      aggressor: 'buy',
      tradeId: '1',
    };
    const live: MarketEvent = { kind: 'feed-status', ...observed(101, 0), status: 'live', detail: 'begun' };
    follow(census, [book(100, 0), live, print, book(1100, 0)]);
    const [its, prints] = feedStreamViews(census.health('sandbox'));
    expect(its).toEqual({
      venue: 'sandbox',
      instrument: btc.id,
      stream: 'book',
      state: 'live',
      ageMs: 0,
      latencyMs: { p50: 40, p95: 40, p99: 40 },
      messages: 2,
      gaps: 0,
      resyncs: 0,
      refusedFrames: 0,
      lastRule: '',
      reconnects: 0,
      clock: null,
    });
    expect(prints).toMatchObject({ stream: 'trades', messages: 1, ageMs: 800 });
  });

  it('tells the lateness of what was recorded, and its gaps', () => {
    const census = new StreamCensus(0);
    const gap: MarketEvent = { kind: 'feed-status', ...observed(200, 0), status: 'gap', detail: 'a hole' };
    follow(census, [book(100, 25), gap]);
    expect(census.health('recorded').streams).toMatchObject([
      { stream: 'book', state: 'gap', gaps: 1, latency: { p50Ms: 25 } },
    ]);
  });
});
