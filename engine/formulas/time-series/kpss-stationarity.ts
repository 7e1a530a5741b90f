import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { kpssTest, type KpssTest } from '../../numerics/kpss.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

/**
 * Whether the log price has left its mean for good: near 0 where it stays around it. Warm after `n` bars,
 * tested again every `k`; no value where the price does not move.
 */
export const kpssStationarity = defineFormula({
  id: 'F35',
  key: 'kpss-stationarity',
  title: 'KPSS level stationarity test',
  family: 'time-series',
  output: { unit: '1', min: 0 },
  role: 'filter',
  source:
    "Kwiatkowski, D., Phillips, P. C. B., Schmidt, P. and Shin, Y., 'Testing the null hypothesis of stationarity against the alternative of a unit root', Journal of Econometrics, 1992",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      L: { unit: 'lags', meaning: 'Bartlett lags' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      y=ln c over W_n, e=y-mean(y), S_t=sum_{i<=t} e_i. s2=(1/n)*[sum e^2 + 2*sum_{l=1..L}
      (1-l/(L+1))*sum_{t>l} e_t e_{t-l}]. Value eta = sum S_t^2/(n^2*s2). p-value: linear interpolation in
      (0.347,0.10),(0.463,0.05),(0.574,0.025),(0.739,0.01), 0.10 below and 0.01 above the table.
      s2<=1e-18: null. Warm-up n.
    `,
    update: 'O(n*L) every k bars (2250 multiplications).',
    signal: `
      filter: stationarity cannot be rejected when p=0.10. Gate of Mean Reversion formulas =
      clip((p-0.01)/0.09,0.1,1); gate of trend formulas 1.
    `,
    range: '[0,inf)',
  },
  defaults: { n: 250, L: 9, k: 5 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Of a statistic at least as large where the price stays around its mean; 0.01 to 0.1. */
    pValue: { unit: 'probability', min: 0.01, max: 0.1 },
    /** For formulas that wait for a return to the mean. */
    reversionGate: GATE,
    /** For formulas that follow a trend: open. */
    trendGate: GATE,
  },
  warmUp: ({ n }) => n,

  start({ L, k, n }) {
    const closes = new IntervalWindow(n, k, {
      least: wholeNumber('lags', L, 0) + 2,
      second: secondTurn(35, k),
    });
    const rest = new Float64Array(n);
    let found: KpssTest | undefined;

    return withReadings(
      ({ close }) => {
        const window = closes.push(Math.log(close));
        if (window !== undefined) found = kpssTest(window, L, 'mean', rest);
        return found?.eta;
      },
      {
        gate: () => 1,
        pValue: () => found?.probability,
        reversionGate: () => clip(((found?.probability ?? NaN) - 0.01) / 0.09, 0.1, 1),
        trendGate: () => 1,
      },
    );
  },
});
