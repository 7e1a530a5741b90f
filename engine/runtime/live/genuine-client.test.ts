import { describe, expect, it, type TestContext } from 'vitest';
import { decodeClientId, encodeClientId } from '../../domain/order/client-id.ts';
import type { Order } from '../../domain/order/order.ts';
import type { TradingFault } from '../../venues/loopback/trading/trading-faults.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { realClock } from '../../venues/ccxt/real-clock.fixture.ts';
import { limitAt } from '../../venues/live/session.fixture.ts';
import { ONE_OF_EACH } from '../../venues/live/venue-pairs.fixture.ts';
import { LiveRun, openVenue, outcomesOf } from './live-run.fixture.ts';
import { untilTold } from './told-until.fixture.ts';

const LONG = 60_000;
/**
 * By when a venue and the engine have to agree after everything went wrong: a signature of 30 s, 3 s for clocks and
 * the venue's own delay, two questions 5 s apart and their answers.
 */
const QUIET_MS = 55_000;

/** Longer than entries have to be apart. */
const pause = (ms: number) => new Promise<void>((resolve) => realClock.after(ms, resolve));

/** What is held by the venue's own record of executions. */
const heldAt = ({ core }: TradingLoopback): number =>
  core.trades.reduce((sum, { lots, side }) => sum + (side === 'buy' ? lots : -lots), 0);

/** Waits for what has to hold at this venue, and tells what happened there where it does not. */
const untilOf = (run: LiveRun, venue: TradingLoopback) => (holds: () => boolean, ms: number) =>
  untilTold(holds, ms, { run, venue });

