import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { revertingBars } from '../contract-tests/reverting-bars.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { leungLiOuExit } from './leung-li-ou-exit.ts';
import { exitLevel, growing, holdingValue } from '../../numerics/ou-stopping.ts';
import { trailOutlook } from './trail-outlook.ts';
import { Trail } from './trail.ts';
import { trailingStop } from './trailing-stop.ts';
import { barrierOdds, tripleBarrierExit } from './triple-barrier-exit.ts';

type Bars = ReturnType<typeof walkBars>;

const barSteps = (each: Bars): MarketStep[] =>
  each.map((bar) => ({ kind: 'bar', time: bar.openTime + bar.intervalMs, bar }));
const position = (time: number, direction: 'long' | 'short' | 'flat', entryPrice = 100): MarketStep => ({
  kind: 'position',
  time,
  position: { direction, entryPrice: direction === 'flat' ? 0 : entryPrice },
});
const trade = (time: number, price: number): MarketStep => ({
  kind: 'trade',
  time,
  trade: { time, price, sizeBase: 1, side: 'buy' },
});
const barAt = (openTime: number, high: number, low: number, close: number): MarketStep => {
  const [bar] = bars([high, low, close]);
  return barSteps([{ ...(bar as Bars[number]), openTime: openTime as never }])[0] as MarketStep;
};

describe('the trailing stop', () => {
  it('is hit where the catalogue check says', () => {
    const trail = new Trail(0);
    trail.onPosition({ direction: 'long', entryPrice: 100 });
    const hits = [100, 101, 103, 102.5, 101.9, 100.5].map((price) => {
      trail.onTrade(price, 0.02);
      return trail.isHit;
    });
    expect(hits.indexOf(true)).toBe(5);
    expect(trail.peak).toBe(103);
  });

  it('brings on average what the catalogue check says', () => {
    const { gain, max, steps } = trailOutlook({ drift: 0.001, volatility: 0.01, distance: 0.02 });
    expect(max).toBeCloseTo(0.0245912348821, 12);
    expect(gain).toBeCloseTo(0.00459123488206, 12);
    expect(steps).toBeCloseTo(4.59123488206, 10);
  });

  it('brings nothing without drift and costs against it', () => {
    const none = trailOutlook({ drift: 0, volatility: 0.01, distance: 0.02 });
    expect(none).toEqual({ max: 0.02, gain: 0, steps: expect.closeTo(4, 12) });
    // On both sides of where the series ends the numbers are the same.
    const near = trailOutlook({ drift: 0.999e-5 / 400, volatility: 0.01, distance: 0.02 });
    const far = trailOutlook({ drift: 1.001e-5 / 400, volatility: 0.01, distance: 0.02 });
    expect(near.steps / far.steps).toBeCloseTo(1, 5);
    expect(trailOutlook({ drift: -0.001, volatility: 0.01, distance: 0.02 }).gain).toBeLessThan(0);
  });

  /** Bars that rise by a thousandth each, with a range of 1. */
  const rising = barSteps(
    bars(
      ...Array.from({ length: 30 }, (_, i): [number, number, number] => {
        const close = 100 * 1.001 ** i;
        return [close + 0.5, close - 0.5, close];
      }),
    ),
  );
  const period = { ...trailingStop.defaults, atr_period: 10 };

  it('starts at a profit and is set by the average true range at the bar close', () => {
    const run = trailingStop.start(period);
    rising.forEach(run);
    const close = 100 * 1.001 ** 29;
    run(position(31 * 60_000, 'long', close));
    expect(run.readings?.['distance']?.()).toBeCloseTo(3 / close, 9);
    expect(run(trade(31 * 60_000 + 1, close * 0.9))).toBe(0);
    expect(run.readings?.['level']?.()).toBeUndefined();
    expect(run(trade(31 * 60_000 + 2, close * 1.006))).toBe(0);
    expect(run.readings?.['level']?.()).toBeCloseTo(close * 1.006 * Math.exp(-3 / close), 9);
    expect(run(trade(31 * 60_000 + 3, close * 1.006 * Math.exp(-2.9 / close)))).toBe(0);
    expect(run(trade(31 * 60_000 + 4, close * 1.006 * Math.exp(-3.1 / close)))).toBe(1);
    expect(run.readings?.['urgency']?.()).toBe(1);
    // It stays hit until the position is gone.
    expect(run(trade(31 * 60_000 + 5, close * 1.1))).toBe(1);
    expect(run(position(32 * 60_000, 'flat'))).toBe(0);
  });

  it('tightens where the bars drift against the position', () => {
    const run = trailingStop.start(period);
    rising.forEach(run);
    run(position(31 * 60_000, 'short', 100));
    expect(run.readings?.['distance']?.()).toBe(0.002);
    expect(run.readings?.['expectedGain']?.()).toBeLessThan(0);
    run(trade(31 * 60_000 + 1, 99));
    expect(run(trade(31 * 60_000 + 2, 99.1))).toBe(0);
    expect(run(trade(31 * 60_000 + 3, 99.3))).toBe(1);
  });
});

