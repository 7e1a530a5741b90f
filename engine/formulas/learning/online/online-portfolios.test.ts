import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import {
  assetShare,
  exponentiatedGradientPortfolio,
  gradientOfOdds,
} from './exponentiated-gradient-portfolio.ts';
import { NewtonStep, onlineNewtonStepPortfolio } from './online-newton-step-portfolio.ts';

const rising = Array.from({ length: 60 }, () => 0.02);
const falling = rising.map((each) => -each);

describe('the exponentiated gradient portfolio', () => {
  it('gives the weights of the catalogue check', () => {
    const share = assetShare(0.05 * gradientOfOdds(1.02, 0.5));
    expect(share).toBeCloseTo(0.500247524732, 10);
    expect(1 - share).toBeCloseTo(0.499752475268, 10);
  });

  it('is the normalized product of exponentials', () => {
    const relatives = [1.1, 0.7, 1.3, 1.02];
    let weights: [number, number] = [0.5, 0.5];
    let logOdds = 0;
    for (const relative of relatives) {
      const growth = weights[0] * relative + weights[1];
      const raw = [
        weights[0] * Math.exp((2 * relative) / growth),
        weights[1] * Math.exp(2 / growth),
      ] as const;
      weights = [raw[0] / (raw[0] + raw[1]), raw[1] / (raw[0] + raw[1])];
      logOdds += 2 * gradientOfOdds(relative, assetShare(logOdds));
    }
    expect(assetShare(logOdds)).toBeCloseTo(weights[0], 12);
  });

  it('moves into what rises and out of what falls', () => {
    const up = exponentiatedGradientPortfolio.start({ eta: 1 });
    const down = exponentiatedGradientPortfolio.start({ eta: 1 });
    expect(barsOfReturns(rising).map(up).at(-1)).toBeGreaterThan(0.2);
    expect(barsOfReturns(falling).map(down).at(-1)).toBeLessThan(-0.2);
    expect(readingOf(up, 'signal')).toBeGreaterThan(0.4);
    expect(readingOf(down, 'signal')).toBeLessThan(-0.4);
    expect(readingOf(down, 'confidence')).toBe(-readingOf(down, 'signal'));
  });

  it('comes back from where it held nothing', () => {
    const run = exponentiatedGradientPortfolio.start({ eta: 40 });
    expect(barsOfReturns(falling).map(run).at(-1)).toBeCloseTo(-0.5, 12);
    expect(
      barsOfReturns([...falling, ...rising, ...rising])
        .map(exponentiatedGradientPortfolio.start({ eta: 40 }))
        .at(-1),
    ).toBeGreaterThan(0);
  });
});

describe('the online Newton step portfolio', () => {
  it('gives the weights of the catalogue check', () => {
    const portfolio = new NewtonStep({ eta: 0, beta: 1, delta: 0.125 });
    for (const relative of [1.02, 0.97, 1.05]) portfolio.push(relative);
    expect(portfolio.share).toBeCloseTo(0.485731550858, 10);
  });

  it('is the best of all portfolios by the matrix of its gradients', () => {
    const portfolio = new NewtonStep({ eta: 0, beta: 0.5, delta: 0.25 });
    const A = [
      [1, 0],
      [0, 1],
    ] as [[number, number], [number, number]];
    const g = [0, 0] as [number, number];
    for (const relative of [1.3, 0.8, 1.4, 1.1]) {
      const growth = portfolio.share * relative + 1 - portfolio.share;
      const gradient = [relative / growth, 1 / growth] as const;
      for (const i of [0, 1] as const) {
        g[i] += gradient[i];
        for (const j of [0, 1] as const) A[i][j] += gradient[i] * gradient[j];
      }
      portfolio.push(relative);
      const determinant = A[0][0] * A[1][1] - A[0][1] * A[1][0];
      const y0 = (0.25 * 3 * (A[1][1] * g[0] - A[0][1] * g[1])) / determinant;
      const y1 = (0.25 * 3 * (A[0][0] * g[1] - A[1][0] * g[0])) / determinant;
      const distance = (p: number) => {
        const [d0, d1] = [p - y0, 1 - p - y1];
        return A[0][0] * d0 * d0 + 2 * A[0][1] * d0 * d1 + A[1][1] * d1 * d1;
      };
      const best = Array.from({ length: 100_001 }, (_, i) => i / 100_000).reduce((a, b) =>
        distance(b) < distance(a) ? b : a,
      );
      expect(portfolio.share).toBeCloseTo(best, 4);
    }
  });

  it('keeps a share of equal weights where it is mixed with them', () => {
    const portfolio = new NewtonStep({ eta: 0.5, beta: 1, delta: 100 });
    portfolio.push(1.5);
    expect(portfolio.share).toBe(0.75);
  });

  it('moves into what rises and out of what falls', () => {
    const params = { eta: 0, beta: 1, delta: 2 };
    const up = onlineNewtonStepPortfolio.start(params);
    const down = onlineNewtonStepPortfolio.start(params);
    barsOfReturns(rising).forEach(up);
    barsOfReturns(falling).forEach(down);
    expect(readingOf(up, 'signal')).toBe(1);
    expect(readingOf(down, 'signal')).toBe(-1);
    expect(readingOf(down, 'confidence')).toBe(1);
  });
});

describeFormulaContract(exponentiatedGradientPortfolio, { eta: 0.05 }, walkBars(225, 30));
describeFormulaContract(onlineNewtonStepPortfolio, { eta: 0.1, beta: 1, delta: 0.125 }, walkBars(226, 30));
