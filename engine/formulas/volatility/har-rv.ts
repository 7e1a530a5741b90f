import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { ordinaryLeastSquares } from '../../numerics/ordinary-least-squares.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { RealizedDay } from './realized-day.ts';
import { volatilityScale } from './volatility-scale.ts';

const DAY_MS = 86_400_000;
const MONTH = 22;
const WEEK = 5;
const FITTED_FROM = 60;
const LEAST_VARIANCE = 1e-12;

/**
 * Volatility forecast of the UTC day from the variance of yesterday, of the last five and of the last 22
 * days; held during the day. Log return per day, never negative. Warm after 22 days, of which the plain
 * mean is the forecast until 60 are known. Bars that are longer than `bar` give none.
 */
export const harRealizedVariance = defineFormula({
  id: 'F165',
  key: 'har-rv',
  title: 'HAR realised-variance forecast',
  family: 'volatility',
  output: { unit: 'log return per day', min: 0 },
  role: 'size',
  source:
    "Corsi, F., 'A Simple Approximate Long-Memory Model of Realized Volatility', Journal of Financial Econometrics, 2009",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'days', meaning: 'window' },
      bar: { unit: 's', meaning: 'return bar' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      RV_d = sum of squared 5-minute returns of UTC day d (at least 200 of 288 present, scaled up by
      288/count). y=ln(RV_{d+1}), x=(1, ln RV_d, ln mean RV of the last 5 days, ln mean RV of the last 22
      days). OLS over the last n days. Forecast F=exp(x'b+s2/2), s2 residual variance. During the day d+1
      the forecast is held. Value sqrt(F) (daily volatility). Warm-up 60 days; before 60 days F = mean RV
      of the last 22.
    `,
    update: '4x4 rolling cross products: O(1) per day.',
    signal: 'size: scale = min(1, target/(value*sqrt(365))).',
    range: '(0,inf)',
  },
  defaults: { n: 500, bar: 300, target: 0.4 },
  input: 'bar',
  readings: SIZE,
  warmUp: () => 2,
  warmUpMs: () => MONTH * DAY_MS,

  start({ bar: seconds, n, target }) {
    const day = new RealizedDay(1000 * positive('bar', seconds));
    const days = new RecentValues(wholeNumber('a window', n, MONTH) + MONTH);
    let forecast: number | undefined;

    return withReadings(
      ({ close, intervalMs, openTime }) => {
        const ended = day.push(openTime + intervalMs, close);
        if (ended !== undefined) {
          days.push(Math.max(ended.variance, LEAST_VARIANCE));
          forecast = dailyForecast(days.toArray());
        }
        return forecast === undefined ? undefined : Math.sqrt(forecast);
      },
      { scale: () => volatilityScale(target, Math.sqrt(forecast ?? 0), DAY_MS) },
    );
  },
});

/** Variance forecast for the day after the last, from daily variances, oldest first; none before 22 days. */
export function dailyForecast(variances: ArrayLike<number>): number | undefined {
  const last = variances.length - 1;
  if (variances.length < MONTH) return undefined;
  const monthMean = meanUpTo(variances, last, MONTH);
  if (variances.length < FITTED_FROM) return monthMean;
  const fit = harFit(variances);
  if (fit === undefined) return monthMean;
  const { coefficients, residualVariance } = fit;
  const log = harRow(variances, last).reduce((sum, x, i) => sum + x * (coefficients[i] ?? 0), 0);
  return Math.exp(log + residualVariance / 2);
}

/** Least squares of the log variance of each day on the row of the day before. */
export function harFit(
  variances: ArrayLike<number>,
): { readonly coefficients: readonly number[]; readonly residualVariance: number } | undefined {
  const rows: number[][] = [];
  const targets: number[] = [];
  for (let day = MONTH - 1; day + 1 < variances.length; day += 1) {
    rows.push(harRow(variances, day));
    targets.push(Math.log(variances[day + 1] as number));
  }
  const fit = ordinaryLeastSquares(rows, targets);
  return fit && { coefficients: fit.coefficients, residualVariance: fit.sumOfSquares / (fit.count - 4) };
}

/** 1 and the log mean variances of the day, its week and its month. */
export function harRow(variances: ArrayLike<number>, day: number): number[] {
  return [1, ...[1, WEEK, MONTH].map((days) => Math.log(meanUpTo(variances, day, days)))];
}

function meanUpTo(values: ArrayLike<number>, last: number, count: number): number {
  let sum = 0;
  for (let i = last - count + 1; i <= last; i += 1) sum += values[i] as number;
  return sum / count;
}
