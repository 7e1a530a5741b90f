import { describe, expect, it } from 'vitest';
import { correlation } from '../../numerics/correlation.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { bettingAgainstBeta, bettingSides, shrunkBeta } from './betting-against-beta.ts';
import { cohortPlace, crossSectionalMomentum } from './cross-sectional-momentum.ts';
import { crossSectionalReversal, reversalWeights } from './cross-sectional-reversal.ts';
import { fiftyTwoWeekHigh } from './fifty-two-week-high.ts';
import { idiosyncraticVolatilityRank, residualDeviation } from './idiosyncratic-volatility-rank.ts';
import { maxLotteryEffect, meanOfLargest } from './max-lottery-effect.ts';

const list = (...values: number[]) => Float64Array.from(values);
/** Symbols whose closes grow by these shares a day. */
const growing = (days: number, ...shares: number[]) =>
  peerSteps(shares.map((share) => barsOfReturns(Array(days - 1).fill(Math.log1p(share)))));
const walks = (seed: number, symbols: number, days: number) =>
  Array.from({ length: symbols }, (_, i) => walkBars(seed + i, days));

describe('reversal among symbols', () => {
  it('has the weights of the catalogue check', () => {
    const weights = reversalWeights([0.1, 0.02, -0.06, 0.02]);
    [-1, 0, 1, 0].forEach((each, i) => expect(weights[i]).toBeCloseTo(each, 12));
    expect(reversalWeights([0.01, 0.01])).toEqual([0, 0]);
  });

  it('sells what ran ahead and holds what fell behind', () => {
    const params = { period: 3, skip: 0, universe: 3 };
    const ahead = crossSectionalReversal.start(params);
    const behind = crossSectionalReversal.start(params);
    // Distances of 2 : -1 : -1 give -1 of the gross of 2, times three halves.
    expect(growing(5, 0.02, 0, 0).map(ahead).at(-1)).toBeCloseTo(-1.5, 10);
    expect(growing(5, -0.02, 0, 0).map(behind).at(-1)).toBeCloseTo(1.5, 10);
    expect(readingOf(ahead, 'signal')).toBeCloseTo(-0.75, 10);
    expect(readingOf(ahead, 'confidence')).toBeCloseTo(0.6, 10);
  });

  it('leaves a gap where it is told to', () => {
    const late = barsOfReturns([0, 0, 0, 0.1]);
    const flat = barsOfReturns([0, 0, 0, 0]);
    const steps = peerSteps([late, flat, flat]);
    expect(steps.map(crossSectionalReversal.start({ period: 2, skip: 1, universe: 3 })).at(-1)).toBe(0);
    expect(steps.map(crossSectionalReversal.start({ period: 2, skip: 0, universe: 3 })).at(-1)).toBeCloseTo(
      -1.5,
      10,
    );
  });

  it('has no value with too few symbols', () => {
    const run = crossSectionalReversal.start({ period: 1, skip: 0, universe: 3 });
    expect(growing(5, 0.01, 0).map(run)).toEqual(Array(5).fill(undefined));
  });
});

describe('momentum among symbols', () => {
  const past = { A: 0.2, B: -0.1, C: 0.05, D: 0, E: -0.3, F: 0.15, G: 0.01, H: 0.02 };
  const ranked = Object.entries(past).map(([name, gain]) => ({ name, past: gain }));

  it('ranks as in the catalogue check', () => {
    const placed = (place: number) =>
      ranked.filter((each) => cohortPlace(each, ranked, 0.3) === place).map(({ name }) => name);
    expect(placed(1)).toEqual(['A', 'F']);
    expect(placed(-1)).toEqual(['B', 'E']);
  });

  it('takes the first name of equals', () => {
    const equal = ['A', 'B', 'C', 'D'].map((name) => ({ name, past: 0 }));
    expect(equal.map((each) => cohortPlace(each, equal, 0.3))).toEqual([1, 0, 0, -1]);
  });

  it('is the mean place over the last rankings', () => {
    const own = barsOfReturns([...Array(10).fill(0.02), ...Array(4).fill(-0.2)]);
    const others = [0.01, 0, -0.01].map((each) => barsOfReturns(Array(14).fill(each)));
    const run = crossSectionalMomentum.start({ J: 3, skip: 1, K: 4, cut: 0.3, universe: 4 });
    const values = peerSteps([own, ...others]).map(run);
    expect(values.slice(0, 7)).toEqual(Array(7).fill(undefined));
    expect(values.slice(7, 12)).toEqual([1, 1, 1, 1, 1]);
    // The first fall is seen one day late.
    expect(values.slice(12)).toEqual([0.5, 0, -0.5]);
    expect(readingOf(run, 'signal')).toBe(-0.5);
    expect(readingOf(run, 'confidence')).toBeCloseTo((0.5 * 4) / 20, 12);
  });
});

