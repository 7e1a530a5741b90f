import { clip } from '../../numerics/clip.ts';
import { stationaryFirst, switchingStep, type TwoStates } from '../../numerics/markov-switching.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { nelderMead } from '../../numerics/nelder-mead.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CloseReturns } from '../close-returns.ts';
import { FitClock } from '../fit-clock.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { boundedGarch, garchStep, unboundedGarch } from '../volatility/garch-11.ts';
import { volatilityScale } from '../volatility/volatility-scale.ts';

const START = [
  [0.05, 0.03, 0.9],
  [0.3, 0.15, 0.75],
] as const;
const START_STAY = [0.98, 0.95] as const;
const LEAST_STAY = 0.5;
const MOST_STAY = 0.999;
const NEAREST = 1e-12;

/**
 * Volatility forecast of the next bar where a calm and a turbulent state take turns, each with a variance
 * that remembers. Log return per bar, never negative. Fitted first on half of `n` returns; warm with the next.
 */
export const markovSwitchingGarch = defineFormula({
  id: 'F183',
  key: 'markov-switching-garch',
  title: 'Markov-switching GARCH',
  family: 'regime',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source:
    "Haas, M., Mittnik, S. and Paolella, M. S., 'A New Approach to Markov-Switching GARCH Models', Journal of Financial Econometrics, 2004",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      Two parallel variances driven by the same returns: s_j,t=w_j+a_j*r_{t-1}^2+b_j*s_j,t-1, j=0,1; r_t
      given state j is N(0,s_j,t); Markov chain P with p00,p11. Hamilton filter as in 172 (start
      stationary, s_j,1=window variance). Returns scaled by sd0 and demeaned. NM over (ln w_j, a_j, b_j
      through the map of 51, logit p00, logit p11) from (0.05,0.03,0.90),(0.3,0.15,0.75),0.98,0.95; states
      ordered by w/(1-a-b). Value: sqrt of the forecast variance sum_j pred_j*s_j,t+1 (unscaled);
      probability of the turbulent state published. Warm-up n/2.
    `,
    update: 'Filter O(1) per bar; refit 400*n*2 operations every k bars.',
    signal: 'size: scale = min(1,target/(value*sqrt(A)))*(1-0.4*p_turbulent).',
    range: '(0,inf)',
  },
  defaults: { n: 1000, k: 250, target: 0.4 },
  input: 'bar',
  readings: {
    ...SIZE,
    /** Probability that the turbulent state is in force now. */
    turbulent: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n }) => Math.ceil(n / 2) + 2,
  fit: fitSwitchingGarch,

  start(params) {
    const { k, n, target } = params;
    const recent = new RecentValues(wholeNumber('a window', n, 10));
    const returns = new CloseReturns();
    const clock = new FitClock(Math.ceil(n / 2), k);
    let model: { readonly mean: number; readonly scale: number; readonly theta: SwitchingGarch } | undefined;
    let state: GarchState = { first: NaN, variances: [NaN, NaN], filtered: NaN, logDensity: 0 };
    let intervalMs = 0;
    let volatility = 0;

    const step = ({ close, intervalMs: length }: { close: number; intervalMs: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      recent.push(logReturn);
      clock.tick();
      if (model === undefined) return undefined;
      intervalMs = length;
      state = switchingGarchStep((logReturn - model.mean) / model.scale, state, model.theta);
      volatility = model.scale * Math.sqrt(expectedVariance(state));
      return volatility;
    };
    const readings = {
      scale: () => volatilityScale(target, volatility, intervalMs) * (1 - 0.4 * (1 - state.filtered)),
      turbulent: () => 1 - state.filtered,
    };
    return withRefit(withReadings(step, readings), {
      due: () => (clock.takeDue() ? { params, data: { returns: recent.toArray() } } : undefined),
      accept: (numbers) => {
        const [mean = NaN, scale = NaN, first = NaN, s0 = NaN, s1 = NaN, ...rest] = numbers;
        model = { mean, scale, theta: garchOf(rest) };
        state = { first, variances: [s0, s1], filtered: first, logDensity: 0 };
      },
    });
  },
});

/** A calm and a turbulent variance, each w, a and b, and the probabilities of staying. */
export interface SwitchingGarch {
  readonly garch: readonly [readonly number[], readonly number[]];
  readonly stay: readonly [number, number];
}

/** What is known before the next return. */
export interface GarchState {
  /** Probability that the first state is in force then. */
  readonly first: number;
  /** Variance of the next return under each state. */
  readonly variances: readonly [number, number];
  /** Probability of the first state at the return seen last, and the log density of that return. */
  readonly filtered: number;
  readonly logDensity: number;
}

/** Sees one return. */
export function switchingGarchStep(
  innovation: number,
  { first, variances }: GarchState,
  { garch, stay }: SwitchingGarch,
): GarchState {
  const states: TwoStates = { means: [0, 0], variances, stay };
  const { filtered, logDensity, predicted } = switchingStep(innovation, first, states);
  return {
    first: predicted,
    variances: [garchStep(garch[0], innovation, variances[0]), garchStep(garch[1], innovation, variances[1])],
    filtered,
    logDensity,
  };
}

/** Variance of the next return over both states. */
export function expectedVariance({ first, variances }: GarchState): number {
  return first * variances[0] + (1 - first) * variances[1];
}

/** Mean, scale, what is known at the end, and the parameters of the calm and the turbulent state. */
function fitSwitchingGarch({ data: { returns = new Float64Array() } }: FitJob): FitModel | undefined {
  const { deviation: scale, mean } = meanAndDeviation(returns);
  if (!(scale > NEAREST)) return undefined;
  const innovations = returns.map((each) => (each - mean) / scale);
  const logit = (p: number) => Math.log(p / (1 - p));
  const start = [...START.flatMap(unboundedGarch), ...START_STAY.map(logit)];
  const { point } = nelderMead((x) => -walk(innovations, fromSearch(x)).logLikelihood, start);
  const found = calmFirst(fromSearch(point));
  const { state } = walk(innovations, found);
  return [mean, scale, state.first, ...state.variances, ...found.garch.flat(), ...found.stay];
}

function walk(
  innovations: Float64Array,
  theta: SwitchingGarch,
): { state: GarchState; logLikelihood: number } {
  let state: GarchState = {
    first: stationaryFirst(theta.stay),
    // Innovations have a variance of 1.
    variances: [1, 1],
    filtered: NaN,
    logDensity: 0,
  };
  let logLikelihood = 0;
  for (let t = 0; t < innovations.length; t += 1) {
    state = switchingGarchStep(innovations[t] as number, state, theta);
    logLikelihood += state.logDensity;
  }
  return { state, logLikelihood };
}

function fromSearch(x: readonly number[]): SwitchingGarch {
  const stay = (place: number) => clip(1 / (1 + Math.exp(-(x[place] ?? 0))), LEAST_STAY, MOST_STAY);
  return { garch: [boundedGarch(x.slice(0, 3)), boundedGarch(x.slice(3, 6))], stay: [stay(6), stay(7)] };
}

function garchOf(numbers: readonly number[]): SwitchingGarch {
  const [p0 = NaN, p1 = NaN] = numbers.slice(6);
  return { garch: [numbers.slice(0, 3), numbers.slice(3, 6)], stay: [p0, p1] };
}

function calmFirst(theta: SwitchingGarch): SwitchingGarch {
  const longRun = ([w = 0, a = 0, b = 0]: readonly number[]) => w / (1 - a - b);
  const { garch, stay } = theta;
  if (longRun(garch[0]) <= longRun(garch[1])) return theta;
  return { garch: [garch[1], garch[0]], stay: [stay[1], stay[0]] };
}
