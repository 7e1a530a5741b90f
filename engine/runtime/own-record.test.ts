import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import { unixMs } from '../domain/units/time.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { ticks } from '../domain/units/ticks.ts';
import { sandboxInstruments } from '../venues/sandbox/instruments.ts';
import { ToldSession } from './kernel.fixture.ts';

const [bitcoin, ether] = sandboxInstruments as [
  (typeof sandboxInstruments)[0],
  (typeof sandboxInstruments)[0],
];
const MINUTE_MS = 60_000;
let told: ToldSession;
const hub = () => told.kernel.rooms.features;

beforeEach(() => {
  told = new ToldSession([bitcoin, ether]);
});

/** Buys 10 lots at 60,010 ticks and sells them at 60,500; fees are 5.5 bps a side. */
function roundTrip(): void {
  told.quote(60_000, 60_010);
  told.place('buy', 10, { protectiveStop: ticks(59_409) });
  told.pass(200);
  told.quote(60_500, 60_510);
  told.place('sell', 10, { role: 'exit', reduceOnly: true });
  told.pass(200);
}

describe('a closed trade of ours', () => {
  it('is told with its gain after fees, per notional at entry, and the distance of its first stop', () => {
    const heard = vi.spyOn(hub().own, 'onClosedTrade');
    roundTrip();
    const fee = bitcoin.takerFeePpm / 1e6;
    const netReturn = (60_500 - 60_010) / 60_010 - fee * (1 + 60_500 / 60_010);
    expect(heard.mock.calls.map(([id]) => id)).toEqual([bitcoin.id]);
    expect(heard.mock.calls[0]?.[1]).toMatchObject({ strategy: 'manual', direction: 'long' });
    expect(heard.mock.calls[0]?.[1].netReturn).toBeCloseTo(netReturn, 9);
    expect(heard.mock.calls[0]?.[1].stopDistance).toBeCloseTo(601 / 60_010, 12);
  });

  it('reaches formulas of its instrument alone', () => {
    const ours = hub().request(bitcoin.id, { formula: 'beta-binomial-win-rate' });
    const others = hub().request(ether.id, { formula: 'beta-binomial-win-rate' });
    roundTrip();
    expect([ours.updates, others.updates]).toEqual([1, 0]);
  });

  it('is told to a formula that starts later', () => {
    roundTrip();
    expect(hub().request(bitcoin.id, { formula: 'beta-binomial-win-rate' }).updates).toBe(1);
  });

  it('is still known to a session that goes on after a kill, and so is what is held', () => {
    roundTrip();
    // Entries of one run keep a distance in time.
    told.pass(2 * MINUTE_MS);
    told.quote(60_500, 60_510);
    told.place('sell', 4, { protectiveStop: ticks(61_000) });
    told.pass(200);
    const again = new ToldSession([bitcoin, ether], {}, canonicalJson(told.kernel.state()));
    const { own } = again.kernel.rooms.features;
    expect(own.closedTrades()).toEqual(hub().own.closedTrades());
    const held = again.kernel.rooms.features.request(bitcoin.id, { formula: 'trailing-stop' });
    // It is told the bars that were kept with the next event, and what is held after them.
    expect(held.updates).toBe(0);
    again.pass(200);
    expect(held.updates).toBeGreaterThan(0);
    const heard = vi.spyOn(own, 'onClosedTrade');
    again.pass(5 * MINUTE_MS);
    again.quote(60_000, 60_010);
    again.place('buy', 4, { role: 'exit', reduceOnly: true });
    again.pass(200);
    expect(heard.mock.calls[0]?.[1].direction).toBe('short');
    expect(heard.mock.calls[0]?.[1].stopDistance).toBeCloseTo(500 / 60_500, 9);
  });
});

describe('what we hold', () => {
  it('is told with its mean price, and as flat when it was closed', () => {
    const heard = vi.spyOn(hub().own, 'onPosition');
    roundTrip();
    expect(heard.mock.calls.map(([id, , position]) => [id, position])).toEqual([
      [bitcoin.id, { direction: 'long', entryPrice: 60_010 * bitcoin.tickValue }],
      [bitcoin.id, { direction: 'flat', entryPrice: 0 }],
    ]);
  });

  it('is told with fills: side, price, size and fee', () => {
    const heard = vi.spyOn(hub().own, 'onOwnFill');
    roundTrip();
    const price = 60_010 * bitcoin.tickValue;
    const sizeBase = 10 * bitcoin.lotValue;
    expect(heard.mock.calls.map(([, , { side }]) => side)).toEqual(['buy', 'sell']);
    expect(heard.mock.calls[0]?.[2]).toMatchObject({ price, sizeBase });
    expect(heard.mock.calls[0]?.[2].feeQuote).toBeCloseTo((price * sizeBase * bitcoin.takerFeePpm) / 1e6, 8);
  });
});

describe('the return of a strategy over a minute', () => {
  it('is the log of what the account grew by with it alone', () => {
    const heard = vi.spyOn(hub().own, 'onStrategyReturns');
    hub().request(ether.id, { formula: 'continuous-kelly', intervalMs: MINUTE_MS });
    told.quote(60_000, 60_010);
    told.tell({
      kind: 'start-strategy',
      runId: 'hold-1',
      strategyId: 'buy-and-hold',
      instrument: bitcoin.id,
      params: {},
    });
    for (let second = 0; second < 130; second += 1) {
      told.pass(1000);
      told.quote(60_000 + second, 60_010 + second);
    }
    const [first, second] = heard.mock.calls;
    expect(heard).toHaveBeenCalledTimes(2);
    expect(first?.[1].names).toEqual(['hold-1']);
    // Nobody else earns anything, so the account is the strategy.
    const sum = (first?.[1].returns[0] ?? 0) + (second?.[1].returns[0] ?? 0);
    expect(second?.[1].returns[0]).toBeGreaterThan(0);
    expect(sum).toBeLessThan(Math.log(Number(told.kernel.account().equity) / 1e14) + 1e-5);
    expect(sum).toBeCloseTo(Math.log(Number(told.kernel.account().equity) / 1e14), 4);
  });

  it('is not counted while no formula asks', () => {
    const heard = vi.spyOn(hub().own, 'onStrategyReturns');
    told.quote(60_000, 60_010);
    told.pass(3 * MINUTE_MS);
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('an input that cannot be', () => {
  it('reaches no formula and is said once in the log', () => {
    const average = hub().request(bitcoin.id, { formula: 'simple-moving-average', params: { window: 1 } });
    const bar = { openTime: unixMs(0), intervalMs: MINUTE_MS, open: 1, high: 1, low: 1, close: 0 } as Bar;
    hub().onClosedBar(bitcoin.id, bar);
    told.quote(60_000, 60_010);
    const number = { instrument: bitcoin.id, time: told.kernel.time, venueTime: told.kernel.time };
    for (let i = 0; i < 5; i += 1)
      told.session.take({ kind: 'outside-number', ...number, name: 'chain.difficulty', value: NaN });
    const notices = told
      .outcomes()
      .flatMap(({ outcome }) => (outcome.kind === 'notice' ? [outcome.text] : []));
    expect(average.updates).toBe(0);
    expect(hub().refusedCount).toBe(6);
    expect(notices).toEqual([
      'chain.difficulty: an input was kept from the formulas for a number that is not finite, was NaN',
    ]);
  });
});
