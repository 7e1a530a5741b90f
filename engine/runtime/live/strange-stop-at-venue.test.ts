import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../venues/ccxt/real-clock.fixture.ts';
import { unlimited, VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { LiveRun, openVenue, outcomesOf } from './live-run.fixture.ts';

const LONG = 60_000;
const WITHIN_MS = 30_000;
const PERPETUALS = VENUE_PAIRS.filter(({ symbol }) => symbol.includes(':')).map(unlimited);

describe.each(PERPETUALS)('a stop by hand on $name, through the genuine client', (pair) => {
  let venue: TradingLoopback;
  let run: LiveRun;

  afterEach(async () => {
    await run.kill();
    await venue.close();
  });

  it(
    'R-OR-15: is found in the list of the venue, freezes its symbol, and is left alone',
    async () => {
      venue = await openVenue(pair);
      const bid = venue.core.market(pair.coreSymbol)?.bid ?? 0;
      const placed = venue.core.place({
        clientId: '',
        symbol: pair.coreSymbol,
        side: 'sell',
        kind: 'stop-market',
        lots: 20,
        trigger: bid - 5000,
        reduceOnly: false,
      });
      expect(placed).toMatchObject({ ok: true });
      run = await LiveRun.open(pair, venue);
      await until(() => run.frozen.length > 0, WITHIN_MS);
      expect(outcomesOf(run, 'symbol-frozen')).toMatchObject([
        { because: expect.stringContaining(`a sell of 20 lots that waits for ${bid - 5000} ticks`) },
      ]);
      run.arm();
      run.place('buy', 20);
      expect(outcomesOf(run, 'order-denied').length + outcomesOf(run, 'intent-refused').length).toBe(1);
      expect(venue.core.openOrders).toHaveLength(1);
    },
    LONG,
  );
});
