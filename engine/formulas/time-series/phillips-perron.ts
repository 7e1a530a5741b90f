import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { ColumnRegression } from '../../numerics/column-regression.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { unitRootProbability } from '../../numerics/mackinnon.ts';
import { phillipsPerronTau } from '../../numerics/phillips-perron.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { UNIT_ROOT_GATES, unitRootGates } from './unit-root-gates.ts';
import { secondTurn } from '../turns.ts';

/**
 * Whether the log price is pulled back to a level, with errors that may remember each other: the further
 * below zero, the surer. Warm after `n` bars, tested again every `k`; no value where the price does not move.
 */
export const phillipsPerron = defineFormula({
  id: 'F36',
  key: 'phillips-perron',
  title: 'Phillips-Perron Z-tau unit root test',
  family: 'time-series',
  output: { unit: 't-type statistic' },
  role: 'filter',
  source:
    "Phillips, P. C. B. and Perron, P., 'Testing for a unit root in time series regression', Biometrika, 1988",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      L: { unit: 'lags', meaning: 'Newey-West lags' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      y=ln c over W_n. OLS y_t = a + rho*y_{t-1} + u_t, T=n-1 rows, s2=SSR/(T-2), se = standard error of
      rho. g0=SSR/T; lam2=g0+2*sum_{l=1..L} (1-l/(L+1))*(1/T)*sum u_t u_{t-l}. Value Z_tau =
      sqrt(g0/lam2)*(rho-1)/se - 0.5*((lam2-g0)/sqrt(lam2))*(T*se/sqrt(s2)). p-value as in formula 34.
      lam2<=1e-18: null. Warm-up n.
    `,
    update: 'OLS by rolling sums O(1); residual autocovariances O(n*L) every k bars.',
    signal: 'filter: the same map as formula 34; where both are active the combiner takes the smaller gate.',
    range: '(-inf,inf)',
  },
  defaults: { n: 250, L: 5, k: 5 },
  input: 'bar',
  readings: { ...FILTER, ...UNIT_ROOT_GATES },
  warmUp: ({ n }) => n,

  start({ L, k, n }) {
    const closes = new IntervalWindow(n, k, {
      least: wholeNumber('lags', L, 0) + 4,
      second: secondTurn(36, k),
    });
    const regression = new ColumnRegression();
    let tau: number | undefined;

    return withReadings(
      ({ close }) => {
        const window = closes.push(Math.log(close));
        if (window !== undefined) tau = phillipsPerronTau(window, L, regression);
        return tau;
      },
      unitRootGates(() => (tau === undefined ? undefined : unitRootProbability(tau))),
    );
  },
});
