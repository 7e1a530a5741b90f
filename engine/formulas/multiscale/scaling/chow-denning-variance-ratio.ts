import { IntervalWindow } from '../../../numerics/interval-window.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { ChowDenning, type MultipleVarianceRatio } from './multiple-variance-ratio.ts';
import { secondTurn } from '../../turns.ts';

const HORIZONS = [2, 4, 8, 16];
const EVERY = 10;
const RANDOM_WALK = 0.7;
const FITTING = 1.2;
const CONTRARY = 0.6;

/**
 * How far the market is from a random walk, in errors, at the horizon of 2, 4, 8 or 16 bars where it is
 * furthest. Computed every ten bars. While a random walk is not rejected the gate leaves 0.7 of all signals;
 * once it is, the factors say which family of signals the market suits. Warm after `window + 1` bars.
 */
export const chowDenningVarianceRatio = defineFormula({
  id: 'F352',
  key: 'chow-denning-variance-ratio',
  title: 'Chow-Denning multiple variance-ratio test',
  family: 'multiscale',
  output: { unit: 'statistic', min: 0 },
  role: 'filter',
  source:
    "Chow, K. V. & Denning, K. C., 'A simple multiple variance ratio test', Journal of Econometrics 58(3), 1993; Lo & MacKinlay 1988",
  catalogue: {
    inputs: ['returns'],
    params: {
      q: { fixed: [2, 4, 8, 16], unit: 'bars', meaning: 'horizons' },
      window: { unit: 'bars', meaning: 'sample' },
      level: { unit: 'probability', meaning: 'test level' },
    },
    definition: `
      n log returns, mu mean, d = r - mu. sa = sum d^2/(n-1). For each q: m = q(n-q+1)(1-q/n), sc = sum
      over overlapping q-sums of (sum r - q mu)^2 / m, VR = sc/sa. Heteroskedasticity-robust variance th =
      sum_{j=1..q-1} (2(q-j)/q)^2 * [sum_{t>j} d_t^2 d_{t-j}^2]/(sum d^2)^2; z = (VR-1)/sqrt(th).
      Statistic M = max |z|; p-value = 1 - (2 Phi(M) - 1)^(number of q) (Sidak/studentised maximum modulus
      bound).
    `,
    update: 'Batch O(window*len(q)) every 10 bars, or rolling sums.',
    signal: `
      filter: not rejected (p > 1-level) -> direction signals of momentum and reversion families x0.7;
      rejected with the largest |z| at VR > 1 -> momentum x1.2, reversion x0.6; VR < 1 -> the opposite.
    `,
    range: '[0,inf)',
  },
  defaults: { window: 500, level: 0.95 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** What momentum formulas multiply their signals by. */
    trendFactor: { unit: 'factor', min: CONTRARY, max: FITTING, neutral: 1 },
    /** What reversion formulas multiply their signals by. */
    reversionFactor: { unit: 'factor', min: CONTRARY, max: FITTING, neutral: 1 },
    /** The variance ratio furthest from a random walk; above 1 moves go on. */
    ratio: { unit: 'ratio', min: 0 },
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ level, window }) {
    const logs = new IntervalWindow(window + 1, EVERY, {
      least: 2 * (HORIZONS.at(-1) ?? 1),
      second: secondTurn(352, EVERY),
    });
    const ratios = new ChowDenning(window, HORIZONS);
    let test: MultipleVarianceRatio | undefined;
    const factor = (isFitting: (ratio: number) => boolean) => {
      if (test === undefined || test.pValue > 1 - level) return RANDOM_WALK;
      return isFitting(test.furthest.ratio) ? FITTING : CONTRARY;
    };

    return withReadings(
      ({ close }) => {
        const path = logs.push(Math.log(close));
        if (path !== undefined) test = ratios.of(path);
        return test === undefined ? noValue() : test.statistic;
      },
      {
        gate: () => (test !== undefined && test.pValue > 1 - level ? RANDOM_WALK : 1),
        trendFactor: () => factor((ratio) => ratio > 1),
        reversionFactor: () => factor((ratio) => ratio < 1),
        ratio: () => test?.furthest.ratio,
        pValue: () => test?.pValue,
      },
    );
  },
});
