import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepsText } from '../../reports/text/decimal-text.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import type { Gateway } from './gateway.ts';
import { CORE_SYMBOL, EngineAtVenue, openAccountVenue } from './real-account.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const LONG = 20_000;
/** Entries apart from each other by the rules of the account, in ms. */
const SPACING_MS = 1100;
const TRIALS = 100;
/** The account lets ten entries out in a minute. */
const MOST_ENTRIES = 8;
const pause = (ms: number) => new Promise<void>((resolve) => realClock.after(ms, resolve));

describe('freezing a real account', () => {
  const folders = temporaryFolders();
  let venue: TradingLoopback;
  let host: EngineAtVenue;

  beforeEach(async () => {
    venue = await openAccountVenue();
    host = await EngineAtVenue.open(folders.newFolder(), venue);
    await host.holdKey();
    const answers = [await host.openAccount(), await host.arm()];
    if (answers.some(({ ok }) => !ok)) throw new Error(`not armed: ${JSON.stringify(answers)}`);
  });
  afterEach(async () => {
    await host.close();
    await venue.close();
    folders.removeAll();
  });

  const freeze = () =>
    host.question({ kind: 'set-trading-state', state: 'halted', because: 'frozen by the hot key' });
  const resting = () => venue.core.openOrders.filter(({ trigger }) => trigger === undefined);

  const cancels = () => venue.seen.filter(({ path }) => path === '/v5/order/cancel');

  /** Rests a buy far below the market. */
  async function rest(): Promise<void> {
    const bid = venue.core.market(CORE_SYMBOL)?.bid ?? 0;
    const before = resting().length;
    const limitPrice = stepsText(bid - 5000, host.instrument.tickSize);
    expect(await host.placeOrder({ type: 'limit', limitPrice })).toMatchObject({ ok: true });
    await until(() => resting().length > before, LONG);
  }

  it(
    'R-LV-03: closes the door before anything else, takes resting entries back, and lets stops stand',
    async () => {
      await host.placeOrder();
      await until(() => host.heldLots() > 0, LONG);
      await until(
        () => venue.core.positionStop(CORE_SYMBOL) !== undefined || venue.core.openOrders.length > 0,
        LONG,
      );
      const stop = venue.core.positionStop(CORE_SYMBOL);
      await pause(SPACING_MS);
      await rest();
      const { gateway } = host.station;
      const seen: (string | undefined)[] = [];
      // The journal is the first that could be slow or fail: by then the door is closed.
      const { journal } = host.station;
      const commit = journal.commit.bind(journal);
      Object.assign(journal, {
        commit: (batch: Parameters<typeof commit>[0]) => {
          seen.push(gateway?.frozen);
          commit(batch);
        },
      });
      await freeze();
      expect(seen[0]).toBe('frozen by the hot key');
      expect(host.kernel.tradingState).toBe('halted');
      await until(() => resting().length === 0, LONG);
      expect(venue.core.positionStop(CORE_SYMBOL)).toBe(stop);

      const arrived = venue.core.arrivals.length;
      await pause(SPACING_MS);
      await host.placeOrder();
      await pause(300);
      expect(venue.core.arrivals).toHaveLength(arrived);
      // Exits leave all the same.
      await host.placeOrder({
        side: 'sell',
        reduceOnly: true,
        sizeBase: stepsText(host.heldLots(), host.instrument.lotSize),
      });
      await until(() => host.heldLots() === 0, LONG);

      // The door opens only after trading was let go of, and entries have to be armed again.
      await host.question({ kind: 'set-trading-state', state: 'active', because: 'released' });
      expect(gateway?.frozen).toBeUndefined();
      expect(host.kernel.tradingState).toBe('reduce-only');
    },
    2 * LONG,
  );

  it(
    'R-LV-03: stays frozen in a session that begins frozen, and when the journal cannot be written',
    async () => {
      const { journal, gateway } = host.station;
      Object.assign(journal, {
        commit: () => {
          throw new Error('the disk is gone');
        },
      });
      await expect(freeze()).rejects.toThrow('the disk is gone');
      expect(gateway?.frozen).toBe('frozen by the hot key');
      Reflect.deleteProperty(journal, 'commit');
      await host.question({ kind: 'leave-account', because: 'a test' });
      expect(await host.openAccount()).toMatchObject({ ok: true });
      expect(host.kernel.tradingState).toBe('halted');
      expect(host.station.gateway?.frozen).toBeDefined();
    },
    2 * LONG,
  );

  it(
    'R-LV-03: no entry can leave within 100 ms of the click in 100 trials, and what rests is asked back within 1 s',
    async () => {
      const closed: number[] = [];
      const askedBack: number[] = [];
      const gateway = host.station.gateway as Gateway;
      const shut = gateway.freeze.bind(gateway);
      let closedAt = Infinity;
      Object.assign(gateway, {
        freeze: (because: string) => {
          shut(because);
          closedAt = Math.min(closedAt, realClock.monotonicMs());
        },
      });
      for (let trial = 0; trial < TRIALS; trial += 1) {
        const hasResting = trial < MOST_ENTRIES;
        if (hasResting) await rest();
        const before = cancels().length;
        const clickedAt = realClock.monotonicMs();
        closedAt = Infinity;
        await freeze();
        closed.push(closedAt - clickedAt);
        if (hasResting) {
          await until(() => cancels().length > before && resting().length === 0, LONG);
          askedBack.push((cancels().at(-1)?.atMs ?? Infinity) - clickedAt);
        }
        await host.question({ kind: 'set-trading-state', state: 'active', because: 'released' });
        expect(gateway.frozen).toBeUndefined();
        if (!hasResting) continue;
        await pause(SPACING_MS);
        expect(await host.arm()).toMatchObject({ ok: true });
      }
      const [shutMs, backMs] = [Math.max(...closed), Math.max(...askedBack)];
      measured(
        'R-LV-03',
        `${closed.length} clicks on a real account: door shut within ${shutMs.toFixed(1)} ms, entries asked back within ${backMs.toFixed(0)} ms`,
      );
      expect(closed).toHaveLength(TRIALS);
      expect(shutMs).toBeLessThan(100);
      expect(Math.max(...askedBack)).toBeLessThan(1000);
    },
    3 * LONG,
  );
});
