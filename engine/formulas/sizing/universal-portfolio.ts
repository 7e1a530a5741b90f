import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';

/**
 * Fraction of capital to hold in the asset, the rest in cash: the mean of all constantly rebalanced
 * fractions, each weighted with the wealth it would have made so far. From 0 to 1. Warm with the first
 * return of `rebalance` days.
 */
export const universalPortfolio = defineFormula({
  id: 'F329',
  key: 'universal-portfolio',
  title: "Cover's universal portfolio (asset and cash)",
  family: 'sizing',
  output: { unit: 'fraction', min: 0, max: 1 },
  role: 'size',
  source: "Cover, T. M., 'Universal Portfolios', Mathematical Finance 1(1), 1991",
  catalogue: {
    inputs: ['returns'],
    params: {
      grid: { unit: 'points', meaning: 'rebalancing fractions b in [0,1]' },
      rebalance: { unit: 'days', meaning: 'period' },
    },
    definition: `
      Constant-rebalanced portfolios with fraction b_k on a uniform grid; wealth S_k = prod_t (b_k*x_t +
      (1-b_k)*1), x = gross daily return of the asset, cash relative 1. Universal fraction b = sum b_k
      S_k/sum S_k; universal wealth = mean S_k. Keep ln S_k and renormalise by the maximum.
    `,
    update: 'O(grid) per day.',
    signal: 'size: fraction of capital in the asset (compounding by rebalancing, no forecast).',
    range: '[0,1]',
  },
  defaults: { grid: 101, rebalance: 1 },
  input: 'bar',
  barMs: 86_400_000,
  readings: {
    ...SIZE,
    /** What one unit of capital has become; none beyond what a number holds. */
    wealth: { unit: '1', min: 0 },
  },
  warmUp: ({ rebalance }) => rebalance + 1,

  start({ grid, rebalance }) {
    wholeNumber('rebalance', rebalance);
    const portfolios = new RebalancedPortfolios(grid);
    let before = NaN;
    let bars = 0;
    let fraction = NaN;

    return withReadings(
      ({ close }) => {
        if (Number.isNaN(before)) before = close;
        else bars += 1;
        if (bars === rebalance) {
          portfolios.push(close / before);
          fraction = portfolios.fraction;
          before = close;
          bars = 0;
        }
        return Number.isNaN(fraction) ? undefined : fraction;
      },
      { scale: () => fraction, wealth: () => portfolios.wealth },
    );
  },
});

/** Portfolios of one asset and cash, each rebalanced to its own fraction: evenly spread from 0 to 1. */
export class RebalancedPortfolios {
  readonly #logs: Float64Array;
  #largest = 0;

  constructor(count: number) {
    this.#logs = new Float64Array(wholeNumber('a grid', count, 2));
  }

  /** Moves every portfolio on by one price relative of the asset. */
  push(relative: number): void {
    const logs = this.#logs;
    const steps = logs.length - 1;
    this.#largest = -Infinity;
    for (let k = 0; k <= steps; k += 1) {
      const log = (logs[k] as number) + Math.log1p((k / steps) * (relative - 1));
      logs[k] = log;
      if (log > this.#largest) this.#largest = log;
    }
  }

  /** Mean of the fractions weighted with their wealth. */
  get fraction(): number {
    const steps = this.#logs.length - 1;
    let weights = 0;
    let sum = 0;
    for (let k = 0; k <= steps; k += 1) {
      const weight = Math.exp((this.#logs[k] as number) - this.#largest);
      weights += weight;
      sum += weight * (k / steps);
    }
    return Math.min(1, sum / weights);
  }

  /** Mean wealth of all. */
  get wealth(): number {
    let weights = 0;
    for (const log of this.#logs) weights += Math.exp(log - this.#largest);
    return Math.exp(this.#largest) * (weights / this.#logs.length);
  }
}
