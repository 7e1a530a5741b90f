import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { SIZE, withReadings } from '../../readings.ts';
import { RealizedDay } from '../../volatility/realized-day.ts';

const THETAS = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24];
const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
const LARGEST = 2;

/** A regression of the variance of the coming days on weighted absolute returns of the last. */
export interface MidasModel {
  readonly theta: number;
  readonly constant: number;
  readonly slope: number;
  /** What the fit left unexplained. */
  readonly squares: number;
  /** Smallest variance in the sample, below which no forecast goes. */
  readonly least: number;
}

/**
 * Forecast volatility of the next `horizon` days as of the end of the last UTC day, from the absolute
 * five-minute returns of the last `K` days with weights that the data choose. A year of it, above zero. Days
 * with less than 200 of 288 returns do not count. Warm with the close after `window` whole days, each of which is known with
 * the first close after it. `bar` is the length of a return in seconds.
 */
export const midasBetaVolatility = defineFormula({
  id: 'F355',
  key: 'midas-beta-volatility',
  title: 'MIDAS volatility with beta lag weights',
  family: 'multiscale',
  output: { unit: 'volatility per year', min: 0 },
  role: 'size',
  source:
    "Ghysels, E., Santa-Clara, P. & Valkanov, R., 'Predicting volatility: getting the most out of return data sampled at different frequencies', Journal of Econometrics 131, 2006",
  catalogue: {
    inputs: ['bars'],
    params: {
      K: { unit: 'days', meaning: 'lags of the high-frequency regressor' },
      theta_grid: {
        fixed: [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24],
        unit: '1',
        meaning: 'second beta parameter (first = 1)',
      },
      window: { unit: 'days', meaning: 'regression sample' },
      refit: { unit: 'days', meaning: 'refit' },
      horizon: { unit: 'days', meaning: 'forecast' },
      target: { unit: 'per year', meaning: 'volatility at multiplier 1' },
    },
    definition: `
      Daily regressor x_d = sum of |5-minute log returns| of day d (realised power). Weights b(k;theta) =
      (1-k/(K+1))^(theta-1) / sum_j (1-j/(K+1))^(theta-1), k = 1..K (1 = latest day). For each theta in
      the grid OLS RV_{d,d+horizon} = c0 + c1*sum_k b(k)*x_{d+1-k}; keep the least SSE (targets fully
      known before d). Forecast variance floored at the smallest RV in the sample. Annualised vol =
      sqrt(365/horizon*forecast).
    `,
    update: 'Weighted sum O(K) per day; refit batch weekly.',
    signal: 'size: multiplier = min(2, target/vol).',
    range: '(0,inf)',
  },
  defaults: { K: 60, window: 365, refit: 7, horizon: 5, target: 0.3, bar: 300 },
  input: 'bar',
  barMs: 300_000,
  readings: {
    scale: { ...SIZE.scale, max: LARGEST },
    /** The weights chosen: 1 equal, more the newest days. */
    theta: { unit: '1', min: 1 },
  },
  warmUp: () => 2,
  warmUpMs: ({ window }) => window * DAY_MS,

  start({ K, bar: seconds, horizon, refit, target, window }) {
    const day = new RealizedDay(1000 * positive('bar', seconds));
    const ahead = wholeNumber('a horizon', horizon);
    const lags = wholeNumber('K', K);
    const powers = new RecentValues(wholeNumber('a window', window, lags + ahead + 3));
    const variances = new RecentValues(window);
    const every = wholeNumber('a refit interval', refit);
    let daysLeft = 0;
    let model: MidasModel | undefined;
    let volatility: number | undefined;

    const endDay = () => {
      if (daysLeft <= 0) {
        model = fitMidas(powers.toArray(), variances.toArray(), { lags, ahead });
        daysLeft = every;
      }
      daysLeft -= 1;
      if (model === undefined) return undefined;
      const { constant, least, slope, theta } = model;
      const regressor = weightedPast(powers.toArray(), window - 1, betaWeights(theta, lags));
      return Math.sqrt((YEAR_DAYS / ahead) * Math.max(least, constant + slope * regressor));
    };
    return withReadings(
      ({ close, intervalMs, openTime }) => {
        const ended = day.push(openTime + intervalMs, close);
        if (ended !== undefined) {
          powers.push(ended.power);
          variances.push(ended.variance);
          if (powers.isFull) volatility = endDay();
        }
        return volatility ?? noValue();
      },
      {
        scale: () => Math.min(LARGEST, target / (volatility ?? NaN)),
        theta: () => model?.theta,
      },
    );
  },
});

/** Weights of the last `lags` days, the newest first, with a sum of 1: beta weights with a first parameter of 1. */
export function betaWeights(theta: number, lags: number): Float64Array {
  const weights = Float64Array.from({ length: lags }, (_, i) => (1 - (i + 1) / (lags + 1)) ** (theta - 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Weighted sum of the values up to index `last`, the newest with the first weight. */
export function weightedPast(values: ArrayLike<number>, last: number, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += (weights[i] as number) * (values[last - i] as number);
  return sum;
}

/** The regression with the least squares of all weights of the grid; none where the regressor does not vary. */
export function fitMidas(
  powers: Float64Array,
  variances: Float64Array,
  { ahead, lags }: { readonly lags: number; readonly ahead: number },
): MidasModel | undefined {
  const rows = powers.length - lags - ahead + 1;
  const targets = Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let day = 0; day < ahead; day += 1) sum += variances[row + lags + day] as number;
    return sum;
  });
  const least = Math.min(...targets);
  const models = THETAS.flatMap((theta) => {
    const weights = betaWeights(theta, lags);
    const regressor = targets.map((_, row) => weightedPast(powers, row + lags - 1, weights));
    const line = lineThrough(regressor, targets);
    return line === undefined ? [] : [{ theta, least, ...line }];
  });
  return models.length === 0
    ? undefined
    : models.reduce((best, each) => (each.squares < best.squares ? each : best));
}

function lineThrough(
  x: Float64Array,
  y: Float64Array,
): Pick<MidasModel, 'constant' | 'slope' | 'squares'> | undefined {
  const meanX = x.reduce((sum, each) => sum + each, 0) / x.length;
  const meanY = y.reduce((sum, each) => sum + each, 0) / y.length;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  x.forEach((each, i) => {
    const dx = each - meanX;
    const dy = (y[i] as number) - meanY;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  });
  if (!(xx > 1e-24 * meanX * meanX * x.length)) return undefined;
  const slope = xy / xx;
  return { constant: meanY - slope * meanX, slope, squares: yy - slope * xy };
}
