import { afterEach, describe, expect, it } from 'vitest';
import { VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import { until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { VenuePair } from '../../venues/live/session.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { LiveRun, openVenue, outcomesOf } from './live-run.fixture.ts';

const LONG = 60_000;
const SPARED = 'it took the entry back and left every stop standing';
const WITH_SWITCH = VENUE_PAIRS.filter(({ dialect }) => dialect.traits.deadMan !== undefined).filter(
  ({ name }) => name !== 'OKX spot',
);

describe("a test of the dead man's switch at the venue", () => {
  const open: { close(): Promise<unknown> }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  async function armed(pair: VenuePair, sparesStops: boolean) {
    const venue = await openVenue(pair);
    venue.cancelTimer.sparesStops = sparesStops;
    const run = await LiveRun.open(pair, venue);
    open.unshift({ close: () => run.kill() }, venue);
    run.arm();
    await until(() => run.isArmed, LONG);
    return { run, venue };
  }

  it.each(WITH_SWITCH)(
    'R-LV-06: finds that $name spares stops, and leaves nothing behind',
    async (pair) => {
      const { run, venue } = await armed(pair, true);
      run.testDeadMan();
      await until(() => outcomesOf(run, 'dead-man-tested').length > 0, LONG);
      expect(outcomesOf(run, 'dead-man-tested')).toMatchObject([
        { finding: 'spares-stops', because: SPARED },
      ]);
      expectNothingLeft(run, venue);
    },
    2 * LONG,
  );
});

/** No order, no timer, no position, here or at the venue. */
function expectNothingLeft(run: LiveRun, venue: TradingLoopback): void {
  expect(venue.cancelTimer.isOn).toBe(false);
  expect(run.heldLots).toBe(0);
  expect(venue.core.openOrders.filter(({ trigger }) => trigger === undefined)).toEqual([]);
}
