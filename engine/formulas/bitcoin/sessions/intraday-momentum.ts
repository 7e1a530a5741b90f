import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { coefficientError, columnRegression } from '../../../numerics/column-regression.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const DAY_MS = 1440 * MINUTE_MS;
const BARS_PER_DAY = DAY_MS / HALF_HOUR_MS;

/**
 * Forecast of the last half hour of the UTC day from its first one and the night before, in standard
 * deviations of the error. Made half an hour before the day ends and held until the next; it leans only
 * during that half hour. Bars of any length that divides half an hour will do. Warm with the first forecast
 * after `min_obs` whole days.
 */
export const intradayMomentum = defineFormula({
  id: 'F278',
  key: 'intraday-momentum',
  title: 'Intraday momentum (first half-hour predicts the last)',
  family: 'bitcoin',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Gao, L., Han, Y., Li, S. Z. & Zhou, G., 'Market intraday momentum', Journal of Financial Economics 129(2), 2018; Shen, Urquhart & Wang, 'Bitcoin intraday time series momentum', Financial Review 57(2), 2022",
  catalogue: {
    inputs: ['bars'],
    params: {
      day_start: {
        fixed: '00:00',
        unit: 'UTC',
        meaning: 'start of the trading day; may be set to the hour of highest volume',
      },
      lookback: { unit: 'days', meaning: 'regression sample' },
      min_obs: { unit: 'days', meaning: 'warm-up' },
    },
    definition: `
      For each day: x = ln(P(start+30min)/P(previous day end)), y = ln(P(day end)/P(day end - 30min)). OLS
      y = a + b*x on the last lookback days (before today). At day end - 30 min: forecast yhat = a +
      b*x_today; residual std s (ddof 2). Value = yhat/s. Sxx < 1e-16 -> 0.
    `,
    update: 'Rolling sums O(1) per day.',
    signal: `
      only during the last half-hour: signal = clip(value*3,-1,1); confidence = min(1,|t_b|/3) where t_b
      is the t-statistic of b; else 0.
    `,
    range: 'real',
  },
  defaults: { lookback: 120, min_obs: 40 },
  input: 'bar',
  barMs: HALF_HOUR_MS,
  readings: {
    ...DIRECTION,
    /** Return expected of the last half hour. */
    forecast: { unit: 'log return' },
    slope: { unit: '1' },
  },
  // The end of a day, whole days, and all of one but its last half hour.
  warmUp: (params) => BARS_PER_DAY * (params.min_obs + 1),

  start({ lookback, min_obs: fewest }) {
    wholeNumber('min_obs', fewest, 3);
    const firsts = new RecentValues(wholeNumber('lookback', lookback, fewest));
    const lasts = new RecentValues(lookback);
    let dayEnd = NaN;
    let dayEndTime = NaN;
    let first = NaN;
    let beforeLast = NaN;
    let now: DayForecast | undefined;
    let isLastHalfHour = false;

    const endDay = (time: number, close: number) => {
      const last = Math.log(close / beforeLast);
      if (Number.isFinite(first) && Number.isFinite(last)) {
        firsts.push(first);
        lasts.push(last);
      }
      dayEnd = close;
      dayEndTime = time;
      first = NaN;
      beforeLast = NaN;
    };
    const forecast = (close: number) => {
      beforeLast = close;
      const isKnown = firsts.count >= fewest && Number.isFinite(first);
      now = isKnown ? dayForecast(firsts.toArray(), lasts.toArray(), first) : undefined;
    };
    return withReadings(
      ({ close, intervalMs, openTime }) => {
        const end = openTime + intervalMs;
        const time = end % DAY_MS;
        if (time === 0) endDay(end, close);
        if (time === HALF_HOUR_MS) {
          first = end - dayEndTime === HALF_HOUR_MS ? Math.log(close / dayEnd) : NaN;
          beforeLast = NaN;
        }
        if (time === DAY_MS - HALF_HOUR_MS) forecast(close);
        isLastHalfHour = time >= DAY_MS - HALF_HOUR_MS;
        return now?.value;
      },
      {
        signal: () => (isLastHalfHour ? clip(3 * (now?.value ?? 0), -1, 1) : 0),
        confidence: () => (isLastHalfHour ? Math.min(1, Math.abs(now?.slopeT ?? 0) / 3) : 0),
        forecast: () => now?.forecast,
        slope: () => now?.slope,
      },
    );
  },
});

/** A forecast of the last half hour from the first one. */
export interface DayForecast {
  readonly intercept: number;
  readonly slope: number;
  /** The slope in its standard errors. */
  readonly slopeT: number;
  readonly forecast: number;
  /** The forecast in standard deviations of the error. */
  readonly value: number;
}

/** Drawn from past days. Nothing is forecast where the first half hours hardly differ; undefined where all days fit. */
export function dayForecast(
  firsts: Float64Array,
  lasts: Float64Array,
  today: number,
): DayForecast | undefined {
  const mean = firsts.reduce((sum, each) => sum + each, 0) / firsts.length;
  const spread = firsts.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  if (spread < 1e-16) return { intercept: 0, slope: 0, slopeT: 0, forecast: 0, value: 0 };
  const fit = columnRegression([firsts], lasts);
  if (fit === undefined) return undefined;
  const deviation = Math.sqrt(fit.sumOfSquares / fit.freedom);
  if (!(deviation > 1e-12)) return undefined;
  const slope = fit.coefficients[0] as number;
  const forecast = fit.intercept + slope * today;
  return {
    intercept: fit.intercept,
    slope,
    slopeT: slope / coefficientError(fit, 0),
    forecast,
    value: forecast / deviation,
  };
}
