import type { Bar } from '../../domain/market/bar.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CrossProductMemory, RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const NOTHING = 1e-12;
/** Columns: a constant, the return, volume times the return, and the return after it. */
const REGRESSORS = [0, 1, 2];
const TARGET = 3;

/**
 * Forecast of the next return in deviations of its error, from the last one and from how the volume beside it
 * changes whether moves go on or turn back. Leans only where one of the two is seen clearly enough. Warm with
 * a full window; the slopes are fitted again every `refit` bars.
 */
export const volumeConditionedAutocorrelation = defineFormula({
  id: 'F309',
  key: 'volume-conditioned-autocorrelation',
  title: 'Volume-conditioned return autocorrelation',
  family: 'anomalies',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Campbell, J. Y., Grossman, S. J. & Wang, J., 'Trading Volume and Serial Correlation in Stock Returns', Quarterly Journal of Economics 108(4), 1993",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'bars', meaning: 'regression sample' },
      trend: { unit: 'bars', meaning: 'volume detrending mean' },
      refit: { unit: 'bars', meaning: 'refit' },
      min_t: { unit: '1', meaning: 't-statistic of the combined slope' },
    },
    definition: `
      Detrended volume V_t = ln(volume_t) - mean of ln(volume) over the previous trend bars (zero volume
      -> previous V). OLS r_{t+1} = a + b*r_t + c*V_t*r_t over the window. Forecast = a + (b + c*V_t)*r_t;
      value = forecast/residual std (ddof 3).
    `,
    update: 'Rolling 3x3 normal equations O(1), solve every refit bars.',
    signal: 'signal = tanh(3*value) if max(|t_b|,|t_c|) >= min_t else 0; confidence = min(1,5*|value|).',
    range: 'real',
  },
  defaults: { window: 500, trend: 100, refit: 10, min_t: 1 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** What a return carries over at a usual volume. */
    slope: { unit: '1' },
    /** What one more in log volume adds to that. */
    volumeSlope: { unit: '1' },
  },
  warmUp: ({ trend, window }) => trend + window + 1,

  start({ min_t: clear, refit, trend, window }) {
    wholeNumber('refit', refit);
    wholeNumber('a window', window, REGRESSORS.length + 1);
    const volumes = new VolumeAboveTrend(trend);
    const returns = new CloseReturns();
    const products = new RollingCrossProducts(TARGET + 1, window);
    const memory = new CrossProductMemory(REGRESSORS.length);
    const row = new Float64Array(TARGET + 1).fill(NaN);
    let barsLeft = 0;
    let fit: VolumeFit | undefined;
    let value: number | undefined;
    const isClear = () => fit !== undefined && Math.max(Math.abs(fit.slopeT), Math.abs(fit.volumeT)) >= clear;

    const learn = (logReturn: number) => {
      row[TARGET] = logReturn;
      if (row.every(Number.isFinite)) products.push(row);
      if (products.count < window) return;
      if (barsLeft === 0) {
        fit = fitVolume(products, memory);
        barsLeft = refit;
      }
      barsLeft -= 1;
    };
    return withReadings(
      (bar) => {
        const logReturn = returns.next(bar.close);
        learn(logReturn);
        const volume = volumes.push(bar);
        row[0] = 1;
        row[1] = logReturn;
        row[2] = volume * logReturn;
        const forecast = fit === undefined ? NaN : forecastOf(fit, logReturn, volume) / fit.deviation;
        value = Number.isFinite(forecast) ? forecast : undefined;
        return value;
      },
      {
        signal: () => (isClear() ? Math.tanh(3 * (value ?? 0)) : 0),
        confidence: () => Math.min(1, 5 * Math.abs(value ?? 0)),
        slope: () => fit?.slope,
        volumeSlope: () => fit?.volumeSlope,
      },
    );
  },
});

/** How the next return depends on the last one and on volume. */
export interface VolumeFit {
  readonly constant: number;
  readonly slope: number;
  readonly volumeSlope: number;
  /** Slopes in their standard errors. */
  readonly slopeT: number;
  readonly volumeT: number;
  /** Standard deviation of the errors. */
  readonly deviation: number;
}

/** Least squares of the rows of the window; undefined where they do not tell the slopes apart or have no errors. */
export function fitVolume(
  products: RollingCrossProducts,
  memory?: CrossProductMemory,
): VolumeFit | undefined {
  const fit = products.fit(TARGET, REGRESSORS, memory);
  if (fit === undefined) return undefined;
  const deviation = Math.sqrt(fit.sumOfSquares / (fit.count - REGRESSORS.length));
  if (!(deviation > NOTHING)) return undefined;
  const [constant = NaN, slope = NaN, volumeSlope = NaN] = fit.coefficients;
  const errorOf = (i: number) => deviation * Math.sqrt(fit.inverseGram[i]?.[i] ?? NaN);
  const slopes = { slope, volumeSlope, slopeT: slope / errorOf(1), volumeT: volumeSlope / errorOf(2) };
  return { constant, ...slopes, deviation };
}

/** The return to expect after this one with this volume beside it. */
export function forecastOf(fit: VolumeFit, logReturn: number, volume: number): number {
  return fit.constant + (fit.slope + fit.volumeSlope * volume) * logReturn;
}

/** Log volume above its mean of the bars before. */
class VolumeAboveTrend {
  readonly #logs: RollingMoments;
  #last = NaN;

  constructor(trend: number) {
    this.#logs = new RollingMoments(wholeNumber('trend', trend));
  }

  /** NaN before the trend is known; as with the bar before where nothing was traded. */
  push({ volumeBase }: Bar): number {
    if (!(volumeBase > 0)) return this.#last;
    const log = Math.log(volumeBase);
    this.#last = this.#logs.isFull ? log - this.#logs.mean : NaN;
    this.#logs.push(log);
    return this.#last;
  }
}
