import type { Bar } from '../../../domain/market/bar.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import { fourierCoefficients, fourierLevels } from './daily-fourier.ts';
import { WholeDay } from './whole-day.ts';

const DAY_MS = 86_400_000;
/** Returns below this are taken to be as large, because their log would run away. */
const LEAST_RETURN = 1e-8;

/**
 * How volatile the bar that has closed usually is for its time of the UTC day, 1 being the mean of the day.
 * Bars have to be `bars_per_day` to a day. A day with a missing bar, or in which the price stood still, is
 * left out. The shape of the day is fitted at its end to the last `window` days. Warm with the first bar after
 * that many.
 */
export const flexibleFourierVolatility = defineFormula({
  id: 'F281',
  key: 'flexible-fourier-volatility',
  title: 'Intraday volatility pattern (flexible Fourier form)',
  family: 'bitcoin',
  output: { unit: 'multiplier', min: 0 },
  role: 'context',
  source:
    "Andersen, T. G. & Bollerslev, T., 'Intraday periodicity and volatility persistence in financial markets', Journal of Empirical Finance 4, 1997",
  catalogue: {
    inputs: ['bars'],
    params: {
      bars_per_day: { unit: 'bars', meaning: '5-minute bars' },
      harmonics: { unit: '1', meaning: 'P' },
      window: { unit: 'days', meaning: 'history' },
      refit: { unit: 'days', meaning: 'refit' },
    },
    definition: `
      Let x_{d,n} = 2*ln(max(|r_{d,n} - rbar|,1e-8)) - ln(sigma_d^2/N), N = bars_per_day, sigma_d^2 =
      sum_n r_{d,n}^2, rbar = mean of all r in the window. Average over days: y_n. OLS of y_n on constant
      and cos/sin(2 pi p n/N), p = 1..P, n = 1..N. s_n = exp(f_n/2) scaled so that mean_n s_n = 1.
      Deseasonalised return = r/s_n.
    `,
    update: 'Daily refit O(N*P) (orthogonal regressors, direct sums); look-up O(1).',
    signal: 'context: divides returns, thresholds and ATR of all intraday formulas by s_n.',
    range: '(0,inf)',
  },
  defaults: { bars_per_day: 288, harmonics: 4, window: 60, refit: 1 },
  input: 'bar',
  barMs: 300_000,
  readings: {
    /** The multiplier of the bar that now runs. */
    next: { unit: 'multiplier', min: 0 },
    /** The return of the bar that has closed over its multiplier. */
    deseasonalizedReturn: { unit: 'log return' },
  },
  // The close before the first day, the days, and the bar with which the fit counts.
  warmUp: (params) => params.window * params.bars_per_day + 2,
  fit: fitDay,

  start(params) {
    const { bars_per_day: bars, refit, window } = params;
    wholeNumber('harmonics', params.harmonics);
    wholeNumber('refit', refit);
    if (bars < 2 * params.harmonics + 1) {
      throw new RangeError(`bars_per_day must be above twice the harmonics, was ${bars}`);
    }
    const history = new RecentValues(wholeNumber('bars_per_day', bars) * wholeNumber('window', window));
    const today = new WholeDay(bars);
    const returns = new CloseReturns();
    let multipliers: FitModel | undefined;
    let days = 0;
    let isDue = false;
    let place = 0;
    let logReturn = 0;

    const endDay = () => {
      if (today.values.every((each) => each === 0)) return;
      for (const each of today.values) history.push(each);
      days += 1;
      isDue = days >= window && (days - window) % refit === 0;
    };
    const step = ({ close, intervalMs, openTime }: Bar) => {
      isDue = false;
      if (intervalMs * bars !== DAY_MS) return undefined;
      place = today.placeOf(openTime);
      logReturn = returns.next(close);
      if (today.push(openTime, logReturn)) endDay();
      return multipliers?.[place];
    };
    return withRefit(
      withReadings(step, {
        next: () => multipliers?.[(place + 1) % bars],
        deseasonalizedReturn: () => logReturn / (multipliers?.[place] ?? NaN),
      }),
      {
        due: () => (isDue ? { params, data: { returns: history.toArray() } } : undefined),
        accept: (model) => {
          multipliers = model;
        },
      },
    );
  },
});

/** Multipliers of every bar of a day, of the returns of whole days. */
function fitDay({ data: { returns = new Float64Array() }, params }: FitJob): FitModel | undefined {
  const levels = meanLogLevels(returns, params['bars_per_day'] ?? 0);
  return levels.every(Number.isFinite) ? dayMultipliers(levels, params['harmonics'] ?? 0) : undefined;
}

/** Mean over the days of the log squared return of each bar over what the day would give it evenly. */
export function meanLogLevels(returns: Float64Array, bars: number): Float64Array {
  const days = returns.length / bars;
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
  const levels = new Float64Array(bars);
  for (let day = 0; day < days; day += 1) {
    const ofDay = returns.subarray(day * bars, (day + 1) * bars);
    const even = Math.log(ofDay.reduce((sum, each) => sum + each * each, 0) / bars);
    for (let n = 0; n < bars; n += 1) {
      const size = Math.max(Math.abs((ofDay[n] as number) - mean), LEAST_RETURN);
      levels[n] = (levels[n] as number) + (2 * Math.log(size) - even) / days;
    }
  }
  return levels;
}

/** A smooth day through log levels of the variance: multipliers of the volatility with a mean of 1. */
export function dayMultipliers(levels: Float64Array, harmonics: number): number[] {
  const smooth = fourierLevels(fourierCoefficients(levels, harmonics), levels.length);
  const volatilities = Array.from(smooth, (level) => Math.exp(level / 2));
  const mean = volatilities.reduce((sum, each) => sum + each, 0) / volatilities.length;
  return volatilities.map((each) => each / mean);
}