describe('the triple barrier', () => {
  const MINUTE_MS = 60_000;
  const start = (change: Partial<typeof tripleBarrierExit.defaults> = {}) =>
    tripleBarrierExit.start({ ...tripleBarrierExit.defaults, ...change });

  it('has the odds of the catalogue check', () => {
    const { expected, probability } = barrierOdds({
      drift: 0.0001,
      volatility: 0.01,
      above: 0.015,
      below: 0.005,
    });
    expect(probability).toBeCloseTo(0.253762405733, 11);
    expect(expected).toBeCloseTo(0.0000752481145525, 12);
  });

  it('has no edge from its ratio alone', () => {
    const { expected, probability } = barrierOdds({ drift: 0, volatility: 0.01, above: 0.015, below: 0.005 });
    expect(probability).toBe(0.25);
    expect(expected).toBeCloseTo(0, 15);
  });

  it.each([
    ['long', 101.6, 1],
    ['long', 99.4, 2],
    ['short', 98.4, 1],
    ['short', 100.6, 2],
  ] as const)('closes a %s position at %d for reason %d', (direction, price, reason) => {
    const run = start({ min_hold: 0 });
    run(position(0, direction));
    expect(run(trade(1, 100))).toBe(0);
    expect(run(trade(2, price))).toBe(1);
    expect(run.readings?.['reason']?.()).toBe(reason);
    expect(run(trade(3, 100))).toBe(1);
    expect(run(position(4, 'flat'))).toBe(0);
    expect(run.readings?.['target']?.()).toBeUndefined();
  });

  it('lets the target wait for the shortest hold, but not the stop', () => {
    const run = start();
    run(position(0, 'long'));
    expect(run(trade(1000, 102))).toBe(0);
    expect(run(trade(1_800_000, 102))).toBe(1);
    const stopped = start();
    stopped(position(0, 'long'));
    expect(stopped(trade(1000, 99))).toBe(1);
  });

  it('closes when the time is over', () => {
    const run = start();
    run(position(0, 'short'));
    expect(run(trade(14_399_999, 100))).toBe(0);
    expect(run(trade(14_400_000, 100))).toBe(1);
    expect(run.readings?.['reason']?.()).toBe(3);
  });

  it('assumes the stop first where a bar holds both, and leaves out what was before the entry', () => {
    const run = start({ min_hold: 0 });
    run(position(MINUTE_MS, 'long'));
    expect(run(barAt(0, 105, 95, 100))).toBe(0);
    expect(run(barAt(MINUTE_MS, 105, 95, 100))).toBe(1);
    expect(run.readings?.['reason']?.()).toBe(2);
  });

  it('measures the drift on the bars of its longest hold', () => {
    const run = start();
    barSteps(walkBars(3, 300)).forEach(run);
    const closes = walkBars(3, 300).map(({ close }) => close);
    const returns = closes.slice(1).map((close, i) => Math.log(close / (closes[i] ?? NaN)));
    const last = returns.slice(-240);
    const mean = last.reduce((sum, each) => sum + each, 0) / 240;
    const variance = last.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 239;
    const odds = barrierOdds({
      drift: mean,
      volatility: Math.sqrt(variance),
      above: Math.log(1.015),
      below: -Math.log(0.995),
    });
    expect(run.readings?.['probability']?.()).toBeCloseTo(odds.probability, 10);
    expect(run.readings?.['expected']?.()).toBeCloseTo(odds.expected, 12);
  });
});

