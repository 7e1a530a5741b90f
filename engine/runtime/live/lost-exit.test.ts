import { describe, expect, it, type TestContext } from 'vitest';
import { until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { ONE_OF_EACH } from '../../venues/live/venue-pairs.fixture.ts';
import { LiveRun, openVenue, outcomesOf } from './live-run.fixture.ts';

const found = ONE_OF_EACH.find(({ dialect }) => dialect.venue === 'coinbase');
if (!found) throw new Error('Coinbase must be among the venues');
const pair = found;
/** What the venue takes, 3 s for clocks and its own delay, two questions and their answers. */
const SETTLED_MS = (pair.dialect.traits.receiveWindowMs ?? 0) + 3000 + 12_000;

const soldAt = ({ core }: TradingLoopback) =>
  core.trades.filter(({ side }) => side === 'sell').reduce((sum, { lots }) => sum + lots, 0);

/** An engine that holds 20 lots with their stop at a venue of its own. */
async function enter(test: TestContext) {
  const venue = await openVenue(pair);
  test.onTestFinished(() => venue.close());
  const run = await LiveRun.open(pair, venue);
  test.onTestFinished(async () => void (await run.kill()));
  run.arm();
  run.place('buy', 80);
  await until(() => run.heldLots === 20 && outcomesOf(run, 'stop-confirmed').length > 0, 20_000);
  return { run, venue };
}

describe.concurrent('an exit on Coinbase that got lost', () => {
  it('R-OR-12: is over within half a minute and not two, and what is sold is what was held', async (test) => {
    expect(SETTLED_MS).toBeLessThanOrEqual(30_000);
    const { run, venue } = await enter(test);
    venue.faults.next('place', { kind: 'request-lost' });
    run.place('sell', 20, { reduceOnly: true });
    // Nobody knows of it: another one is not let out beside it.
    await until(() => outcomesOf(run, 'order-unknown').length > 0, 10_000);
    run.place('sell', 20, { reduceOnly: true });
    await until(
      () => outcomesOf(run, 'order-rejected').some(({ code }) => code === 'never-arrived'),
      SETTLED_MS,
    );
    expect(soldAt(venue)).toBe(0);
    run.place('sell', 20, { reduceOnly: true });
    await until(() => run.heldLots === 0, 10_000);
    expect(soldAt(venue)).toBe(20);
  }, 90_000);

  it('R-OR-12: is found by reading back when only its answer was lost, and is not sent again', async (test) => {
    const { run, venue } = await enter(test);
    venue.faults.next('place', { kind: 'reply-lost' });
    run.place('sell', 20, { reduceOnly: true });
    run.place('sell', 20, { reduceOnly: true });
    await until(() => run.heldLots === 0, 10_000);
    expect(soldAt(venue)).toBe(20);
    expect(new Set(venue.core.arrivals).size).toBe(venue.core.arrivals.length);
  }, 60_000);
});