/** Everything the venue and the engine have to agree on when it is quiet. */
function expectAgreement(run: LiveRun, venue: TradingLoopback, coreSymbol: string, isSpot: boolean): void {
  const { account, arrivals } = venue.core;
  const truth = heldAt(venue);
  expect(run.heldLots).toBe(truth);
  expect(isSpot ? truth : account.position(coreSymbol)).toBe(truth);
  expect(new Set(arrivals).size).toBe(arrivals.length);
  const ids = outcomesOf(run, 'order-filled').map(({ fill }) => fill.fillId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(venue.badSignatures).toBe(0);
}

describe.concurrent.each(ONE_OF_EACH)('the engine on $name through the genuine client', (pair) => {
  const isSpot = !pair.symbol.includes(':');

  /** A venue of the test's own with an engine that may trade there. */
  async function begin(test: TestContext) {
    const venue = await openVenue(pair);
    test.onTestFinished(() => venue.close());
    const run = await join(test, venue);
    run.arm();
    return { venue, run, until: untilOf(run, venue) };
  }

  async function join(test: TestContext, venue: TradingLoopback, state?: string): Promise<LiveRun> {
    const run = await LiveRun.open(pair, venue, state);
    test.onTestFinished(async () => void (await run.kill()));
    return run;
  }

  /** Lots the venue protects by stops. */
  const protectedLots = ({ core }: TradingLoopback) => {
    const stops = core.openOrders.filter(({ side, trigger }) => side === 'sell' && trigger !== undefined);
    const whole =
      core.positionStop(pair.coreSymbol) === undefined ? 0 : core.account.position(pair.coreSymbol);
    return whole + stops.reduce((sum, { lots }) => sum + lots, 0);
  };

  /**
   * Whether an order is where it has to be by then. One that never reached a venue which still takes its request is
   * not over: until the request is too old nobody may say that it will not come.
   */
  const isSettled = (venue: TradingLoopback, { id, status }: Order): boolean => {
    const { clientIdForm, traits } = pair.dialect;
    if (status !== 'unknown' || (traits.receiveWindowMs ?? 0) <= QUIET_MS) return status === 'working';
    const clientId = encodeClientId(decodeClientId(id, 'base32') ?? 0n, clientIdForm);
    return !venue.core.arrivals.includes(clientId);
  };

  it(
    'enters, is filled in parts, protects what it holds, amends, cancels and exits',
    async (test) => {
      const { run, until, venue } = await begin(test);
      venue.core.knobs.partials = 3;
      run.place('buy', 80);
      await until(() => run.heldLots === 20, 10_000);
      await until(() => protectedLots(venue) >= 20, 10_000);
      venue.core.knobs.partials = 1;
      const bid = venue.core.market(pair.coreSymbol)?.bid ?? 0;
      await until(() => outcomesOf(run, 'stop-confirmed').length > 0, 10_000);
      // Entries leave a share of the venue's limit to what is pressing.
      await pause(1100);
      run.place('buy', 80, { kind: limitAt(bid - 500) });
      const resting = () => run.openOrders.find(({ kind }) => kind.type === 'limit');
      await until(() => resting()?.status === 'working', 10_000);
      run.amend(resting()?.id ?? '', { limit: bid - 600 });
      await until(
        () => outcomesOf(run, 'order-amended').length + outcomesOf(run, 'amend-rejected').length > 0,
        10_000,
      );
      run.cancel(resting()?.id ?? '');
      await until(() => resting() === undefined, 10_000);
      run.place('sell', 20, { reduceOnly: true });
      await until(() => run.heldLots === 0, 10_000);
      await until(() => protectedLots(venue) === 0, 15_000);
      expectAgreement(run, venue, pair.coreSymbol, isSpot);
    },
    LONG,
  );

  it(
    'comes through lost replies, a lost stream and a restart with one order for each intent',
    async (test) => {
      const { run, until, venue } = await begin(test);
      venue.faults.next('place', { kind: 'reply-lost' });
      run.place('buy', 80);
      await until(() => run.heldLots === 20 && protectedLots(venue) >= 20, 30_000);
      venue.resetSockets();
      const next = await join(test, venue, await run.kill());
      expect(next.heldLots).toBe(20);
      await untilOf(next, venue)(() => protectedLots(venue) >= 20, 15_000);
      expectAgreement(next, venue, pair.coreSymbol, isSpot);
    },
    LONG,
  );

  it(
    'learns after a restart that its stop was filled while nobody watched',
    async (test) => {
      const { run, until, venue } = await begin(test);
      run.place('buy', 80);
      await until(() => run.heldLots === 20 && outcomesOf(run, 'stop-confirmed').length > 0, 20_000);
      const state = await run.kill();
      const bid = venue.core.market(pair.coreSymbol)?.bid ?? 0;
      venue.core.quote(pair.coreSymbol, bid - 3100, bid - 3099);
      const next = await join(test, venue, state);
      await untilOf(next, venue)(() => next.heldLots === 0, 10_000);
      expectAgreement(next, venue, pair.coreSymbol, isSpot);
    },
    LONG,
  );

  it(
    'agrees with the venue after a stretch in which everything goes wrong',
    async (test) => {
      const { run, until, venue } = await begin(test);
      const faults: readonly TradingFault[] = [
        { kind: 'request-lost' },
        { kind: 'reply-lost' },
        { kind: 'done-but', status: 502 },
        { kind: 'refused-but', status: 503 },
        { kind: 'html' },
        { kind: 'cut' },
        { kind: 'reply-late', ms: 400 },
      ];
      venue.faults.chances = faults.map((fault) => ({ purpose: 'any', fault, probability: 0.04 }));
      venue.streamFaults.push = { drop: 0.1, duplicate: 0.1, reorder: 0.1, delay: 0.2, delayMs: 300 };
      for (let round = 0; round < 6; round += 1) {
        run.place(
          round % 3 === 2 ? 'sell' : 'buy',
          40,
          round % 3 === 2 ? { reduceOnly: true, lots: 10 as never } : {},
        );
        await pause(600);
      }
      venue.faults.chances = [];
      venue.streamFaults.push = { drop: 0, duplicate: 0, reorder: 0, delay: 0, delayMs: 0 };
      const isQuiet = () =>
        run.phase === 'ready' &&
        run.heldLots === heldAt(venue) &&
        run.openOrders.every((order) => isSettled(venue, order)) &&
        protectedLots(venue) >= run.heldLots;
      await until(isQuiet, QUIET_MS);
      expectAgreement(run, venue, pair.coreSymbol, isSpot);
      expect(outcomesOf(run, 'order-filled').filter(({ isOverfill }) => isOverfill === true)).toEqual([]);
    },
    2 * LONG,
  );
});