describe('the exit of Leung and Li', () => {
  const terms = { mu: 8, theta: 0.3, sigma: 0.3, r: 0.05, c: 0.02 };

  it('is that of the catalogue check', () => {
    const level = exitLevel(terms) ?? NaN;
    expect(level).toBeCloseTo(0.466835869914, 10);
    expect(holdingValue(0.3, level, terms)).toBeCloseTo(0.406989996041, 10);
  });

  it('maximizes the discounted gain', () => {
    const level = exitLevel(terms) ?? NaN;
    const gain = (b: number) => (b - terms.c) / growing((b - 0.3) / 0.075, 0.05 / 8);
    expect(gain(level)).toBeGreaterThan(gain(level + 0.01));
    expect(gain(level)).toBeGreaterThan(gain(level - 0.01));
  });

  it('is worth what it brings where it is closed at once', () => {
    expect(holdingValue(1, 0.5, terms)).toBeCloseTo(0.98, 12);
  });

  it('is the same number by its series and by its integral', () => {
    // With nu = 1 it is the ratio of two normal tails: exp(a^2 / 2) P(Z < a) / (1/2).
    expect(growing(-8, 1)).toBeCloseTo(2 * Math.exp(32) * 6.22096057427179e-16, 9);
    expect(growing(-1, 1)).toBeCloseTo(2 * Math.exp(0.5) * 0.15865525393145707, 12);
    expect(growing(1, 1)).toBeCloseTo(2 * Math.exp(0.5) * 0.8413447460685429, 12);
    for (const nu of [0.01, 0.5, 3]) {
      expect(growing(-2 - 1e-9, nu) / growing(-2, nu)).toBeCloseTo(1, 8);
    }
  });

  it('knows no level where the cost is out of reach', () => {
    expect(exitLevel({ ...terms, c: 100 })).toBeUndefined();
  });

  it('closes beyond the mean, on either side alike', () => {
    const run = leungLiOuExit.start({ ...leungLiOuExit.defaults, window: 200 });
    const values = barSteps(revertingBars(5, 201)).map(run);
    expect(values[199]).toBeUndefined();
    const level = values[200] ?? NaN;
    // Long-run deviation of 0.01 / sqrt(1 - 0.64); with next to no discount one waits for more than one.
    expect(level).toBeGreaterThan(0.01 / 0.6);
    run(position(0, 'long'));
    const exit = run.readings?.['level']?.() ?? NaN;
    const at = (price: number) => {
      run(barAt(0, price, price, price));
      return run.readings?.['urgency']?.();
    };
    expect(at(exit * 0.999)).toBe(0);
    expect(at(exit * 1.001)).toBe(1);
    run(position(0, 'short'));
    const mean = exit * Math.exp(-level);
    expect(run.readings?.['level']?.()).toBeCloseTo(mean * Math.exp(-level), 8);
    expect(at(mean * Math.exp(-level) * 0.999)).toBe(1);
    expect(at(mean)).toBe(0);
  });

  it('pays to enter far from the mean and not at it', () => {
    const run = leungLiOuExit.start({ ...leungLiOuExit.defaults, c: 0.01, r: 0.05, window: 200 });
    barSteps(revertingBars(5, 201)).forEach(run);
    const level = run.readings?.['level']?.() ?? NaN;
    const mean = level * Math.exp(-(run(position(0, 'flat')) ?? NaN));
    const worth = (price: number) => {
      run(barAt(0, price, price, price));
      return run.readings?.['entryValue']?.() ?? NaN;
    };
    expect(worth(mean * 0.9)).toBeGreaterThan(0);
    expect(worth(mean * 1.1)).toBeCloseTo(worth(mean / 1.1), 6);
    expect(worth(mean)).toBeLessThan(0);
  });
});

const walk = barSteps(walkBars(12, 40));
const traded = walk.flatMap((step, i): MarketStep[] => {
  const price = step.kind === 'bar' ? step.bar.close : NaN;
  const held = i === 15 ? [position(step.time, 'long', price)] : [];
  return [step, ...held, trade(step.time + 1000, price * 1.01)];
});
describeFormulaContract(trailingStop, { ...trailingStop.defaults, atr_period: 10 }, [
  ...walk.slice(0, 10),
  ...traded.slice(20),
]);
describeFormulaContract(tripleBarrierExit, { ...tripleBarrierExit.defaults, min_hold: 60 }, traded);
describeFormulaContract(leungLiOuExit, { ...leungLiOuExit.defaults, window: 60, refit: 20 }, [
  ...barSteps(revertingBars(7, 80)),
  position(80 * 60_000, 'long'),
  ...barSteps(revertingBars(7, 90)).slice(80),
]);
