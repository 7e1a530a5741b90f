import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { RecursiveLeastSquares } from '../../numerics/recursive-least-squares.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { imbalanceLagRegression } from './imbalance-lag-regression.ts';

const WINDOW = { lags: 2, lam: 0.998, P0: 10 };

/** Bars whose imbalance moves the price by `effect` hundredths a bar later. */
const drivenBars = (count: number, effect: number): Bar[] => {
  const shares = normals(17, count).map((z) => 0.5 + Math.tanh(z) / 2);
  const returns = normals(18, count - 1).map((z, i) => 0.003 * z + 0.01 * effect * ((shares[i] ?? 0) - 0.5));
  return barsOfReturns(returns).map((bar, i) => ({
    ...bar,
    volumeBase: 10,
    buyVolumeBase: 10 * (shares[i] ?? 0),
  }));
};

describe('the regression on lagged imbalance', () => {
  it('learns the slope of the catalogue check', () => {
    const model = new RecursiveLeastSquares(1, 1, 1e6);
    const moves = [0.2, -0.1, 0.15, 0.3];
    [1, -1, 0.5, 2].forEach((imbalance, i) => model.learn([imbalance], moves[i] ?? NaN));
    // (0.2 + 0.1 + 0.075 + 0.6) / (6.25 + 1e-6)
    expect(model.weights[0]).toBeCloseTo(0.15599997504, 10);
  });

  it('expects a rise after buying where buying was followed by rises', () => {
    const rows = drivenBars(600, 2);
    const run = imbalanceLagRegression.start(WINDOW);
    rows.forEach(run);
    const last = rows.at(-1) as Bar;
    const next = (share: number) => {
      const again = imbalanceLagRegression.start(WINDOW);
      return [...rows.slice(0, -1), { ...last, buyVolumeBase: 10 * share }].map(again).at(-1) ?? NaN;
    };
    expect(next(0.95)).toBeGreaterThan(0.5);
    expect(next(0.05)).toBeLessThan(-0.5);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.8);
  });

  it('turns round where buying was followed by falls', () => {
    const run = imbalanceLagRegression.start(WINDOW);
    const rows = drivenBars(600, -2);
    rows.forEach(run);
    const heavy = { ...(rows.at(-1) as Bar), buyVolumeBase: 10 };
    expect(run(heavy)).toBeLessThan(-0.5);
    expect(readingOf(run, 'signal')).toBeLessThan(-0.9);
  });

  it('takes bars that do not tell who bought for even ones', () => {
    const told = drivenBars(300, 1).map((bar) => ({ ...bar, buyVolumeBase: bar.volumeBase / 2 }));
    const silent = told.map((bar) => ({ ...bar, buyVolumeBase: 0, tradeCount: 0 }));
    const run = imbalanceLagRegression.start(WINDOW);
    expect(silent.map(run)).toEqual(told.map(imbalanceLagRegression.start(WINDOW)));
  });

  it('is not sure of itself where nothing follows from anything', () => {
    const run = imbalanceLagRegression.start(WINDOW);
    const found = drivenBars(1000, 0).map((bar) => {
      run(bar);
      return readingOf(run, 'confidence');
    });
    expect(found.reduce((sum, each) => sum + each, 0) / found.length).toBeLessThan(0.5);
  });
});

describeFormulaContract(imbalanceLagRegression, WINDOW, drivenBars(260, 1));
