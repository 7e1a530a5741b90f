import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import {
  fitGaussianMixture,
  gaussianMixture,
  type GaussianMixture,
  responsibilities,
} from '../../numerics/gaussian-mixture.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { FitClock } from '../fit-clock.ts';
import { defineFormula } from '../formula.ts';
import { FEATURE_WARM_UP, MarketFeatures } from '../learning/protocol/market-features.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';

/** Places among the shared features: move of five bars, volatility against its slow one, volume, memory. */
const TAKEN = [1, 3, 6, 11] as const;
const WIDTH = TAKEN.length;
const SEED = 42;
const SETTINGS = { mostRounds: 100, leastGain: 1e-5, varianceFloor: 0.05, weightFloor: 0.02 } as const;

/**
 * How straight the price went after markets like this one, against how straight it went on the whole: above
 * 1 trends carried on. Fitted first with the half of `n` bars; warm with the next.
 */
export const gaussianMixtureRegime = defineFormula({
  id: 'F182',
  key: 'gaussian-mixture-regime',
  title: 'Gaussian mixture market states',
  family: 'regime',
  output: { unit: 'ratio', min: 0 },
  role: 'filter',
  source:
    "Dempster, A. P., Laird, N. M. and Rubin, D. B., 'Maximum Likelihood from Incomplete Data via the EM Algorithm', JRSS B, 1977",
  catalogue: {
    inputs: ['bars'],
    params: {
      K: { unit: 'components', meaning: 'components' },
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      N: { unit: 'bars', meaning: 'label-free outcome window' },
    },
    definition: `
      Vector y=(x2,x4,x7,x12) of X14 per bar. Mixture of K diagonal Gaussians by EM: start by k-means
      (k-means++ with seed 42, 20 Lloyd rounds), then until the mean log-likelihood rises by < 1e-5 or 100
      rounds; variance floor 0.05, weight floor 0.02. Responsibilities g_j of the newest bar. For every
      component the mean absolute efficiency E_j=|sum of the next N returns|/sum of the next |returns|
      over past bars with known outcome, weighted by g. Value E=sum_j g_j*E_j relative to its overall
      mean. Warm-up n/2.
    `,
    update: 'E-step O(4K) per bar; refit 100*n*K*4 = 3*10^6 in slices.',
    signal: `
      filter: gate of trend formulas = clip(value-0.2,0.3,1); gate of reversion formulas =
      clip(1.8-value,0.3,1).
    `,
    range: '(0,inf)',
  },
  defaults: { K: 4, n: 2000, k: 250, N: 20 },
  input: 'bar',
  readings: {
    /** The gate of formulas that are neither of the two kinds below: always open. */
    ...FILTER,
    trendGate: GATE,
    reversionGate: GATE,
    /** Number of the component the bar most likely belongs to. */
    component: { unit: 'component', min: 0 },
  },
  warmUp: ({ n }) => firstFit(n) + 1,
  fit: fitRegimes,

  start(params) {
    const { K, N, k, n } = params;
    wholeNumber('K', K);
    wholeNumber('N', N);
    const features = new MarketFeatures();
    const rows = new RecentValues(WIDTH * wholeNumber('a window', n, 10));
    const moves = new RecentValues(n);
    const returns = new CloseReturns();
    const clock = new FitClock(firstFit(n), k);
    const row = new Float64Array(WIDTH);
    const shares = new Float64Array(K);
    let model: RegimeModel | undefined;
    let value = 1;

    const step = (bar: Parameters<MarketFeatures['pushBar']>[0]) => {
      const logReturn = returns.next(bar.close);
      features.pushBar(bar);
      clock.tick();
      if (!features.isWarm) return undefined;
      for (let d = 0; d < WIDTH; d += 1) {
        const feature = features.values[TAKEN[d] as number] as number;
        row[d] = feature;
        rows.push(feature);
      }
      moves.push(logReturn);
      if (model === undefined) return undefined;
      responsibilities(model.mixture, row, shares);
      value = 0;
      for (let j = 0; j < K; j += 1) value += (shares[j] as number) * (model.straightness[j] as number);
      return value;
    };
    const readings = {
      gate: () => 1,
      trendGate: () => clip(value - 0.2, 0.3, 1),
      reversionGate: () => clip(1.8 - value, 0.3, 1),
      component: () => shares.indexOf(Math.max(...shares)),
    };
    return withRefit(withReadings(step, readings), {
      due: () =>
        clock.takeDue() ? { params, data: { rows: rows.toArray(), moves: moves.toArray() } } : undefined,
      accept: (numbers) => (model = modelOf(numbers, K)),
    });
  },
});

interface RegimeModel {
  readonly mixture: GaussianMixture;
  /** Straightness of what followed each component over the mean of all. */
  readonly straightness: Float64Array;
}

/** Bars of the first fit; features take some bars, and a fit a few of them. */
const firstFit = (n: number): number => Math.max(Math.ceil(n / 2), FEATURE_WARM_UP + 10);

/** Net over path of the `ahead` moves after each; NaN where they are not all known or nothing moved. */
export function straightnessAhead(moves: Float64Array, ahead: number): Float64Array {
  return moves.map((_, t) => {
    const next = moves.subarray(t + 1, t + 1 + ahead);
    if (next.length < ahead) return NaN;
    const path = next.reduce((sum, each) => sum + Math.abs(each), 0);
    return path > 1e-12 ? Math.abs(next.reduce((sum, each) => sum + each, 0)) / path : NaN;
  });
}

function fitRegimes({ data, params }: FitJob): FitModel | undefined {
  const { moves = new Float64Array(), rows = new Float64Array() } = data;
  const count = params['K'] ?? 1;
  const random = new Mulberry32(SEED);
  const mixture = fitGaussianMixture(rows, { count, dimensions: WIDTH, random }, SETTINGS);
  const shares = new Float64Array(count);
  const sums = new Float64Array(count);
  const weights = new Float64Array(count);
  let all = 0;
  let known = 0;
  straightnessAhead(moves, params['N'] ?? 1).forEach((straight, t) => {
    if (Number.isNaN(straight)) return;
    responsibilities(mixture, rows.subarray(t * WIDTH, (t + 1) * WIDTH), shares);
    shares.forEach((share, j) => {
      sums[j] = (sums[j] as number) + share * straight;
      weights[j] = (weights[j] as number) + share;
    });
    all += straight;
    known += 1;
  });
  if (!(all / known > 1e-12)) return undefined;
  // Of a component that no bar with a known outcome belongs to nothing is known: it counts as the rest.
  const relative = sums.map((sum, j) =>
    (weights[j] as number) > 1e-12 ? sum / (weights[j] as number) / (all / known) : 1,
  );
  return [...mixture.weights, ...mixture.means, ...mixture.variances, ...relative];
}

function modelOf(numbers: FitModel, count: number): RegimeModel {
  const take = (from: number, length: number) => Float64Array.from(numbers.slice(from, from + length));
  return {
    mixture: gaussianMixture(
      take(0, count),
      take(count, count * WIDTH),
      take(count * (1 + WIDTH), count * WIDTH),
    ),
    straightness: take(count * (1 + 2 * WIDTH), count),
  };
}
