import { afterEach, describe, expect, it } from 'vitest';
import { type Money, moneyToDecimal } from '../../domain/units/money.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import { ONE_OF_EACH } from '../../venues/live/venue-pairs.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { LiveRun, openVenue, outcomesOf } from './live-run.fixture.ts';

const LONG = 60_000;
const PERPETUALS = ONE_OF_EACH.filter(({ symbol }) => symbol.includes(':'));

const pause = (ms: number) => new Promise<void>((resolve) => realClock.after(ms, resolve));

const atVenue = ({ core }: TradingLoopback) => core.account.assets.get('USDT') ?? 0n;

const transfers = (run: LiveRun) =>
  outcomesOf(run, 'cash-transferred').map(({ transfer }) => [
    moneyToDecimal(transfer.amount),
    transfer.reason,
  ]);

describe('money moved at a venue, by the genuine client', () => {
  const open: { close?(): Promise<void>; kill?(): Promise<string> }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0)) await (each.kill?.() ?? each.close?.());
  });

  /** An armed account at a venue of its own, with what it bought and the stop behind it standing. */
  async function holding(pair: (typeof PERPETUALS)[number]) {
    const venue = await openVenue(pair);
    open.push(venue);
    const run = await LiveRun.open(pair, venue);
    open.unshift(run);
    run.arm();
    run.place('buy', 40);
    await until(() => run.heldLots > 0 && run.openOrders.every(({ status }) => status === 'working'), LONG);
    return { run, venue };
  }

  it.each(PERPETUALS)(
    'at $name: is booked while we run and while we do not, funding and gains beside it, to the last unit',
    async (pair) => {
      const { run: first, venue } = await holding(pair);
      let run = first;
      const { bid, ask } = venue.core.market(pair.coreSymbol) ?? { bid: 0, ask: 0 };
      venue.core.quote(pair.coreSymbol, bid + 500, ask + 500);
      venue.core.moveMoney('USDT', 1234.5);
      run.resynchronize();
      await until(() => transfers(run).length > 0, LONG);
      expect(transfers(run)).toEqual([['1234.5', 'told']]);
      expect(run.isArmed).toBe(true);

      open.shift();
      const state = await run.kill();
      venue.core.moveMoney('USDT', -10_000);
      venue.core.fund(pair.coreSymbol, 100);
      run = await LiveRun.open(pair, venue, state);
      open.unshift(run);
      await until(() => outcomesOf(run, 'funding-paid').length > 0, LONG);
      expect(transfers(run)).toEqual([['-10000', 'told']]);
      run.place('sell', run.heldLots, { reduceOnly: true });
      await until(() => run.heldLots === 0, LONG);
      const { account } = run;
      expect(account.realizedPnl).toBeGreaterThan(0n);
      expect(account.funding).toBeLessThan(0n);
      expect(moneyToDecimal(account.deposits)).toBe('991234.5');
      expect(account.equity).toBe(atVenue(venue) as Money);
    },
    2 * LONG,
  );

  it.each(
    PERPETUALS.flatMap((pair) =>
      (['liquidation', 'auto-deleveraging'] as const).map((how) => ({ ...pair, how })),
    ),
  )(
    'at $name: $how is booked as that, disarms the account and lets nothing enter until a person has looked',
    async ({ how, ...pair }) => {
      const { run, venue } = await holding(pair);
      const { bid, ask } = venue.core.market(pair.coreSymbol) ?? { bid: 0, ask: 0 };
      venue.core.quote(pair.coreSymbol, bid - 100, ask - 100);
      venue.core.forceClose(pair.coreSymbol, how);
      await until(() => run.heldLots === 0 && run.openOrders.length === 0, LONG);
      expect(outcomesOf(run, 'closed-by-venue')).toMatchObject([{ how, side: 'sell', lots: 10 }]);
      const closing = outcomesOf(run, 'order-filled').at(-1)?.fill;
      expect(closing).toMatchObject({ role: 'exit', side: 'sell', lots: 10, cause: { forced: how } });
      expect([run.isArmed, run.tradingState]).toEqual([false, 'reduce-only']);
      expect(outcomesOf(run, 'symbol-frozen')).toHaveLength(1);
      run.arm();
      expect(run.isArmed).toBe(false);
      const before = venue.core.arrivals.length;
      run.place('buy', 40);
      await pause(300);
      expect(venue.core.arrivals).toHaveLength(before);
      expect(run.account.equity).toBe(atVenue(venue) as Money);
    },
    2 * LONG,
  );

  it.each(PERPETUALS)(
    'at $name: a liquidation while nobody ran is found as one by the next start',
    async (pair) => {
      const { run: first, venue } = await holding(pair);
      let run = first;
      open.shift();
      const state = await run.kill();
      venue.core.forceClose(pair.coreSymbol, 'liquidation', 4);
      run = await LiveRun.open(pair, venue, state);
      open.unshift(run);
      await until(() => outcomesOf(run, 'closed-by-venue').length > 0, LONG);
      expect(outcomesOf(run, 'closed-by-venue')).toMatchObject([{ how: 'liquidation', lots: 4 }]);
      run.arm();
      expect(run.isArmed).toBe(false);
      // What is left is guarded again or closed: the venue had taken its stop away with all other orders.
      const isSafe = () =>
        run.heldLots === 0 ||
        venue.core.positionStop(pair.coreSymbol) !== undefined ||
        run.openOrders.some(
          ({ role, status, lots }) => role === 'stop' && status === 'working' && lots === 6,
        );
      await until(isSafe, LONG);
    },
    2 * LONG,
  );

  it(
    'is booked and stops entries where nobody lists it',
    async () => {
      const [pair] = PERPETUALS;
      if (pair === undefined) throw new Error('there is no venue');
      const venue = await openVenue(pair);
      open.push(venue);
      const run = await LiveRun.open(pair, venue);
      open.unshift(run);
      run.arm();
      venue.core.moveMoney('USDT', -1000, false);
      run.resynchronize();
      await until(() => transfers(run).length > 0, LONG);
      expect(transfers(run)).toEqual([['-1000', 'unexplained difference']]);
      expect([run.isArmed, run.tradingState]).toEqual([false, 'halted']);
      const before = venue.core.arrivals.length;
      run.place('buy', 40);
      await pause(300);
      expect(venue.core.arrivals).toHaveLength(before);
      expect(run.account.equity).toBe(atVenue(venue) as Money);
    },
    2 * LONG,
  );
});
