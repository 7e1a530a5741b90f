import type { TheoryReading } from '../domain/theory/theory-reading.ts';
import { CloseReturns } from '../formulas/close-returns.ts';
import { levinsonDurbin } from '../numerics/autocorrelation.ts';
import { RecentValues } from '../numerics/recent-values.ts';
import { RollingAutocorrelation } from '../numerics/rolling-autocorrelation.ts';
import { RollingMoments } from '../numerics/rolling-moments.ts';
import { leanOf } from './lean.ts';
import { REACH, RETURNS, type Theory } from './theory.ts';

const LAGS = 100;
const MOST_ORDERS = 8;
const BAND = REACH / Math.sqrt(RETURNS);

/**
 * Correlation of returns with the return before, and of 100 lags how many leave the band of noise. As
 * described, the forecast is that of the lag which stands out most, though a few of a hundred always do.
 * Corrected, it is that of an autoregression whose order Akaike's criterion chooses (up to 8), and the
 * correlation comes without its small-sample bias and with an error that allows for changing volatility.
 */
export const autocorrelationTheory: Theory = {
  name: 'autocorrelation',
  unit: '1',
  min: -1,
  max: 1,
  window: RETURNS,
  horizonBars: 1,
  warmUp: () => RETURNS + 1,

  start({ preset }) {
    const isCorrected = preset === 'corrected';
    const closes = new CloseReturns();
    const all = new RollingAutocorrelation(RETURNS, LAGS);
    const recent = new RecentValues(RETURNS);
    const moments = new RollingMoments(RETURNS);

    return {
      push(step) {
        if (step.kind !== 'bar') return;
        const move = closes.next(step.bar.close);
        if (!Number.isFinite(move)) return;
        all.push(move);
        recent.push(move);
        moments.push(move);
      },
      get lean() {
        if (!all.isFull) return undefined;
        const { mean } = all;
        const deviation = Math.sqrt(moments.populationVariance);
        const correlations = all.correlations();
        const model = isCorrected
          ? chosenModel(correlations.subarray(0, MOST_ORDERS + 1))
          : strongestLag(correlations);
        let forecast = 0;
        for (let lag = 0; lag < model.length; lag += 1)
          forecast += (model[lag] as number) * (recent.at(lag) - mean);
        return leanOf(forecast / deviation);
      },
      read(): TheoryReading | undefined {
        if (!all.isFull) return undefined;
        const correlations = all.correlations();
        const raw = correlations[1] as number;
        if (!isCorrected) return readingOf(correlations, raw, BAND);
        const unbiased = Math.max(-1, Math.min(1, raw + (1 + 3 * raw) / RETURNS));
        return readingOf(correlations, unbiased, REACH * robustError(recent, all.mean, raw));
      },
    };
  },
};

const KEYS = {
  trend: 'autocorrelation-continues',
  reversion: 'autocorrelation-turns',
  'cannot-tell': 'autocorrelation-none',
} as const;

function readingOf(correlations: Float64Array, correlation: number, reach: number): TheoryReading {
  const [low, high] = [Math.max(-1, correlation - reach), Math.min(1, correlation + reach)];
  const suggests = low > 0 ? 'trend' : high < 0 ? 'reversion' : 'cannot-tell';
  const outside = correlations.slice(1).filter((each) => Math.abs(each) > BAND).length;
  const numbers = { correlation, outside, expected: 0.05 * LAGS, lags: LAGS };
  return {
    value: correlation,
    interval: { low, high, kind: 'asymptotic' },
    observations: RETURNS,
    suggests,
    sentence: { key: KEYS[suggests], numbers },
  };
}

/** Coefficients, the newest return first, of the autoregression with the least of Akaike's criterion; none may be best. */
export function chosenModel(correlations: Float64Array): ArrayLike<number> {
  const { models, partial } = levinsonDurbin(correlations);
  let error = 1;
  let best: { model: ArrayLike<number>; criterion: number } = { model: [], criterion: 0 };
  for (let order = 1; order <= partial.length; order += 1) {
    error *= 1 - (partial[order - 1] as number) ** 2;
    const criterion = RETURNS * Math.log(Math.max(error, Number.MIN_VALUE)) + 2 * order;
    if (criterion < best.criterion) best = { model: models[order - 1] ?? [], criterion };
  }
  return best.model;
}

/** The one lag farthest from zero outside the band, as coefficients; none where all lie inside. */
export function strongestLag(correlations: Float64Array): ArrayLike<number> {
  let strongest = 0;
  let most = BAND;
  for (let lag = 1; lag < correlations.length; lag += 1) {
    const size = Math.abs(correlations[lag] as number);
    if (size > most) [strongest, most] = [lag, size];
  }
  const model = new Float64Array(strongest);
  if (strongest > 0) model[strongest - 1] = correlations[strongest] as number;
  return model;
}

/** Standard error of the first autocorrelation where the variance may change (White 1980). */
function robustError(recent: RecentValues, mean: number, correlation: number): number {
  let scores = 0;
  let squares = 0;
  for (let age = 0; age < recent.count - 1; age += 1) {
    const before = recent.at(age + 1) - mean;
    const error = recent.at(age) - mean - correlation * before;
    scores += (error * before) ** 2;
    squares += before * before;
  }
  return squares > 0 ? Math.sqrt(scores) / squares : 0;
}
