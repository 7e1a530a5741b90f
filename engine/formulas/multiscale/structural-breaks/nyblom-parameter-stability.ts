import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { LeaderCloses } from '../leader-closes.ts';
import { type ParameterStability, parameterStability, StabilityTest } from './parameter-stability.ts';
import { Turns } from '../../turns.ts';

const UNSTABLE = 0.5;

/**
 * Did the constant and the beta of the own return on the leader's stay what they are? Large where they
 * moved. Computed every `refit` bars on the last `window`; no value without a leader. Warm after
 * `window + 1` bars of both.
 */
export const nyblomParameterStability = defineFormula({
  id: 'F363',
  key: 'nyblom-parameter-stability',
  title: 'Nyblom-Hansen parameter stability test',
  family: 'multiscale',
  output: { unit: 'L', min: 0 },
  role: 'filter',
  source:
    "Nyblom, J., 'Testing for the Constancy of Parameters Over Time', Journal of the American Statistical Association 84, 1989; Hansen, B. E., 'Testing for parameter instability in linear models', Journal of Policy Modeling 14(4), 1992",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
      crit2: { unit: '1', meaning: '5% critical value for 2 coefficients; 0.470 for 1, 1.01 for 3' },
    },
    definition: `
      Regression y = X*b + e by OLS on the window (default: own return on a constant and the leader
      return; also used for a constant alone). Scores f_t = x_t*e_t (they sum to 0), S_t = sum_{s<=t} f_s,
      V = sum f_t f_t'. Joint statistic L = (1/n)*sum_t S_t' V^{-1} S_t. The variance is not among the
      tested parameters. Singular V -> null.
    `,
    update: 'Batch O(n) every refit bars.',
    signal: `
      filter: L > critical value -> beta, hedge ratio and lead-lag formulas using this regression get
      confidence x0.5 and their window is halved (not below 60 bars).
    `,
    range: '[0,inf)',
  },
  defaults: { window: 300, refit: 20, crit2: 0.749 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...FILTER,
    beta: { unit: '1' },
    /** The same statistic for a constant mean of the own returns alone; its 5 % critical value is 0.470. */
    meanStatistic: { unit: 'L', min: 0 },
    /** What the window of formulas that use this regression is multiplied by, though not below 60 bars. */
    windowFactor: { unit: 'factor', min: UNSTABLE, max: 1, neutral: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ crit2, refit, window }) {
    const closes = new LeaderCloses();
    const own = new RecentValues(wholeNumber('a window', window, 4));
    const leader = new RecentValues(window);
    const test = new StabilityTest(1, window);
    const windows = { own: new Float64Array(window), leader: new Float64Array(window) };
    const turns = new Turns(363, refit);
    let joint: ParameterStability | undefined;
    const factor = () => (joint !== undefined && joint.statistic > crit2 ? UNSTABLE : 1);

    return withReadings(
      (step) => {
        if (!closes.push(step) || Number.isNaN(closes.ownReturn)) return noValue();
        own.push(closes.ownReturn);
        leader.push(closes.leaderReturn);
        if (!own.isFull) return noValue();
        if (turns.isDue()) {
          leader.copyTo(windows.leader);
          own.copyTo(windows.own);
          joint = test.of([windows.leader], windows.own);
        }
        return joint === undefined ? noValue() : joint.statistic;
      },
      {
        gate: factor,
        beta: () => joint?.coefficients[1],
        meanStatistic: () => parameterStability([], own.toArray())?.statistic,
        windowFactor: factor,
      },
    );
  },
});