describe('nearness to the high', () => {
  it('is ranked as in the catalogue check', () => {
    const params = { window: 1, rank_window: 4 };
    const run = fiftyTwoWeekHigh.start(params);
    const near = [0.7, 0.8, 0.95, 0.9].map((close): [number, number, number] => [1, close, close]);
    expect(
      peerSteps([bars(...near)])
        .map(run)
        .at(-1),
    ).toBeCloseTo(0.625, 12);
    expect(readingOf(run, 'nearness')).toBeCloseTo(0.9, 12);
    const three = fiftyTwoWeekHigh.start({ window: 3, rank_window: 4 });
    peerSteps([bars([95, 90, 91], [100, 90, 91], [92, 90, 90])]).forEach(three);
    expect(readingOf(three, 'nearness')).toBeCloseTo(0.9, 12);
  });

  it('is ranked among eight symbols where there are as many', () => {
    const run = fiftyTwoWeekHigh.start({ window: 5, rank_window: 50 });
    expect(
      growing(6, 0.01, ...Array(7).fill(-0.02))
        .map(run)
        .at(-1),
    ).toBeCloseTo(7.5 / 8, 12);
    expect(readingOf(run, 'signal')).toBeCloseTo(0.875, 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.6125, 12);
    const few = fiftyTwoWeekHigh.start({ window: 5, rank_window: 50 });
    // Alone it is at its high on both days: as near as ever.
    expect(growing(6, 0.01, -0.02).map(few).at(-1)).toBe(0.5);
  });
});

describe('betting against beta', () => {
  it('has the weights of the catalogue check', () => {
    const betas = [0.5, 0.8, 1.2, 1.5].map((beta) => shrunkBeta(beta, 0.6));
    [0.7, 0.88, 1.12, 1.3].forEach((each, i) => expect(betas[i]).toBeCloseTo(each, 12));
    const sides = bettingSides(betas);
    [0.75, 0.25, 0, 0].forEach((each, i) => expect(sides?.low[i]).toBeCloseTo(each, 12));
    [0, 0, 0.25, 0.75].forEach((each, i) => expect(sides?.high[i]).toBeCloseTo(each, 12));
    expect(1 / (sides?.lowBeta ?? NaN)).toBeCloseTo(1.34228187919, 9);
    expect(1 / (sides?.highBeta ?? NaN)).toBeCloseTo(0.796812749004, 9);
  });

  it('measures betas with deviations of one window and correlations of three days over another', () => {
    const params = { vol_window: 20, corr_window: 30, shrink: 1, universe: 4 };
    const market = normals(304, 60).map((z) => 0.02 * z);
    const symbols = [0.5, 0.9, 1.2, 1.4].map((beta, i) =>
      normals(400 + i, 60).map((z, t) => beta * (market[t] ?? 0) + 0.005 * z),
    );
    const run = bettingAgainstBeta.start(params);
    const value = peerSteps(symbols.map(barsOfReturns)).map(run).at(-1);
    const mean = symbols[0]?.map((_, t) => symbols.reduce((sum, each) => sum + (each[t] ?? 0) / 4, 0)) ?? [];
    const deviation = (series: readonly number[]) => {
      const last = series.slice(-20);
      const center = last.reduce((sum, each) => sum + each, 0) / 20;
      return Math.sqrt(last.reduce((sum, each) => sum + (each - center) ** 2, 0) / 19);
    };
    const sums = (series: readonly number[]) =>
      Array.from({ length: 30 }, (_, i) => series.slice(28 + i, 31 + i).reduce((sum, each) => sum + each, 0));
    const betas = symbols.map(
      (each) => (correlation(sums(each), sums(mean)) * deviation(each)) / deviation(mean),
    );
    expect(readingOf(run, 'beta')).toBeCloseTo(betas[0] ?? NaN, 9);
    expect(value).toBeCloseTo(0.75 / (0.75 * (betas[0] ?? NaN) + 0.25 * (betas[1] ?? NaN)), 9);
    expect(readingOf(run, 'signal')).toBe(1);
    expect(readingOf(run, 'confidence')).toBe(0.5);
  });
});

