import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExitPlan } from '../../domain/risk/exit-plan.ts';
import { planExit } from './exit-plan.ts';
import { lookedAt, type ManagedPosition } from './managed-position.ts';
import { planStop } from './plan-stop.ts';

const long: ManagedPosition = {
  runId: 'run',
  instrument: 'test:BTC/USDT:USDT',
  side: 'buy',
  openedAt: 0,
  entryTicks: 1000,
  lots: 10,
  firstLots: 10,
  bestTicks: 1000,
  targetsTaken: 0,
};
const costs = { roundTripCost: 0.002 };
const at = (plan: ExitPlan, bestTicks: number, position = long) =>
  planStop(plan, { ...position, bestTicks }, costs);

describe('where a stop at the venue has to stand for an exit plan', () => {
  it('follows the best price from the gain on that activates it, to the tick that closes no later', () => {
    const plan = { trailing: { activation: 0.02, distance: 0.01 } };
    expect(at(plan, 1019)).toBeUndefined();
    // 1020 x 0.99 = 1009.8.
    expect(at(plan, 1020)).toBe(1010);
    // 1030 x 0.99 = 1019.7.
    expect(at(plan, 1030)).toBe(1020);
    const short = { ...long, side: 'sell' } as const;
    // 970 x 1.01 = 979.7.
    expect(at(plan, 970, short)).toBe(979);
  });

  it('stands at the entry, or above it by what the round trip costs', () => {
    expect(at({ breakEven: { activation: 0.01, level: 'entry' } }, 1010)).toBe(1000);
    expect(at({ breakEven: { activation: 0.01, level: 'entry-with-cost' } }, 1010)).toBe(1002);
    expect(at({ breakEven: { activation: 0.01, level: 'entry' } }, 1009)).toBeUndefined();
    // It would close at once where it is armed.
    expect(at({ breakEven: { activation: 0.001, level: 'entry-with-cost' } }, 1010)).toBeUndefined();
  });

  it('is the tightest of the parts of a plan', () => {
    const plan = {
      asymmetric: { stop: 0.005, target: 0.5 },
      breakEven: { activation: 0.01, level: 'entry' },
      trailing: { activation: 0.02, distance: 0.01 },
    } as const;
    expect(at(plan, 1000)).toBe(995);
    expect(at(plan, 1015)).toBe(1000);
    expect(at(plan, 1030)).toBe(1020);
    expect(at({ longestMs: 5 }, 1030)).toBeUndefined();
  });

  it('stands on the lowest tick there is, and nowhere below it', () => {
    const cheap = { ...long, entryTicks: 4 };
    expect(at({ asymmetric: { stop: 0.75, target: 9 } }, 4, cheap)).toBe(1);
    expect(at({ asymmetric: { stop: 1, target: 9 } }, 4, cheap)).toBeUndefined();
  });

  it('closes nothing that its plan would keep by more than the tick, and keeps nothing that it would close', () => {
    const share = fc.double({ min: 0.001, max: 0.05, noNaN: true });
    const side = fc.constantFrom('buy', 'sell');
    fc.assert(
      fc.property(
        share,
        share,
        side,
        fc.array(fc.integer({ min: 900, max: 1100 }), { minLength: 1 }),
        (activation, distance, each, prices) => {
          const plan = { trailing: { activation, distance } };
          let position: ManagedPosition = { ...long, side: each };
          for (const closingTicks of prices) {
            position = lookedAt(position, closingTicks);
            const stop = planStop(plan, position, costs);
            const moment = { time: 0, closingTicks, reversionTicks: undefined, minLots: 1, ...costs };
            const wish = planExit(plan, position, moment);
            const isPast =
              stop !== undefined && (each === 'buy' ? closingTicks <= stop : closingTicks >= stop);
            const isNear = stop !== undefined && Math.abs(closingTicks - stop) <= 1;
            expect(isNear || isPast === (wish !== undefined)).toBe(true);
            expect(wish?.isStop ?? true).toBe(true);
          }
        },
      ),
    );
  });
});
