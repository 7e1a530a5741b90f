import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { DickeyFuller } from '../../numerics/dickey-fuller.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { unitRootProbability } from '../../numerics/mackinnon.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { UNIT_ROOT_GATES, unitRootGates } from './unit-root-gates.ts';
import { secondTurn } from '../turns.ts';

/**
 * Whether the log price is pulled back to a level: the further below zero, the surer. Warm after `n` bars,
 * tested again every `k`; no value where the price does not move enough for a test.
 */
export const augmentedDickeyFuller = defineFormula({
  id: 'F34',
  key: 'augmented-dickey-fuller',
  title: 'Augmented Dickey-Fuller stationarity test',
  family: 'time-series',
  output: { unit: 't-statistic' },
  role: 'filter',
  source:
    "Dickey, D. A. and Fuller, W. A., JASA, 1979; Said, S. E. and Dickey, D. A., Biometrika, 1984; p-values MacKinnon, J. G., 'Approximate Asymptotic Distribution Functions for Unit-Root and Cointegration Tests', JBES, 1994",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      p: { unit: 'lags', meaning: 'lagged differences' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      y=ln c over W_n. OLS of dy_t on (1, y_{t-1}, dy_{t-1},...,dy_{t-p}); tau = b/se(b) of y_{t-1}, se
      with residual variance SSR/(T-p-2), T=n-1-p rows. p-value by MacKinnon's surface for the constant
      case: tau>2.74: 1; tau<-18.83: 0; tau<=-1.61: Phi(2.1659+1.4412 tau+0.038269 tau^2); otherwise
      Phi(1.7339+0.93202 tau-0.12745 tau^2-0.010368 tau^3). Value tau. Singular matrix: null. Warm-up n.
    `,
    update: `
      Cross-product matrix (p+2)^2 kept by rolling rank-one add/remove, solved by Cholesky every k bars:
      O(p^2) per bar, O(p^3) per test.
    `,
    signal: `
      filter: g = pconf(p-value). Gate of Mean Reversion formulas (131-150) = 0.25+0.75*g; gate of trend
      formulas = 1-0.5*g. Gate published for others = 1.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 250, p: 5, k: 5 },
  input: 'bar',
  readings: { ...FILTER, ...UNIT_ROOT_GATES },
  warmUp: ({ n }) => n,

  start({ k, n, p }) {
    const closes = new IntervalWindow(n, k, {
      least: 2 * wholeNumber('lags', p, 0) + 4,
      second: secondTurn(34, k),
    });
    const dickeyFuller = new DickeyFuller(n, p);
    let tau: number | undefined;

    return withReadings(
      ({ close }) => {
        const window = closes.push(Math.log(close));
        if (window !== undefined) tau = dickeyFuller.test(window)?.tau;
        return tau;
      },
      unitRootGates(() => (tau === undefined ? undefined : unitRootProbability(tau))),
    );
  },
});
