import { afterEach, describe, expect, it } from 'vitest';
import type { VenuePair } from '../../venues/live/session.fixture.ts';
import { unlimited, UNLIMITED, VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import { openTradingLoopback, type TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { LiveRun, outcomesOf } from './live-run.fixture.ts';

const LONG = 60_000;
/** Every market of spot, and those whose venue takes fees in the coin that was bought. */
const SPOT: readonly VenuePair[] = VENUE_PAIRS.filter(({ symbol }) => !symbol.includes(':')).map(unlimited);
const IN_COIN = SPOT.filter(({ name }) => /^(Binance|Bybit|OKX)/.test(name));

describe.each(SPOT)('a position on $name through the genuine client', (pair) => {
  let venue: TradingLoopback;
  let run: LiveRun;

  afterEach(async () => {
    await run.kill();
    await venue.close();
  });

  const base = () => venue.core.market(pair.coreSymbol)?.instrument.base ?? '';
  const bid = () => venue.core.market(pair.coreSymbol)?.bid ?? 0;
  const stops = () => venue.core.openOrders.filter(({ trigger }) => trigger !== undefined);
  const stopLots = () => stops().reduce((sum, { filledLots, lots }) => sum + lots - filledLots, 0);
  const sold = () => venue.core.trades.filter(({ side }) => side === 'sell');
  const heldAtVenue = () =>
    venue.core.trades.reduce((sum, { lots, side }) => sum + (side === 'buy' ? lots : -lots), 0);

  /** Opens the venue and buys twenty lots, of which so many are left when fees are paid. */
  async function buy(left = 20, knobs: Partial<TradingLoopback['core']['knobs']> = {}): Promise<void> {
    venue = await openTradingLoopback({
      words: pair.words(),
      seed: 7,
      clock: realClock,
      key: pair.key,
      balances: { USDT: 1_000_000 },
      ...UNLIMITED.venue,
    });
    Object.assign(venue.core.knobs, knobs);
    run = await LiveRun.open(pair, venue);
    run.arm();
    run.place('buy', 80);
    await until(() => run.heldLots === left && stopLots() === left, 15_000);
    await until(() => outcomesOf(run, 'stop-confirmed').length > 0, 10_000);
  }

  const isFlat = () => run.heldLots === 0 && stops().length === 0 && run.openOrders.length === 0;

  it(
    'R-PR-08: is bought in parts, guarded as a whole, sold in a part and then the rest, with a stop behind all that is left',
    async () => {
      await buy(20, { partials: 3 });
      run.place('sell', 8, { reduceOnly: true });
      await until(() => run.heldLots === 12 && stopLots() === 12, 15_000);
      expect(venue.core.locked(base())).toBe(pair.dialect.traits.stopsLockBalance ? ownUnits(12) : 0n);
      run.place('sell', 12, { reduceOnly: true });
      await until(isFlat, 15_000);
      expect(heldAtVenue()).toBe(0);
      expect(venue.core.locked(base())).toBe(0n);
      expect(outcomesOf(run, 'order-rejected')).toEqual([]);
      expect(run.frozen).toEqual([]);
    },
    LONG,
  );

  it(
    'R-PR-10: is closed by its stop at the venue, and nothing is sold twice',
    async () => {
      await buy();
      const at = bid() - 3100;
      venue.core.quote(pair.coreSymbol, at, at + 1);
      await until(isFlat, 15_000);
      expect(sold()).toHaveLength(1);
      expect(heldAtVenue()).toBe(0);
    },
    LONG,
  );

  it(
    'R-LV-03: is closed by the kill switch, with its stop out of the way',
    async () => {
      await buy();
      run.flatten();
      await until(isFlat, 15_000);
      expect(heldAtVenue()).toBe(0);
      expect(outcomesOf(run, 'order-rejected')).toEqual([]);
    },
    LONG,
  );

  it(
    'R-PR-07: has its stop moved',
    async () => {
      await buy();
      const [stop] = stops();
      const { entryId } = outcomesOf(run, 'stop-confirmed')[0] as { entryId: string };
      run.moveStop(entryId, (stop?.trigger ?? 0) + 500);
      await until(() => stops()[0]?.trigger === (stop?.trigger ?? 0) + 500 && stopLots() === 20, 15_000);
      expect(stops()).toHaveLength(1);
    },
    LONG,
  );

  it(
    'R-PR-03: has its stop back when an exit is refused, and sells all the same when it is wished for again',
    async () => {
      await buy();
      // The next order is the exit, as its stop is only taken back before it.
      venue.core.knobs.refuseNext.push('balance');
      run.place('sell', 20, { reduceOnly: true });
      await until(() => outcomesOf(run, 'order-rejected').length === 1, 10_000);
      expect(outcomesOf(run, 'order-rejected')[0]?.code).not.toBe('never-arrived');
      await until(
        () => stopLots() === 20 && run.openOrders.every(({ status }) => status === 'working'),
        10_000,
      );
      expect(sold()).toEqual([]);
      run.place('sell', 20, { reduceOnly: true });
      await until(isFlat, 15_000);
      expect(heldAtVenue()).toBe(0);
    },
    LONG,
  );

  it(
    'R-OR-03: is sold once though answers to the cancel and to the exit get lost',
    async () => {
      await buy();
      venue.faults.next('cancel', { kind: 'reply-lost' });
      venue.faults.next('place', { kind: 'reply-lost' });
      run.place('sell', 20, { reduceOnly: true });
      await until(isFlat, 45_000);
      expect(heldAtVenue()).toBe(0);
      expect(sold().reduce((sum, { lots }) => sum + lots, 0)).toBe(20);
    },
    LONG,
  );

  const ownUnits = (lots: number): bigint => {
    const market = venue.core.market(pair.coreSymbol);
    const [whole = '0', fraction = ''] = (market?.sizeText(lots) ?? '0').split('.');
    return BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0'));
  };

  it.runIf(IN_COIN.includes(pair))(
    'R-OR-04: is as large as fees in the coin have left it, by our record and the venue’s',
    async () => {
      // A tenth of a percent of twenty lots is less than one: one lot can no longer be sold.
      await buy(19, { takesFeesInCoin: true });
      run.place('sell', 19, { reduceOnly: true });
      await until(isFlat, 15_000);
      expect(run.frozen).toEqual([]);
      expect(heldAtVenue()).toBe(1);
      expect(venue.core.account.assets.get(base()) ?? 0n).toBeLessThan(ownUnits(1));
    },
    LONG,
  );
});
