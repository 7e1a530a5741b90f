import { describe, expect, it } from 'vitest';
import type { ExitPlan } from '../../domain/risk/exit-plan.ts';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { ToldLive } from '../live/told-live.fixture.ts';
import { WIDE } from './risk.fixture.ts';

/** A live session that holds 2 lots from 1001 by hand, their stop at 900, under an exit plan. */
function holding(plan: ExitPlan): ToldLive {
  const policy = { ...DEFAULT_POLICY, limits: WIDE, exits: { manual: plan } };
  const told = new ToldLive(undefined, { policy }).begin();
  told.quote(1000, 1001);
  told.arm();
  told.enter({ lots: lots(8), protectiveStop: ticks(900) });
  told.pass(1000);
  expect(told.kernel.rooms.ledger.netLots(told.description.instruments[0]?.id ?? '')).toBe(2);
  return told;
}

/** Triggers of the stops that were asked for, in order. */
const stops = (told: ToldLive) =>
  told.placed().flatMap(({ order }) => (order.type === 'stop-market' ? [order.trigger] : []));
const exits = (told: ToldLive) =>
  told.placed().filter(({ order, reduceOnly }) => reduceOnly && order.type === 'market');

// The fill is at 101 ticks, whatever the book says: gains are counted from there.
const ENTRY = 101;
const TRAILING = { trailing: { activation: 0.01, distance: 0.005 } };

describe('an exit plan at a real venue', () => {
  it('moves the stop at the venue after the best price, and never back', () => {
    const told = holding(TRAILING);
    expect(ENTRY * 1.01).toBeLessThan(1000);
    // 1000 x 0.995 = 995.
    expect(stops(told)).toEqual([900, 995]);
    told.pass(20_000, 1000);
    told.quote(1020, 1021);
    told.pass(1000);
    expect(stops(told)).toEqual([900, 995, 1015]);
    told.pass(20_000, 1000);
    told.quote(1016, 1017);
    told.pass(20_000, 1000);
    expect(stops(told)).toEqual([900, 995, 1015]);
    expect(exits(told)).toEqual([]);
  });

  it('R-PR-07: takes the old stop back only once the new one stands', () => {
    const told = holding(TRAILING);
    const order = told.all('venue-request').map(({ request }) => request);
    const second = order.findIndex(
      (each) => each.kind === 'place' && each.order.type === 'stop-market' && each.order.trigger === 995,
    );
    const cancel = order.findIndex(({ kind }) => kind === 'cancel');
    expect(second).toBeGreaterThan(0);
    expect(cancel).toBeGreaterThan(second);
  });

  it('moves the stops of a position at most once in ten seconds, however fast its price runs', () => {
    const told = holding(TRAILING);
    for (let second = 1; second <= 60; second += 1) {
      told.quote(1000 + second * 2, 1001 + second * 2);
      told.pass(1000);
    }
    expect(stops(told).length).toBeLessThanOrEqual(2 + 6);
    expect(stops(told).length).toBeGreaterThanOrEqual(2 + 5);
    expect(stops(told)).toEqual(stops(told).toSorted((a, b) => a - b));
  });

  it('closes at the market when the price is back before its stop was moved', () => {
    const told = holding(TRAILING);
    told.pass(1000);
    told.quote(1020, 1021);
    told.pass(100);
    expect(stops(told)).toEqual([900, 995]);
    // The plan wants out below 1014.9, and the stop at the venue is still at 995.
    told.quote(1014, 1015);
    told.pass(100);
    expect(exits(told)).toMatchObject([{ lots: 2, side: 'sell' }]);
  });

  it('leaves it to the stop at the venue for two seconds, and then closes all the same', () => {
    const told = holding(TRAILING);
    told.pass(1000);
    told.quote(994, 995);
    told.pass(1500);
    expect(exits(told)).toEqual([]);
    told.pass(1500);
    expect(exits(told)).toHaveLength(1);
  });
});
