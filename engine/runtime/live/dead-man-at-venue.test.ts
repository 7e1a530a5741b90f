import { describe, expect, it, type TestContext } from 'vitest';
import { ticks } from '../../domain/units/ticks.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { VenuePair } from '../../venues/live/session.fixture.ts';
import { UNLIMITED, unlimited, VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { LiveRun, openVenue, outcomesOf } from './live-run.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

/** How long anything may take here at most, in ms: the switch runs for ten seconds. */
const LONG = 60_000;
const STOP_CONFIRM_MS = 5000;
const pause = (ms: number) => new Promise<void>((resolve) => realClock.after(ms, resolve));

/** One kind of market of every venue that has a switch. */
const WITH_SWITCH = VENUE_PAIRS.filter(
  ({ dialect, name }) => dialect.traits.deadMan !== undefined && name !== 'OKX spot',
).map(unlimited);
const [first] = WITH_SWITCH;
if (first === undefined) throw new Error('no venue has a switch');
const BINANCE = first;

interface Opened {
  readonly venue: TradingLoopback;
  run: LiveRun;
}

/** An armed session at a venue whose switch spares stops, or takes them along. */
async function armed(
  pair: VenuePair,
  sparesStops: boolean,
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
): Promise<Opened> {
  const venue = await openVenue(pair, UNLIMITED.venue);
  onTestFinished(() => venue.close());
  venue.cancelTimer.sparesStops = sparesStops;
  const opened = { venue, run: await LiveRun.open(pair, venue) };
  onTestFinished(async () => void (await opened.run.kill()));
  opened.run.arm();
  return opened;
}

/** The same with the switch set and about to run out. */
async function running(pair: VenuePair, test: Pick<TestContext, 'onTestFinished'>): Promise<Opened> {
  const opened = await armed(pair, false, test);
  opened.run.testDeadMan();
  await until(() => opened.run.deadManStep === 'running' && opened.venue.cancelTimer.isOn, LONG);
  return opened;
}

async function tested(run: LiveRun) {
  await until(() => outcomesOf(run, 'dead-man-tested').length > 0, LONG);
  expect(outcomesOf(run, 'dead-man-tested')).toHaveLength(1);
  return outcomesOf(run, 'dead-man-tested')[0];
}

const entriesAt = ({ venue }: Opened) => venue.core.openOrders.filter(({ trigger }) => trigger === undefined);
const stopsAt = ({ venue }: Opened) => venue.core.orders.filter(({ trigger }) => trigger !== undefined);

/** No order, no timer, no position, here or at the venue. */
async function expectNothingLeft(opened: Opened): Promise<void> {
  const { run, venue } = opened;
  expect(venue.cancelTimer.isOn).toBe(false);
  expect(run.heldLots).toBe(0);
  expect(entriesAt(opened)).toEqual([]);
  await until(() => venue.core.openOrders.length === 0, LONG);
}

describe.concurrent("a test of the dead man's switch at the venue", () => {
  it.for(WITH_SWITCH)(
    'R-LV-06: finds that $name spares stops, and leaves nothing behind',
    { timeout: 2 * LONG },
    async (pair, test) => {
      const opened = await armed(pair, true, test);
      opened.run.testDeadMan();
      expect(await tested(opened.run)).toMatchObject({
        finding: 'spares-stops',
        because: 'it took the entry back and left every stop standing',
      });
      await expectNothingLeft(opened);
      expect(opened.venue.cancelTimer.settings.filter(({ ms }) => ms > 0).map(({ ms }) => ms)).toContain(
        10_000,
      );
    },
  );

  it.for(WITH_SWITCH)(
    'R-LV-06: finds that $name takes stops along, and the stop is back at once',
    { timeout: 2 * LONG },
    async (pair, test) => {
      const opened = await armed(pair, false, test);
      opened.run.testDeadMan();
      expect(await tested(opened.run)).toMatchObject({ finding: 'cancels-everything' });
      const [before, after] = stopsAt(opened);
      expect(before?.reason).toBe('cancel-all-after');
      const backMs = (after?.createdAt ?? Infinity) - (before?.updatedAt ?? 0);
      measured('R-LV-06', `${pair.name} takes stops along: the stop back within ${backMs} ms`);
      expect(backMs).toBeLessThan(STOP_CONFIRM_MS);
      await expectNothingLeft(opened);
    },
  );

  it.for(WITH_SWITCH)(
    'R-LV-06: disarmed half way, has shown nothing about $name and leaves nothing behind',
    { timeout: 2 * LONG },
    async (pair, test) => {
      const opened = await running(pair, test);
      opened.run.disarm();
      expect(await tested(opened.run)).toMatchObject({ finding: 'not-tested' });
      await expectNothingLeft(opened);
      expect(stopsAt(opened).every(({ reason }) => reason !== 'cancel-all-after')).toBe(true);
    },
  );

  it.for(WITH_SWITCH)(
    'R-LV-06: disconnected half way, has shown nothing about $name and leaves nothing behind',
    { timeout: 2 * LONG },
    async (pair, test) => {
      const opened = await running(pair, test);
      opened.venue.resetSockets();
      expect(await tested(opened.run)).toMatchObject({
        finding: 'not-tested',
        because: 'the line to the venue broke',
      });
      await expectNothingLeft(opened);
    },
  );

  it.for(WITH_SWITCH)(
    'R-LV-06: killed half way, has shown nothing about $name, and the next session switches it off and clears away',
    { timeout: 2 * LONG },
    async (pair, test) => {
      const opened = await running(pair, test);
      const state = await opened.run.kill();
      expect(entriesAt(opened)).toHaveLength(1);
      opened.run = await LiveRun.open(pair, opened.venue, state);
      expect(await tested(opened.run)).toMatchObject({
        finding: 'not-tested',
        because: 'the engine ended meanwhile',
      });
      await expectNothingLeft(opened);
    },
  );

  it(
    'R-LV-06: killed half way and started after the switch ran out, puts the stop back and clears away',
    { timeout: 2 * LONG },
    async (test) => {
      const opened = await running(BINANCE, test);
      const state = await opened.run.kill();
      await until(() => !opened.venue.cancelTimer.isOn && opened.venue.core.openOrders.length === 0, LONG);
      opened.run = await LiveRun.open(BINANCE, opened.venue, state);
      expect(await tested(opened.run)).toMatchObject({ finding: 'not-tested' });
      await expectNothingLeft(opened);
    },
  );

  it(
    'R-LV-06: uses a small position by hand that has its stop, and leaves both as they were',
    { timeout: 2 * LONG },
    async (test) => {
      const opened = await armed(BINANCE, true, test);
      opened.run.place('buy', 16);
      await until(
        () => opened.run.heldLots > 0 && opened.run.openOrders.every(({ status }) => status === 'working'),
        LONG,
      );
      const held = opened.run.heldLots;
      await pause(200);
      opened.run.testDeadMan();
      expect(await tested(opened.run)).toMatchObject({ finding: 'spares-stops' });
      expect(opened.run.heldLots).toBe(held);
      expect(opened.venue.core.openOrders.map(({ kind, status }) => [kind, status])).toEqual([
        ['stop-market', 'untriggered'],
      ]);
      expect(stopsAt(opened)).toHaveLength(1);
    },
  );

  it(
    'R-LV-06: once it has shown that stops are spared, the switch runs with 60 s, renewed every 15 s, while a position is held',
    { timeout: 2 * LONG },
    async (test) => {
      const opened = await armed(BINANCE, true, test);
      const { run, venue } = opened;
      run.testDeadMan();
      await tested(run);
      const bid = venue.core.market(BINANCE.coreSymbol)?.bid ?? 0;
      run.place('buy', 80);
      await until(() => run.heldLots > 0, LONG);
      await pause(200);
      const rest = { type: 'limit', limit: ticks(bid - 5000), timeInForce: 'gtc', postOnly: true } as const;
      run.place('buy', 80, { kind: rest, protectiveStop: ticks(bid - 8000) });
      await until(() => entriesAt(opened).length > 0, LONG);
      const before = venue.seen.length;
      await pause(31_000);
      const set = venue.seen.slice(before - 1).filter(({ path }) => path.endsWith('/countdownCancelAll'));
      expect(set.length).toBeGreaterThanOrEqual(2);
      const gaps = set.slice(1).map(({ atMs }, index) => atMs - (set[index]?.atMs ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThan(14_000);
      expect(venue.cancelTimer.settings.at(-1)?.ms).toBe(60_000);
      expect(venue.cancelTimer.isOn).toBe(true);
      expect(entriesAt(opened)).toHaveLength(1);
    },
  );

  it(
    'R-LV-06: is not begun while the account is not armed, or orders rest',
    { timeout: 2 * LONG },
    async (test) => {
      const { run, venue } = await armed(BINANCE, true, test);
      const bid = venue.core.market(BINANCE.coreSymbol)?.bid ?? 0;
      const rest = { type: 'limit', limit: ticks(bid - 5000), timeInForce: 'gtc', postOnly: true } as const;
      await until(() => run.isArmed, LONG);
      run.place('buy', 80, { kind: rest, protectiveStop: ticks(bid - 8000) });
      run.testDeadMan();
      run.disarm();
      run.testDeadMan();
      const said = outcomesOf(run, 'notice').map(({ text }) => text);
      expect(said).toContain("a test of the dead man's switch was not begun: orders-rest");
      expect(said).toContain("a test of the dead man's switch was not begun: not-armed");
      expect(run.deadManStep).toBeUndefined();
    },
  );
});
