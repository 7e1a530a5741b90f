import { afterEach, describe, expect, it } from 'vitest';
import { type Money, moneyToDecimal } from '../../domain/units/money.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import { UNLIMITED, unlimited, VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import { openTradingLoopback, type TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { LiveRun, outcomesOf } from './live-run.fixture.ts';

const LONG = 60_000;
/** Limits are another test's: at Kraken a comparison of everything may take half a minute. */
const SPOT = VENUE_PAIRS.filter(({ symbol }) => !symbol.includes(':')).map(unlimited);

const pause = (ms: number) => new Promise<void>((resolve) => realClock.after(ms, resolve));

const atVenue = ({ core }: TradingLoopback) => (core.account.assets.get('USDT') ?? 0n) as Money;

const transfers = (run: LiveRun) =>
  outcomesOf(run, 'cash-transferred')
    .map(({ transfer: { amount, reason } }) => `${moneyToDecimal(amount)} ${reason}`)
    .toSorted();

const warnings = (run: LiveRun) => outcomesOf(run, 'notice').map(({ text }) => text);

describe('money moved at a spot venue, by the genuine client', () => {
  const open: { close?(): Promise<void>; kill?(): Promise<string> }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0)) await (each.kill?.() ?? each.close?.());
  });

  async function opened(pair: (typeof SPOT)[number]) {
    const venue = await openTradingLoopback({
      words: pair.words(),
      seed: 7,
      clock: realClock,
      key: pair.key,
      balances: { USDT: 1_000_000 },
      ...UNLIMITED.venue,
    });
    open.push(venue);
    const run = await LiveRun.open(pair, venue);
    open.unshift(run);
    run.arm();
    return { run, venue };
  }

  /** The same with what it bought and the stop behind it standing. */
  async function holding(pair: (typeof SPOT)[number]) {
    const { run, venue } = await opened(pair);
    run.place('buy', 40);
    // Of no order at all everything could be said.
    const stands = () =>
      run.openOrders.length > 0 && run.openOrders.every(({ status }) => status === 'working');
    await until(() => run.heldLots > 0 && stands(), LONG);
    return { run, venue };
  }

  it.each(SPOT)(
    'at $name: R-NU-03: is booked while we run and while we do not, coins held beside it, to the last unit',
    async (pair) => {
      const { run: first, venue } = await holding(pair);
      let run = first;
      const { bid, ask } = venue.core.market(pair.coreSymbol) ?? { bid: 0, ask: 0 };
      venue.core.quote(pair.coreSymbol, bid + 500, ask + 500);
      venue.core.deposit('USDT', 1234.5);
      venue.core.moveMoney('USDT', 20);
      run.resynchronize();
      await until(() => transfers(run).length > 1, LONG);
      expect(transfers(run)).toEqual(['1234.5 told', '20 told']);
      expect(run.isArmed).toBe(true);

      open.shift();
      const state = await run.kill();
      venue.core.deposit('USDT', -10_000);
      venue.core.moveMoney('USDT', -5);
      run = await LiveRun.open(pair, venue, state);
      open.unshift(run);
      await until(() => transfers(run).length > 1, LONG);
      expect(transfers(run)).toEqual(['-10000 told', '-5 told']);
      run.place('sell', run.heldLots, { reduceOnly: true });
      await until(() => run.heldLots === 0, LONG);
      const { account } = run;
      expect(account.realizedPnl).toBeGreaterThan(0n);
      expect(moneyToDecimal(account.deposits)).toBe('991249.5');
      expect(account.equity).toBe(atVenue(venue));
    },
    2 * LONG,
  );

  it.each(SPOT)(
    'at $name: in coins changes what is held and no position of a run, and waits until a person has looked',
    async (pair) => {
      const { run, venue } = await holding(pair);
      const { heldLots } = run;
      venue.core.deposit('BTC', 0.5);
      run.resynchronize();
      await until(() => run.frozen.length > 0, LONG);
      expect(run.heldLots).toBe(heldLots);
      expect(transfers(run)).toEqual([]);
      expect(outcomesOf(run, 'external-seen').at(-1)?.signedLots).toBeGreaterThan(0);
    },
    2 * LONG,
  );

  it(
    'is what nobody can explain where the key may not read it, which is said',
    async () => {
      const pair = SPOT.find(({ name }) => name === 'Kraken');
      if (pair === undefined) throw new Error('Kraken is missing');
      const { run, venue } = await opened(pair);
      venue.core.knobs.mayReadMoney = false;
      venue.core.deposit('USDT', -1000);
      run.resynchronize();
      await until(() => transfers(run).length > 0, LONG);
      expect(transfers(run)).toEqual(['-1000 unexplained difference']);
      const said = warnings(run).filter((text) => text.includes('does not let this key read deposits'));
      expect(said).toEqual([expect.stringContaining('EGeneral:Permission denied')]);
      expect([run.isArmed, run.tradingState]).toEqual([false, 'halted']);
      const before = venue.core.arrivals.length;
      run.place('buy', 40);
      await pause(300);
      expect(venue.core.arrivals).toHaveLength(before);
    },
    2 * LONG,
  );
});
