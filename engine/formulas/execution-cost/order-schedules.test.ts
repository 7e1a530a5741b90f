import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, quote } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { almgrenChrissSchedule } from './almgren-chriss-schedule.ts';
import { DayCurve } from './day-curve.ts';
import { blockPlan, obizhaevaWangExecution } from './obizhaeva-wang-execution.ts';
import { optimalHoldings, shareLeft, trajectoryCost, urgencyOf } from './optimal-trajectory.ts';
import { povChild, povSchedule } from './pov-schedule.ts';
import { sliceTimes, twapSchedule, twapTarget } from './twap-schedule.ts';
import { vwapSchedule } from './vwap-schedule.ts';
import { volumeShares } from './worked-bins.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const order = (time: number, sizeBase: number, filledBase = 0, startedAt = 0): MarketStep => ({
  kind: 'parent-order',
  time,
  order: { side: 'buy', sizeBase, filledBase, startedAt, arrivalMid: 100 },
});
const quoteAt = (time: number, bid = 99, ask = 101): MarketStep => ({
  kind: 'quote',
  time,
  quote: quote(time, bid, 1, ask, 1),
});
const tradeAt = (time: number, sizeBase: number): MarketStep => ({
  kind: 'trade',
  time,
  trade: { time, price: 100, sizeBase, side: 'buy' },
});
const barStep = (bar: ReturnType<typeof walkBars>[number]): MarketStep => ({
  kind: 'bar',
  time: bar.openTime + bar.intervalMs,
  bar,
});
const minuteAt = (minute: number): MarketStep => {
  const [bar] = bars([101, 99, 100]);
  return barStep({ ...(bar as NonNullable<typeof bar>), openTime: (minute * 60_000 - 60_000) as never });
};

describe('the even schedule', () => {
  it('has the targets and children of the catalogue check', () => {
    const plan = { lot: 0.1, slices: 4 };
    const targets = [1, 2, 3, 4].map((due) => twapTarget(1, due, plan));
    [0.2, 0.5, 0.7, 1].forEach((each, i) => expect(targets[i]).toBeCloseTo(each, 12));

    // A slice each minute; each child is filled as it was due.
    const run = twapSchedule.start({ horizon: 240, slices: 4, jitter: 0, lot: 0.1 });
    const children = [0, 0.2, 0.5, 0.7].map((filled, i) => {
      run(order(i * 60_000, 1, filled));
      return run(minuteAt(i + 1));
    });
    [0.2, 0.3, 0.2, 0.3].forEach((each, i) => expect(children[i]).toBeCloseTo(each, 12));
  });

  it('sends nothing before the middle of the first slice and catches up with what was missed', () => {
    const run = twapSchedule.start({ horizon: 480, slices: 4, jitter: 0, lot: 0 });
    expect(run(minuteAt(1))).toBeUndefined();
    expect(run(order(0, 8))).toBe(0);
    expect(run(minuteAt(1))).toBe(2);
    expect(run(minuteAt(5))).toBe(6);
    expect(run.readings?.['scale']?.()).toBe(0.75);
    expect(run.readings?.['target']?.()).toBe(6);
    expect(run(order(5 * 60_000, 8, 7))).toBe(0);
    expect(run(minuteAt(30))).toBe(1);
  });

  it('moves its times a little, the same for the same order', () => {
    expect(sliceTimes(3, { jitter: 0, seed: 7 })).toEqual([0.5, 1.5, 2.5]);
    const times = sliceTimes(50, { jitter: 1, seed: 7 });
    expect(sliceTimes(50, { jitter: 1, seed: 7 })).toEqual(times);
    times.forEach((time, j) => expect(Math.floor(time)).toBe(j));
    expect(() => sliceTimes(3, { jitter: 2, seed: 7 })).toThrow('was 2');
  });
});

describe('a share of the volume', () => {
  it('is that of the catalogue check', () => {
    expect(povChild({ volume: 95, filled: 3, size: 100 }, 0.05, 0.1)).toBeCloseTo(2, 12);
    expect(() => povChild({ volume: 95, filled: 3, size: 100 }, 1, 0.1)).toThrow('was 1');
  });

  it('sends no more than a slice at once and never more than is left', () => {
    expect(povChild({ volume: 1e6, filled: 0, size: 100 }, 0.05, 0.1)).toBe(10);
    expect(povChild({ volume: 1e6, filled: 97, size: 100 }, 0.05, 0.1)).toBe(3);
    expect(povChild({ volume: 1, filled: 3, size: 100 }, 0.05, 0.1)).toBe(0);
  });

  it('counts what trades since the order began and decides every five seconds', () => {
    const run = povSchedule.start({ rate: 0.5, max_slice: 1, interval: 5 });
    expect(run(tradeAt(0, 50))).toBeUndefined();
    expect(run(order(0, 10))).toBe(0);
    expect(run(tradeAt(1000, 2))).toBe(0);
    expect(run(tradeAt(5000, 2))).toBe(4);
    expect(run(order(5100, 10, 1))).toBe(3);
    expect(run(tradeAt(6000, 3))).toBe(3);
    expect(run(tradeAt(10_000, 1))).toBe(7);
    expect(run.readings?.['marketVolume']?.()).toBe(8);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.7, 12);
  });
});