describe('volatility of its own', () => {
  it('is that of the catalogue check', () => {
    const returns = list(0.01, -0.02, 0.03, 0, 0.015);
    expect(residualDeviation(returns, list(0.008, -0.015, 0.02, 0.002, 0.01))).toBeCloseTo(
      0.0022130758213,
      12,
    );
  });

  it('is a reason to sell', () => {
    const market = normals(305, 40).map((z) => 0.02 * z);
    const symbol = (seed: number, noise: number) =>
      barsOfReturns(normals(seed, 40).map((z, t) => (market[t] ?? 0) + noise * z));
    const others = [0.01, 0.011, 0.012].map((noise, i) => symbol(10 + i, noise));
    const params = { window: 30, universe: 4 };
    const quiet = idiosyncraticVolatilityRank.start(params);
    const loud = idiosyncraticVolatilityRank.start(params);
    expect(
      peerSteps([symbol(1, 0.001), ...others])
        .map(quiet)
        .at(-1),
    ).toBe(0.75);
    expect(
      peerSteps([symbol(1, 0.05), ...others])
        .map(loud)
        .at(-1),
    ).toBe(-0.75);
    expect(readingOf(loud, 'signal')).toBe(-0.75);
    expect(readingOf(loud, 'confidence')).toBeCloseTo((0.5 * 0.75 * 4) / 20, 12);
  });
});

describe('the lottery effect', () => {
  it('has the best days of the catalogue check', () => {
    const days = new SortedWindow(7);
    [0.01, 0.12, -0.05, 0.03, 0.08, 0.02, -0.01].forEach((each) => days.push(each));
    expect(meanOfLargest(days, 3)).toBeCloseTo(0.0766666666667, 12);
  });

  it('is a reason to sell what had the best days', () => {
    const lucky = barsOfReturns([0.3, ...Array(9).fill(0)]);
    const others = [0.01, 0.02].map((each) => barsOfReturns(Array(10).fill(each)));
    const run = maxLotteryEffect.start({ window: 10, k: 2, universe: 3 });
    expect(
      peerSteps([lucky, ...others])
        .map(run)
        .at(-1),
    ).toBeCloseTo(1 - 2 * (2.5 / 3), 12);
    expect(readingOf(run, 'best')).toBeCloseTo(Math.expm1(0.3) / 2, 12);
    expect(readingOf(run, 'signal')).toBeLessThan(0);
  });

  it('is measured against its own past where there are few symbols', () => {
    const run = maxLotteryEffect.start({ window: 2, k: 1, universe: 3 });
    const values = peerSteps([barsOfReturns([0.01, 0.02, 0.03, 0.01, 0.01])]).map(run);
    // Best days of 0.02, 0.03, 0.03 and 0.01.
    expect(values.slice(2)).toEqual([0, -0.5, expect.closeTo(-1 / 3, 12), 0.75]);
  });
});

const eight = peerSteps(walks(500, 8, 40));
describeFormulaContract(crossSectionalReversal, { period: 5, skip: 1, universe: 3 }, eight);
describeFormulaContract(crossSectionalMomentum, { J: 5, skip: 1, K: 3, cut: 0.3, universe: 3 }, eight);
describeFormulaContract(fiftyTwoWeekHigh, { window: 10, rank_window: 10 }, eight);
describeFormulaContract(
  bettingAgainstBeta,
  { vol_window: 10, corr_window: 15, shrink: 0.6, universe: 3 },
  eight,
);
describeFormulaContract(idiosyncraticVolatilityRank, { window: 10, universe: 3 }, eight);
describeFormulaContract(maxLotteryEffect, { window: 10, k: 3, universe: 3 }, eight);
