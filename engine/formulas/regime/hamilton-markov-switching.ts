import { clip } from '../../numerics/clip.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { stationaryFirst, switchingStep, type TwoStates } from '../../numerics/markov-switching.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { nelderMead } from '../../numerics/nelder-mead.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CloseReturns } from '../close-returns.ts';
import { FitClock } from '../fit-clock.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';

const LEAST_STAY = 0.5;
const MOST_STAY = 0.999;
const NEAREST = 1e-12;

/**
 * Expected next return over its deviation, from a calm and a wild state of which one is in force. Fitted
 * first on `n` returns; warm with the next.
 */
export const hamiltonMarkovSwitching = defineFormula({
  id: 'F172',
  key: 'hamilton-markov-switching',
  title: 'Hamilton Markov-switching mean and variance',
  family: 'regime',
  output: { unit: 'Sharpe per bar' },
  role: 'direction',
  source:
    "Hamilton, J. D., 'A New Approach to the Economic Analysis of Nonstationary Time Series and the Business Cycle', Econometrica, 1989",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      r_t = mu_s + e_t, e ~ N(0, v_s), s in {0,1} Markov with p00, p11. Stationary start
      ((1-p11),(1-p00))/(2-p00-p11). Hamilton filter: joint_j = pred_j*N(r_t;mu_j,v_j), logL += ln sum,
      filtered = joint/sum, pred = filtered*P. Parameters by NM on (mu0,mu1,ln v0,ln v1,logit p00,logit
      p11) from mu=+-0.1 sd, v=(0.5,2)*var, p=0.95; returns scaled by the window sd0; p limited to
      [0.5,0.999]. States ordered by v. Expected next return f = sum pred_j*mu_j. Value f/sqrt(sum pred_j
      v_j). Warm-up n.
    `,
    update: 'Filter O(1) per bar; refit 400*n = 2*10^5 operations every k bars.',
    signal: 'signal = tanh(10*value); confidence = |2*filtered_0-1|*zc((mu0-mu1)*sqrt(n)/(2*sqrt(v0+v1))).',
    range: '(-inf,inf)',
  },
  defaults: { n: 500, k: 100 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Probability that the calm state is in force now. */
    calm: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 2,
  fit: fitStates,

  start(params) {
    const { k, n } = params;
    const recent = new RecentValues(wholeNumber('a window', n, 10));
    const returns = new CloseReturns();
    const clock = new FitClock(n, k);
    let model: SwitchingModel | undefined;
    let predicted = NaN;
    let filtered = NaN;
    let value = 0;

    const step = ({ close }: { close: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      recent.push(logReturn);
      clock.tick();
      if (model === undefined) return undefined;
      ({ filtered, predicted } = switchingStep(logReturn / model.scale, predicted, model.states));
      value = expectedSharpe(model.states, predicted);
      return value;
    };
    const readings = {
      signal: () => Math.tanh(10 * value),
      confidence: () => (model === undefined ? 0 : Math.abs(2 * filtered - 1) * separation(model.states, n)),
      calm: () => filtered,
    };
    return withRefit(withReadings(step, readings), {
      due: () => (clock.takeDue() ? { params, data: { returns: recent.toArray() } } : undefined),
      accept: (numbers) => {
        model = switchingModelOf(numbers);
        predicted = numbers.at(-1) ?? NaN;
      },
    });
  },
});

interface SwitchingModel {
  /** Log return that counts as 1. */
  readonly scale: number;
  readonly states: TwoStates;
}

/** How surely the two means differ, given `n` returns. */
function separation({ means, variances }: TwoStates, n: number): number {
  const error = 2 * Math.sqrt(variances[0] + variances[1]);
  return confidenceOfZ(((means[0] - means[1]) * Math.sqrt(n)) / error);
}

/** Expected next value over the root of the expected variance. */
export function expectedSharpe({ means, variances }: TwoStates, first: number): number {
  const mean = first * means[0] + (1 - first) * means[1];
  return mean / Math.sqrt(first * variances[0] + (1 - first) * variances[1]);
}

/** Log-likelihood of values under two states, the first being in force as often as in the long run. */
export function switchingLikelihood(
  values: ArrayLike<number>,
  states: TwoStates,
): { readonly logLikelihood: number; readonly filtered: number; readonly predicted: number } {
  let logLikelihood = 0;
  let predicted = stationaryFirst(states.stay);
  let filtered = predicted;
  for (let t = 0; t < values.length; t += 1) {
    const step = switchingStep(values[t] as number, predicted, states);
    logLikelihood += step.logDensity;
    ({ filtered, predicted } = step);
  }
  return { logLikelihood, filtered, predicted };
}

/** Scale, means, variances and stays of the calm and the wild state, and how probable the calm one is next. */
function fitStates({ data: { returns = new Float64Array() } }: FitJob): FitModel | undefined {
  const { deviation: scale } = meanAndDeviation(returns);
  if (!(scale > NEAREST)) return undefined;
  const values = returns.map((each) => each / scale);
  const logit = Math.log(0.95 / 0.05);
  const start = [0.1, -0.1, Math.log(0.5), Math.log(2), logit, logit];
  const { point } = nelderMead((x) => -switchingLikelihood(values, statesOf(x)).logLikelihood, start);
  const { means, stay, variances } = calmFirst(statesOf(point));
  const { predicted } = switchingLikelihood(values, { means, stay, variances });
  return [scale, ...means, ...variances, ...stay, predicted];
}

function switchingModelOf(numbers: FitModel): SwitchingModel {
  const [scale = NaN, m0 = NaN, m1 = NaN, v0 = NaN, v1 = NaN, p0 = NaN, p1 = NaN] = numbers;
  return { scale, states: { means: [m0, m1], variances: [v0, v1], stay: [p0, p1] } };
}

function statesOf([m0 = 0, m1 = 0, v0 = 0, v1 = 0, p0 = 0, p1 = 0]: readonly number[]): TwoStates {
  const stay = (x: number) => clip(1 / (1 + Math.exp(-x)), LEAST_STAY, MOST_STAY);
  return { means: [m0, m1], variances: [Math.exp(v0), Math.exp(v1)], stay: [stay(p0), stay(p1)] };
}

function calmFirst(states: TwoStates): TwoStates {
  const { means, stay, variances } = states;
  if (variances[0] <= variances[1]) return states;
  return {
    means: [means[1], means[0]],
    variances: [variances[1], variances[0]],
    stay: [stay[1], stay[0]],
  };
}
