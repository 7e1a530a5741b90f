import { describe, expect, it, type TestContext } from 'vitest';
import { type Money, moneyToDecimal } from '../../domain/units/money.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import { UNLIMITED, unlimited, VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { LiveRun, openVenue, outcomesOf } from './live-run.fixture.ts';
import { untilTold } from './told-until.fixture.ts';

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

type Test = Pick<TestContext, 'onTestFinished'>;

async function opened(pair: (typeof SPOT)[number], test: Test) {
  const venue = await openVenue(pair, UNLIMITED.venue);
  test.onTestFinished(() => venue.close());
  const run = await LiveRun.open(pair, venue);
  test.onTestFinished(async () => void (await run.kill()));
  run.arm();
  return { run, venue };
}

/** The same with what it bought and the stop behind it standing. */
async function holding(pair: (typeof SPOT)[number], test: Test) {
  const account = await opened(pair, test);
  const { run } = account;
  run.place('buy', 40);
  // Of no order at all everything could be said.
  const stands = () =>
    run.openOrders.length > 0 && run.openOrders.every(({ status }) => status === 'working');
  await untilTold(() => run.heldLots > 0 && stands(), LONG, account);
  return account;
}

// They wait for clocks most of their time: side by side, and the longest first.
describe.concurrent('money moved at a spot venue, by the genuine client', () => {
  it(
    'is what nobody can explain where the key may not read it, which is said',
    async (test) => {
      const pair = SPOT.find(({ name }) => name === 'Kraken');
      if (pair === undefined) throw new Error('Kraken is missing');
      const { run, venue } = await opened(pair, test);
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

  it.for(SPOT)(
    'at $name: R-NU-03: is booked while we run and while we do not, coins held beside it, to the last unit',
    { timeout: 2 * LONG },
    async (pair, test) => {
      const { run: first, venue } = await holding(pair, test);
      let run = first;
      const { bid, ask } = venue.core.market(pair.coreSymbol) ?? { bid: 0, ask: 0 };
      venue.core.quote(pair.coreSymbol, bid + 500, ask + 500);
      venue.core.deposit('USDT', 1234.5);
      venue.core.moveMoney('USDT', 20);
      run.resynchronize();
      await until(() => transfers(run).length > 1, LONG);
      expect(transfers(run)).toEqual(['1234.5 told', '20 told']);
      expect(run.isArmed).toBe(true);

      const state = await run.kill();
      venue.core.deposit('USDT', -10_000);
      venue.core.moveMoney('USDT', -5);
      run = await LiveRun.open(pair, venue, state);
      test.onTestFinished(async () => void (await run.kill()));
      await until(() => transfers(run).length > 1, LONG);
      expect(transfers(run)).toEqual(['-10000 told', '-5 told']);
      run.place('sell', run.heldLots, { reduceOnly: true });
      await until(() => run.heldLots === 0, LONG);
      const { account } = run;
      expect(account.realizedPnl).toBeGreaterThan(0n);
      expect(moneyToDecimal(account.deposits)).toBe('991249.5');
      expect(account.equity).toBe(atVenue(venue));
    },
  );

  it.for(SPOT)(
    'at $name: in coins changes what is held and no position of a run, and waits until a person has looked',
    { timeout: 2 * LONG },
    async (pair, test) => {
      const { run, venue } = await holding(pair, test);
      const { heldLots } = run;
      venue.core.deposit('BTC', 0.5);
      run.resynchronize();
      await until(() => run.frozen.length > 0, LONG);
      expect(run.heldLots).toBe(heldLots);
      expect(transfers(run)).toEqual([]);
      expect(outcomesOf(run, 'external-seen').at(-1)?.signedLots).toBeGreaterThan(0);
    },
  );
});
