import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { type FrequencyCausality, FrequencyCausalityTests } from './frequency-causality.ts';
import { LeaderWindow } from './leader-window.ts';
import { secondTurn } from '../../turns.ts';

const OMEGAS = [0.05, 0.2, 0.5, 1, 2];
const FEWEST_LAGS = 3;
const DOUBTED = 0.5;

/**
 * Does the leader drive the own returns at some frequency? The largest F-statistic of five between 0.05 and
 * 2 radians per bar, periods of 126 to 3 bars. Computed every `refit` bars; no value without a leader. Warm
 * after `window + 1` bars of both.
 */
export const breitungCandelonCausality = defineFormula({
  id: 'F371',
  key: 'breitung-candelon-causality',
  title: 'Frequency-domain Granger causality (Breitung-Candelon)',
  family: 'multiscale',
  output: { unit: 'F', min: 0 },
  role: 'context',
  source:
    "Breitung, J. & Candelon, B., 'Testing for short- and long-run causality: A frequency-domain approach', Journal of Econometrics 132(2), 2006",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      p: { unit: 'lags', meaning: 'VAR order, >= 3' },
      omegas: { fixed: [0.05, 0.2, 0.5, 1, 2], unit: 'radians per bar', meaning: 'frequencies' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
      level: { unit: 'probability', meaning: 'test level' },
    },
    definition: `
      Equation of y: y_t = c + sum_{j=1..p} a_j y_{t-j} + sum_j b_j x_{t-j} + e, OLS. Hypothesis of no
      causality x -> y at frequency w: sum_j b_j cos(j w) = 0 and sum_j b_j sin(j w) = 0. F = (R b)'(R s2
      (X'X)^{-1} R')^{-1}(R b)/2 ~ F(2, T-p-(2p+1)). Period in bars = 2 pi/w.
    `,
    update: 'Rolling normal equations; solve and 5 tests every refit bars.',
    signal: `
      context: leader features (ids 346, 370) are used only at scales whose frequency is significant; none
      significant -> their confidence x0.5.
    `,
    range: '[0,inf)',
  },
  defaults: { p: 4, window: 600, refit: 60, level: 0.05 },
  input: 'step',
  reads: ['peers'],
  readings: {
    /** Of the frequency with the largest statistic. */
    pValue: { unit: 'probability', min: 0, max: 1 },
    /** Period of that frequency. */
    period: { unit: 'bars', min: 0 },
    /** Frequencies, of the five, at which the leader drives the own returns. */
    significant: { unit: 'frequencies', min: 0, max: OMEGAS.length },
    /** What formulas that follow the leader multiply their confidence by. */
    leaderFactor: { unit: 'factor', min: DOUBTED, max: 1, neutral: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ level, p, refit, window }) {
    const lags = wholeNumber('p', p, FEWEST_LAGS);
    const pair = new LeaderWindow(window, refit, 3 * lags + 2, secondTurn(371, refit));
    const causality = new FrequencyCausalityTests(window, { lags, omegas: OMEGAS });
    let largest: FrequencyCausality | undefined;
    let significant = 0;
    const test = (): void => {
      pair.own.copyTo(causality.y);
      pair.leader.copyTo(causality.x);
      const tests = causality.test();
      largest = tests?.reduce((most, each) => (each.f > most.f ? each : most));
      significant = tests?.filter(({ pValue }) => pValue <= level).length ?? 0;
    };

    return withReadings(
      (step) => {
        if (!pair.push(step)) return noValue();
        if (pair.isDue()) test();
        return largest?.f;
      },
      {
        pValue: () => largest?.pValue,
        period: () => (2 * Math.PI) / (largest?.omega ?? NaN),
        significant: () => significant,
        leaderFactor: () => (significant > 0 ? 1 : DOUBTED),
      },
    );
  },
});
