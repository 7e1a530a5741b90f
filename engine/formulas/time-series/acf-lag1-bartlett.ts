import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { RollingAutocorrelation } from '../../numerics/rolling-autocorrelation.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Half of the width of the band in which 95 of 100 autocorrelations of noise lie, times root n. */
const BAND = 1.96;

/**
 * Autocorrelation of returns with the one before: above zero moves go on, below zero they turn back. Inside
 * the band of noise it forecasts nothing. Warm after `n` returns.
 */
export const acfLag1Bartlett = defineFormula({
  id: 'F31',
  key: 'acf-lag1-bartlett',
  title: 'Lag-1 autocorrelation forecast with Bartlett band',
  family: 'time-series',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Bartlett, M. S., 'On the Theoretical Specification and Sampling Properties of Autocorrelated Time-Series', JRSS Supplement, 1946",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      lags: { unit: 'lags', meaning: 'lags published for the chart' },
    },
    definition: `
      rho_k = sum_{t>k} (r_t-m)(r_{t-k}-m)/sum (r_t-m)^2 over W_n, m = mean of the whole window (biased
      estimator). den=0: 0. Value rho_1. The forecast of the next return is f = m + rho_1*(r_t-m), used
      only if |rho_1| > 1.96/sqrt(n), else f = 0. Warm-up n.
    `,
    update: 'Rolling cross products for each lag: O(lags) per bar.',
    signal: 'signal = tanh(3*f/sig_t); confidence = zc(rho_1*sqrt(n)), 0 inside the band.',
    range: '[-1,1]',
  },
  defaults: { n: 100, lags: 20 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Forecast of the next return. */
    forecast: { unit: 'log return' },
    /** The lag, up to `lags`, at which returns are remembered most, and how much. */
    strongestLag: { unit: 'bars', min: 1 },
    strongestCorrelation: { unit: '1', min: -1, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ lags, n }) {
    const closes = new CloseReturns();
    const window = new RollingAutocorrelation(n, lags);
    const volatility = new BarVolatility();
    const band = BAND / Math.sqrt(n);
    let last = 0;
    let correlation = 0;
    const isOutside = () => Math.abs(correlation) > band;
    const forecast = () => (isOutside() ? window.mean + correlation * (last - window.mean) : 0);

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        last = logReturn;
        window.push(logReturn);
        volatility.push(logReturn);
        if (!window.isFull) return undefined;
        correlation = window.correlations()[1] as number;
        return correlation;
      },
      {
        signal: () => Math.tanh((3 * forecast()) / volatility.value),
        confidence: () => (isOutside() ? confidenceOfZ(correlation * Math.sqrt(n)) : 0),
        forecast,
        strongestLag: () => strongestLag(window.correlations()),
        strongestCorrelation: () => {
          const all = window.correlations();
          return all[strongestLag(all)];
        },
      },
    );
  },
});

/** The lag above zero whose autocorrelation is farthest from zero, the nearest on ties. */
function strongestLag(correlations: Float64Array): number {
  let strongest = 1;
  for (let lag = 2; lag < correlations.length; lag += 1) {
    if (Math.abs(correlations[lag] as number) > Math.abs(correlations[strongest] as number)) strongest = lag;
  }
  return strongest;
}
