import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { groupAt } from '../../edge/vote/started-vote.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { withRefit } from '../../refit.ts';
import { fitPool } from './pool-weights.ts';
import { ForecastDensities } from './forecast-densities.ts';

const FIRST = 20;
const SCORE_FOR_FULL = 50;
/** Formulas whose forecasts are pooled, where they speak. */
const MEMBERS = [227, 294, 309, 346, 354] as const;

/**
 * Probability of a rise over the next bar less that of a fall, from normal forecasts of several formulas and
 * of no change, weighted so that they would have forecast the last `window` bars best together. `group` as in
 * the vote. Each bar is followed by the opinions at its close; warm with the bar after the first fit, which is
 * made of `refit` outcomes.
 */
export const optimalPredictionPool = defineFormula({
  id: 'F389',
  key: 'optimal-prediction-pool',
  title: 'Optimal prediction pool (log-score weights of predictive densities)',
  family: 'multiscale',
  output: { unit: 'signed probability', min: -1, max: 1 },
  role: 'direction',
  source:
    "Geweke, J. & Amisano, G., 'Optimal prediction pools', Journal of Econometrics 164(1), 2011; Hall & Mitchell, International Journal of Forecasting 23, 2007",
  catalogue: {
    inputs: ['external', 'bars'],
    params: {
      members: {
        fixed:
          'Gaussian predictive densities (mean, variance) of ids 227, 294, 309, 346, 354 and of the no-change forecast',
        unit: 'list',
        meaning: 'pool members',
      },
      window: { unit: 'forecasts', meaning: 'sample' },
      refit: { unit: 'forecasts', meaning: 'refit' },
      sweeps: { unit: '1', meaning: 'iterations per refit, warm-started' },
    },
    definition: `
      p_tk = density that member k, before t, gave to the outcome y_t: N(m_tk, v_tk), v = EWMA (0.97) of
      its squared errors, floored at 1e-12. Weights maximise mean_t ln(sum_k w_k p_tk) on the simplex by
      the multiplicative iteration w_k <- w_k*mean_t( p_tk/(sum_j w_j p_tj) ) from equal weights
      (monotone). P(up) = sum_k w_k*Phi(m_k/sqrt(v_k)). Pool mean F = sum w_k m_k, variance sum w_k (v_k +
      (m_k-F)^2). Value = 2*P(up) - 1.
    `,
    update: 'Densities O(K) per bar; refit O(window*K*sweeps).',
    signal:
      'signal = value; confidence = |value|*min(1, (pool log score - no-change log score)*50), not below 0.',
    range: '[-1,1]',
  },
  defaults: { window: 500, refit: 25, sweeps: 200, group: 1 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: {
    ...DIRECTION,
    /** Mean and standard deviation of the next log return. */
    mean: { unit: 'log return' },
    deviation: { unit: 'log return', min: 0 },
    /** Mean log score over that of no change alone. */
    scoreGain: { unit: 'log score' },
  },
  warmUp: ({ refit }) => 2 * (FIRST + 2 + refit) + 1,
  fit: fitPool,

  start({ group, refit, sweeps, window }) {
    groupAt(group);
    wholeNumber('refit', refit);
    const densities = new ForecastDensities(MEMBERS, wholeNumber('window', window));
    const fitEvery = refit;
    let weights: readonly number[] | undefined;
    let scoreGain = 0;
    let fitted = 0;
    const value = () => (weights === undefined ? 0 : 2 * densities.probabilityUp(weights) - 1);

    const run = withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') densities.push(step.bar.close);
        if (step.kind === 'opinions') densities.hear(step.opinions);
        return weights === undefined ? undefined : value();
      },
      {
        signal: value,
        confidence: () => Math.abs(value()) * Math.max(0, Math.min(1, scoreGain * SCORE_FOR_FULL)),
        mean: () => weights && densities.mean(weights),
        deviation: () => weights && densities.deviation(weights),
        scoreGain: () => scoreGain,
      },
    );
    return withRefit(run, {
      due: () => {
        if (densities.outcomes < fitted + fitEvery) return undefined;
        fitted = densities.outcomes;
        const { size } = densities;
        return { params: { members: size, sweeps }, data: { densities: densities.table() } };
      },
      accept: (model) => {
        weights = [...model.subarray(0, densities.size)];
        scoreGain = (model[densities.size] as number) - (model[densities.size + 1] as number);
      },
    });
  },
});
