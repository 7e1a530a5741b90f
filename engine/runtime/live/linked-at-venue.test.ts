import { afterEach, describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { limitAt } from '../../venues/live/session.fixture.ts';
import { VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import { LiveRun, openVenue, outcomesOf } from './live-run.fixture.ts';

const LONG = 90_000;
const WITHIN_MS = 30_000;
const PERPETUALS = VENUE_PAIRS.filter(({ symbol }) => symbol.includes(':'));

describe.each(PERPETUALS)('the engine on $name through the genuine client', (pair) => {
  let venue: TradingLoopback;
  let run: LiveRun;

  afterEach(async () => {
    await run.kill();
    await venue.close();
  });

  const bid = () => venue.core.market(pair.coreSymbol)?.bid ?? 0;
  const move = (by: number) => venue.core.quote(pair.coreSymbol, bid() + by, bid() + by + 1);
  const held = () => venue.core.account.position(pair.coreSymbol);
  const targets = () =>
    venue.core.openOrders
      .filter(({ limit, reduceOnly }) => reduceOnly === true && limit !== undefined)
      .map(({ filledLots, limit, lots: size }) => [limit, size - filledLots]);
  const entries = () => venue.core.orders.filter(({ reduceOnly }) => reduceOnly !== true);

  it(
    'R-OR-10: brackets an entry, gives a target up with the lots its stop closes, and leaves nothing behind',
    async () => {
      venue = await openVenue(pair);
      run = await LiveRun.open(pair, venue);
      run.arm();
      const [near, far] = [bid() + 400, bid() + 900];
      // The first entries leave at a quarter: 20 lots, of which the nearest target takes 12.
      const sizes = [
        { at: ticks(near), lots: lots(12) },
        { at: ticks(far), lots: lots(68) },
      ];
      run.place('buy', 80, { targets: sizes });
      await until(() => held() === 20 && outcomesOf(run, 'stop-confirmed').length > 0, WITHIN_MS);
      await until(() => targets().length === 2, WITHIN_MS);
      expect(targets()).toEqual([
        [near, 12],
        [far, 8],
      ]);
      // What is sent for the position now has its reply lost, and then everything ends without a farewell.
      venue.faults.next('place', { kind: 'reply-lost' });
      move(401);
      await until(() => held() === 8 && run.heldLots === 8, WITHIN_MS);
      const state = await run.kill();
      run = await LiveRun.open(pair, venue, state);
      await until(() => targets().length === 1, WITHIN_MS);
      expect(targets()).toEqual([[far, 8]]);
      move(-4000);
      await until(() => held() === 0 && run.heldLots === 0, WITHIN_MS);
      await until(() => venue.core.openOrders.length === 0, WITHIN_MS);
      expect(new Set(venue.core.arrivals).size).toBe(venue.core.arrivals.length);
    },
    LONG,
  );

  it(
    'R-OR-03: fills one leg of a pair and never the other, through a lost cancel and a restart',
    async () => {
      venue = await openVenue(pair);
      run = await LiveRun.open(pair, venue);
      run.arm();
      const [low, high] = [bid() - 500, bid() + 300];
      run.place('buy', 80, { kind: limitAt(low), otherLeg: { type: 'stop-market', trigger: ticks(high) } });
      await until(() => venue.core.openOrders.length === 1, WITHIN_MS);
      expect(venue.core.openOrders).toMatchObject([{ limit: low, lots: 20 }]);
      await until(() => run.openOrders.some(({ status }) => status === 'working'), WITHIN_MS);
      venue.faults.next('cancel', { kind: 'reply-lost' });
      move(301);
      await until(() => outcomesOf(run, 'cancel-requested').length > 0, WITHIN_MS);
      const state = await run.kill();
      run = await LiveRun.open(pair, venue, state);
      run.arm();
      await until(
        () => held() === 20 || outcomesOf(run, 'notice').some(({ text }) => text.includes('does not leave')),
        WITHIN_MS,
      );
      const filled = entries().reduce((sum, { filledLots }) => sum + filledLots, 0);
      expect(filled).toBe(held());
      expect(held()).toBeLessThanOrEqual(20);
      expect(entries().filter(({ limit }) => limit === low)).toMatchObject([{ filledLots: 0 }]);
      await until(() => run.heldLots === held(), WITHIN_MS);
    },
    LONG,
  );
});

describe.each(VENUE_PAIRS.filter(({ symbol }) => !symbol.includes(':')))('the engine on $name', (pair) => {
  it(
    'has no brackets on spot, where a stop sets aside what a target would sell: nothing leaves',
    async () => {
      const venue = await openVenue(pair);
      const run = await LiveRun.open(pair, venue);
      run.arm();
      const at = ticks((venue.core.market(pair.coreSymbol)?.bid ?? 0) + 400);
      run.place('buy', 80, { targets: [{ at, lots: lots(20) }] });
      expect(outcomesOf(run, 'order-denied')).toMatchObject([{ code: 'unsupported-order-type' }]);
      expect(venue.core.arrivals).toEqual([]);
      await run.kill();
      await venue.close();
    },
    LONG,
  );
});
