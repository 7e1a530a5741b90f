import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { assumedWinRate, convictionOf, TradeCalibration } from './trade-calibration.ts';

/**
 * Probability that a trade begun on the vote of now would win, from our own closed trades and the conviction
 * each was begun with. Warm with `min_n` such trades; before the first vote that of a vote without conviction.
 */
export const plattCalibration = defineFormula({
  id: 'F399',
  key: 'platt-calibration',
  title: 'Platt calibration of the vote score',
  family: 'multiscale',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'context',
  source:
    "Platt, J., 'Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods', Advances in Large Margin Classifiers, MIT Press, 1999",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'outcomes', meaning: 'sample' },
      refit: { unit: 'outcomes', meaning: 'refit' },
      min_n: { unit: 'outcomes', meaning: 'before that P = 0.5+0.1*s' },
    },
    definition: `
      Scores s (vote signal times confidence, signed in the direction of the trade so that s > 0),
      outcomes y = 1 if the triple-barrier trade won. Targets t+ = (N+ + 1)/(N+ + 2), t- = 1/(N- + 2).
      P(win) = 1/(1+exp(A*s+B)) minimising the cross-entropy with t by Newton from A = 0, B = ln((N-
      +1)/(N+ +1)), 100 iterations, step halving if the loss rises.
    `,
    update: 'O(1) read; refit O(window*iterations).',
    signal: 'context: supplies p to ids 337 and 396.',
    range: '(0,1)',
  },
  defaults: { window: 500, refit: 25, min_n: 60, group: 1 },
  input: 'step',
  reads: ['closed-trade', 'vote'],
  readings: {
    /** The line: 1 / (1 + exp(slope s + offset)). */
    slope: { unit: '1' },
    offset: { unit: '1' },
    /** What to take for the probability before there are enough trades. */
    assumed: { unit: 'probability', min: 0.5, max: 0.6 },
  },
  warmUp: ({ min_n: fewest }) => fewest,

  start({ min_n: fewest, refit, window }) {
    const calibration = new TradeCalibration({
      window: wholeNumber('window', window),
      refit: wholeNumber('refit', refit),
      fewest: wholeNumber('min_n', fewest),
    });
    let conviction = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'closed-trade') calibration.push(step.trade);
        if (step.kind === 'vote') conviction = convictionOf(step.vote);
        return calibration.probability(conviction);
      },
      {
        slope: () => calibration.line?.slope,
        offset: () => calibration.line?.offset,
        assumed: () => assumedWinRate(conviction),
      },
    );
  },
});
