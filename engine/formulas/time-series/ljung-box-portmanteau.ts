import { ljungBox } from '../../numerics/autocorrelation.ts';
import { confidenceOfP } from '../../numerics/confidence.ts';
import { RollingAutocorrelation } from '../../numerics/rolling-autocorrelation.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/**
 * How much the returns of up to `h` bars before are remembered in all: near `h` where not at all. The gate
 * halves what forecasts returns from returns while no memory can be shown. Warm after `n` returns.
 */
export const ljungBoxPortmanteau = defineFormula({
  id: 'F33',
  key: 'ljung-box-portmanteau',
  title: 'Ljung-Box test of predictability',
  family: 'time-series',
  output: { unit: 'chi-square statistic', min: 0 },
  role: 'filter',
  source:
    "Ljung, G. M. and Box, G. E. P., 'On a measure of lack of fit in time series models', Biometrika, 1978",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      h: { unit: 'lags', meaning: 'lags tested' },
    },
    definition: `
      Q = n(n+2)*sum_{k=1..h} rho_k^2/(n-k), rho_k as in formula 31. p-value = upper tail of chi-square
      with h degrees of freedom. Value Q. Warm-up n.
    `,
    update: 'O(h) per bar on the rolling autocorrelations.',
    signal: `
      filter: gate = 0.5+0.5*pconf(p): return-forecast formulas (31-32, 38-39, 53) are halved while no
      linear dependence can be shown.
    `,
    range: '[0,inf)',
  },
  defaults: { n: 200, h: 10 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Of a statistic at least as large where nothing is remembered. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ h, n }) {
    const closes = new CloseReturns();
    const window = new RollingAutocorrelation(n, h);
    let statistic = 0;
    const pValue = () => chiSquaredTail(statistic, h);

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        window.push(logReturn);
        if (!window.isFull) return undefined;
        statistic = ljungBox(window.correlations(), n);
        return statistic;
      },
      { gate: () => 0.5 + 0.5 * confidenceOfP(pValue()), pValue },
    );
  },
});
