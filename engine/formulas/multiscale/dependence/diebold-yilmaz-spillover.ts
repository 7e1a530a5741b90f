import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { VectorAutoregressions } from '../../../numerics/vector-autoregression.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { MOST_SYMBOLS } from './peer-covariance.ts';
import { PeerRows } from './peer-rows.ts';
import { type Spillovers, VarianceDecomposition } from './variance-decomposition.ts';
import { Turns } from '../../turns.ts';

const HIGH = 0.9;
const SMALLER = 0.7;

/**
 * How much of the volatility of each symbol comes from the others, on average, in per cent. The volatility of
 * a bar is the log of its high over its low; the first 20 followed symbols count. Computed every `refit`
 * bars; the size factor is 1 until as many totals are known as the window has bars. Warm after `window`
 * bars of all.
 */
export const dieboldYilmazSpillover = defineFormula({
  id: 'F377',
  key: 'diebold-yilmaz-spillover',
  title: 'Diebold-Yilmaz connectedness (generalised variance decomposition)',
  family: 'multiscale',
  output: { unit: 'percent', min: 0, max: 100 },
  role: 'context',
  source:
    "Diebold, F. X. & Yilmaz, K., 'Better to give than to receive: Predictive directional measurement of volatility spillovers', International Journal of Forecasting 28(1), 2012",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      p: { unit: 'lags', meaning: 'VAR order' },
      H: { unit: 'bars', meaning: 'horizon' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      VAR(p) by OLS on N log-volatility (or return) series, residual covariance S (ddof = regressors). A_h
      = moving-average matrices (A_0 = I). theta_ij = (1/S_jj) sum_{h<H} (A_h S)_ij^2 / sum_{h<H} (A_h S
      A_h')_ii; rows normalised to 1. Total index = 100*(sum of off-diagonals)/N; to others_j =
      100*sum_{i!=j} theta_ij; from others_i = 100*sum_{j!=i} theta_ij; net = to - from.
    `,
    update: 'Batch O(N^3*H) every refit bars.',
    signal: `
      context: the symbol with the largest net is the leader of ids 346, 370, 372; total above its 90%
      quantile -> portfolio size x0.7.
    `,
    range: '[0,100]',
  },
  defaults: { p: 1, H: 10, window: 300, refit: 20 },
  input: 'step',
  reads: ['peers'],
  readings: {
    /** What the own symbol gives to others less what it takes from them. */
    net: { unit: 'percent', min: -100 * MOST_SYMBOLS, max: 100 * MOST_SYMBOLS },
    /** Place of the symbol that gives most beyond what it takes. */
    leader: { unit: 'place', min: 0, max: MOST_SYMBOLS - 1 },
    /** What the size of the portfolio is multiplied by. */
    sizeFactor: { unit: 'factor', min: SMALLER, max: 1, neutral: 1 },
  },
  warmUp: ({ window }) => window,

  start({ H, p, refit, window }) {
    const lags = wholeNumber('p', p);
    const horizon = wholeNumber('H', H);
    const rows = new PeerRows(window, ({ high, low }) => Math.log(high / low));
    const totals = new SortedWindow(window);
    const turns = new Turns(377, refit);
    let autoregression = new VectorAutoregressions(0, window, lags);
    let decomposition = new VarianceDecomposition(0, horizon);
    let found: Spillovers | undefined;
    const decompose = (): Spillovers | undefined => {
      if (autoregression.series.length !== rows.size) {
        autoregression = new VectorAutoregressions(rows.size, window, lags);
        decomposition = new VarianceDecomposition(rows.size, horizon);
      }
      rows.copyTo(autoregression.series);
      const model = autoregression.fit();
      return model && decomposition.of(model.coefficients, model.covariance);
    };

    return withReadings(
      (step) => {
        if (step.kind !== 'peers' || !rows.push(step.peers) || !rows.isFull) return noValue();
        if (turns.isDue()) {
          found = decompose();
          if (found !== undefined && Number.isFinite(found.total)) totals.push(found.total);
        }
        return found === undefined ? noValue() : found.total;
      },
      {
        net: () => found?.net[0],
        leader: () => found?.net.indexOf(Math.max(...found.net)),
        sizeFactor: () => (totals.isFull && (found?.total ?? 0) > totals.quantile(HIGH) ? SMALLER : 1),
      },
    );
  },
});
