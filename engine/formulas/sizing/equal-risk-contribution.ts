import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { SampleCovariance } from '../../numerics/sample-covariance.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { PeerReturns } from './peer-returns.ts';

const NEAREST = 1e-16;

/**
 * Share of capital the own symbol gets when each followed symbol contributes the same risk, from 0 to 1.
 * A symbol that lacks a bar of the window, or does not move, is left out; alone the own symbol gets all. No
 * value where it does not move itself. Warm after `window` returns; computed again every `refit` bars.
 */
export const equalRiskContribution = defineFormula({
  id: 'F221',
  key: 'equal-risk-contribution',
  title: 'Equal risk contribution portfolio weights',
  family: 'sizing',
  output: { unit: 'weight', min: 0, max: 1 },
  role: 'size',
  source:
    "Maillard, Roncalli & Teiletche, 'The Properties of Equally Weighted Risk Contribution Portfolios', Journal of Portfolio Management 36(4), 2010; algorithm: Griveau-Billion, Richard & Roncalli 2013",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'bars', meaning: 'covariance sample' },
      refit: { unit: 'bars', meaning: 'recompute period' },
      tol: { unit: '1', meaning: 'coordinate-descent tolerance' },
      max_iter: { unit: 'sweeps', meaning: 'limit' },
    },
    definition: `
      S = sample covariance (ddof 1) of aligned log returns of n assets/strategies. Find x>0 minimising
      x'Sx/2 - (1/n) sum ln x_i by cyclical coordinate descent from x_i = 1/sqrt(S_ii): b = sum_{j != i}
      S_ij x_j; x_i = (-b + sqrt(b^2 + 4*S_ii/n)) / (2*S_ii); repeat until the largest change < tol. w =
      x/sum(x). Then w_i (S w)_i is equal for all i. Assets with S_ii < 1e-16 are dropped.
    `,
    update: `
      Covariance by rolling cross-products O(n^2) per bar; weights by batch coordinate descent every refit
      bars O(n^2 * sweeps).
    `,
    signal: 'size: capital share of asset or strategy i is w_i.',
    range: '(0,1), sum 1',
  },
  defaults: { window: 120, refit: 24, tol: 1e-10, max_iter: 1000 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...SIZE,
    /** Symbols that share the risk. */
    symbols: { unit: 'symbols', min: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ max_iter: sweeps, refit, tol, window }) {
    wholeNumber('refit', refit);
    const search = { tolerance: positive('tol', tol), sweeps: wholeNumber('max_iter', sweeps) };
    const returns = new PeerReturns(wholeNumber('a window', window, 2));
    const covariances = new SampleCovariance();
    let weight: number | undefined;
    let symbols = 0;
    let sinceFit = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'peers') return undefined;
        returns.push(step.peers);
        if (!returns.isFull) return undefined;
        sinceFit += 1;
        if (weight === undefined || sinceFit >= refit) {
          const weights = equalRiskWeights(covariances.of(returns.complete()), search);
          weight = weights[0];
          symbols = weights.filter((each) => each !== undefined).length;
          sinceFit = 0;
        }
        return weight;
      },
      { scale: () => weight, symbols: () => symbols },
    );
  },
});

/** When a search by coordinates ends. */
export interface CoordinateSearch {
  /** Largest change of a coordinate in a sweep. */
  readonly tolerance: number;
  readonly sweeps: number;
}

/**
 * Weights with a sum of 1 at which every asset contributes the same variance, by cyclical coordinate
 * descent; undefined for an asset that does not move.
 *
 * Source: Griveau-Billion, Richard & Roncalli (2013), A Fast Algorithm for Computing High-Dimensional
 * Risk Parity Portfolios.
 */
export function equalRiskWeights(
  covariance: readonly ArrayLike<number>[],
  { sweeps, tolerance }: CoordinateSearch,
): (number | undefined)[] {
  const moving = covariance.flatMap((row, i) => ((row[i] as number) >= NEAREST ? [i] : []));
  const x = new Float64Array(covariance.length);
  for (const i of moving) x[i] = 1 / Math.sqrt(covariance[i]?.[i] as number);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    let change = 0;
    for (const i of moving) {
      const next = coordinate(covariance[i] as ArrayLike<number>, x, i, moving.length);
      change = Math.max(change, Math.abs(next - (x[i] as number)));
      x[i] = next;
    }
    if (change < tolerance) break;
  }
  const sum = x.reduce((total, each) => total + each, 0);
  return covariance.map((_, i) => (moving.includes(i) ? (x[i] as number) / sum : undefined));
}

/** The coordinate at `place` that is best while the others stay. */
function coordinate(row: ArrayLike<number>, x: Float64Array, place: number, count: number): number {
  const own = row[place] as number;
  let b = -own * (x[place] as number);
  for (let j = 0; j < x.length; j += 1) b += (row[j] as number) * (x[j] as number);
  return (-b + Math.sqrt(b * b + (4 * own) / count)) / (2 * own);
}