describe('the block schedule', () => {
  it('has the blocks and the rate of the catalogue check', () => {
    expect(blockPlan(100, 600, 0.01)).toEqual({ block: 12.5, rate: 0.125 });
  });

  it('is two halves where the book does not refill, and even where it refills at once', () => {
    expect(blockPlan(100, 600, 0)).toEqual({ block: 50, rate: 0 });
    expect(blockPlan(100, 600, 1e9).rate).toBeCloseTo(100 / 600, 6);
  });

  it('sends the block, then the rate, and at the end all that is left', () => {
    const run = obizhaevaWangExecution.start({ horizon: 600, rho: 0.01 });
    expect(run(quoteAt(0))).toBeUndefined();
    expect(run(order(0, 100))).toBe(12.5);
    expect(run(order(1, 100, 12.5))).toBeCloseTo(0.000125, 9);
    expect(run(quoteAt(80_000))).toBeCloseTo(10, 9);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.1, 12);
    expect(run(quoteAt(600_000))).toBe(87.5);
  });
});

describe('the volume schedule', () => {
  it('has the children of the catalogue check', () => {
    const shares = volumeShares([0.1, 0.3, 0.4, 0.2]).map((each) => 50 * each);
    [5, 15, 20, 10].forEach((each, i) => expect(shares[i]).toBeCloseTo(each, 12));
    expect(volumeShares([0, 0])).toEqual([0.5, 0.5]);
  });

  it('learns the day from complete days only', () => {
    const curve = new DayCurve({ binMs: DAY_MS / 2, days: 2 });
    const push = (hour: number, volume: number) => curve.push(hour * HOUR_MS, volume, (hour + 12) * HOUR_MS);
    push(12, 1000);
    expect(curve.isReady).toBe(false);
    [1, 3].forEach((volume, i) => push(24 + 12 * i, volume));
    expect(curve.isReady).toBe(true);
    expect([curve.shareOf(0), curve.shareOf(1), curve.dayVolume]).toEqual([0.25, 0.75, 4]);
    [3, 1].forEach((volume, i) => push(48 + 12 * i, volume));
    expect([curve.shareOf(0), curve.shareOf(1)]).toEqual([0.5, 0.5]);
    // The first of three is left out of two.
    [3, 1].forEach((volume, i) => push(72 + 12 * i, volume));
    expect([curve.shareOf(0), curve.shareOf(1)]).toEqual([0.75, 0.25]);
    expect(() => new DayCurve({ binMs: 7 * HOUR_MS, days: 2 })).toThrow('whole bins');
  });

  /** Bars of six hours, four to the day. */
  const quarters = (from: number, ...volumes: number[]): MarketStep[] =>
    bars(...volumes.map((volume): [number, number, number, number] => [101, 99, 100, volume])).map((bar, i) =>
      barStep({ ...bar, openTime: ((from + i) * 6 * HOUR_MS) as never, intervalMs: 6 * HOUR_MS }),
    );

  it('gives each bin its share of what is left', () => {
    const run = vwapSchedule.start({ bin: 21_600, profile_days: 20, alpha: 0.3, horizon: 86_400 });
    expect(quarters(0, 1, 3, 4, 2).map(run)).toEqual([undefined, undefined, undefined, undefined]);
    expect(run(order(DAY_MS, 50, 0, DAY_MS))).toBeCloseTo(5, 12);
    expect(run(order(DAY_MS + 1, 50, 5, DAY_MS))).toBeCloseTo(0, 12);
    const [second] = quarters(4, 2);
    expect(run(second as MarketStep)).toBeCloseTo(15, 12);
    // Twice of what was expected traded in the first bin; the rest is expected to exceed by 0.3 of that.
    expect(run.readings?.['surprise']?.()).toBeCloseTo(2, 12);
    expect(run.readings?.['expectedVolume']?.()).toBeCloseTo(9 * 1.3, 12);
    const [third] = quarters(5, 3);
    // Nothing was filled in the second bin: 45 are left for bins of 0.4 and 0.2.
    expect(run(third as MarketStep)).toBeCloseTo(30, 12);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.6, 12);
    quarters(6, 4, 2).forEach(run);
    expect(run(order(2 * DAY_MS + 1, 50, 5, DAY_MS))).toBe(45);
  });

  it('goes on over midnight', () => {
    const run = vwapSchedule.start({ bin: 21_600, profile_days: 20, alpha: 0.3, horizon: 43_200 });
    quarters(0, 1, 3, 4, 2, 1, 3, 4).forEach(run);
    // The last bin of the day and the first of the next: 0.2 and 0.1.
    const startedAt = 7 * 6 * HOUR_MS;
    expect(run(order(startedAt, 30, 0, startedAt))).toBeCloseTo(20, 12);
  });
});

describe('the trajectory of Almgren and Chriss', () => {
  const problem = { size: 100, horizon: 5, slices: 5, lam: 2e-6, sigma: 0.95, eta: 2.5e-6, gam: 2.5e-7 };

  it('is that of the catalogue check', () => {
    expect(urgencyOf(problem)).toBeCloseTo(0.846297134501, 11);
    const holdings = optimalHoldings(problem);
    [100, 42.8598845747, 18.2932814262, 7.62957216155, 2.76433773969, 0].forEach((each, j) =>
      expect(holdings[j]).toBeCloseTo(each, 9),
    );
  });

  it('costs less, risk included, than any other near it', () => {
    const total = (holdings: readonly number[]) => {
      const { cost, variance } = trajectoryCost(problem, holdings, 0.1);
      return cost + problem.lam * variance;
    };
    const best = optimalHoldings(problem);
    for (let j = 1; j < 5; j += 1) {
      for (const shift of [-0.5, 0.5]) {
        expect(total(best.map((each, i) => (i === j ? each + shift : each)))).toBeGreaterThan(total(best));
      }
    }
  });

  it('is a line without aversion to risk and stays finite in a hurry', () => {
    expect(optimalHoldings({ ...problem, lam: 0 })).toEqual(
      [100, 80, 60, 40, 20, 0].map((each) => expect.closeTo(each, 10)),
    );
    expect(shareLeft(1e6, 4, 5)).toBe(0);
    expect(urgencyOf({ ...problem, gam: 1 })).toBeNaN();
  });

  it('plans from the volatility, the spread and the volume, and keeps to its plan within a slice', () => {
    const { defaults } = almgrenChrissSchedule;
    const run = almgrenChrissSchedule.start({ ...defaults, horizon: 600, slices: 10, lam: 0 });
    const steps = [...walkBars(8, 21).map(barStep), quoteAt(1_260_000), order(1_260_000, 10, 0, 1_260_000)];
    const values = steps.map(run);
    expect(values.slice(0, -1).every((value) => value === undefined)).toBe(true);
    expect(values.at(-1)).toBeCloseTo(9, 12);
    expect(run.readings?.['child']?.()).toBeCloseTo(1, 12);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.1, 12);
    // Far more was filled than planned: the slice asks for nothing, the next plan is for what is left.
    expect(run(order(1_270_000, 10, 6, 1_260_000))).toBeCloseTo(9, 12);
    expect(run.readings?.['child']?.()).toBe(0);
    expect(run(quoteAt(1_320_000))).toBeCloseTo(4 * (8 / 9), 12);
    expect(run(quoteAt(1_860_000))).toBe(0);
    expect(run.readings?.['child']?.()).toBeCloseTo(4, 12);
  });

  it('hurries more the more it fears risk', () => {
    const { defaults } = almgrenChrissSchedule;
    const first = (lam: number) => {
      const run = almgrenChrissSchedule.start({ ...defaults, lam });
      return [...walkBars(8, 21).map(barStep), quoteAt(1_260_000), order(1_260_000, 10, 0, 1_260_000)]
        .map(run)
        .at(-1);
    };
    expect(first(1)).toBeLessThan(first(0.001) ?? NaN);
  });
});

const fills = (
  count: number,
  everyMs: number,
  between: (time: number, i: number) => MarketStep,
): MarketStep[] =>
  Array.from({ length: count }, (_, i) => [
    between((i + 1) * everyMs, i),
    order((i + 1) * everyMs, 50, Math.min(50, i), 0),
  ]).flat();
const minutes = fills(40, 60_000, (_, i) => minuteAt(i + 1));
describeFormulaContract(twapSchedule, { ...twapSchedule.defaults, jitter: 0.5 }, [order(0, 50), ...minutes]);
describeFormulaContract(povSchedule, povSchedule.defaults, [
  order(0, 50),
  ...fills(60, 3000, (time, i) => tradeAt(time, 1 + (i % 5))),
]);
describeFormulaContract(obizhaevaWangExecution, obizhaevaWangExecution.defaults, [
  order(0, 50),
  ...fills(60, 10_000, (time) => quoteAt(time)),
]);
describeFormulaContract(vwapSchedule, { ...vwapSchedule.defaults, bin: 21_600, horizon: 172_800 }, [
  order(0, 50),
  ...walkBars(6, 90).map((bar, i) =>
    barStep({ ...bar, openTime: (i * HOUR_MS) as never, intervalMs: HOUR_MS }),
  ),
]);
describeFormulaContract(almgrenChrissSchedule, almgrenChrissSchedule.defaults, [
  quoteAt(0),
  order(0, 50),
  ...walkBars(8, 21).map(barStep),
  ...fills(40, 60_000, (time) => quoteAt(time)).map((step) => ({ ...step, time: step.time + 1_260_000 })),
]);
