import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { nelderMead } from '../../numerics/nelder-mead.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';

/** Largest sum of the shares of the last square and of the last variance. */
const MOST_PERSISTENT = 0.999;
const START_PERSISTENCE = 0.95;
const START_SHARE = 0.1;
const LEAST_DEVIATION = 1e-12;
/** Step in which the likelihood is differenced. */
const STEP = 1e-3;

/** Returns whose mean rises with their variance: `mu + lam s` with `s' = w + a e^2 + b s`. */
export interface GarchInMean {
  readonly mu: number;
  readonly lam: number;
  readonly w: number;
  readonly a: number;
  readonly b: number;
}

/** A model and the largest variance of the window it was fitted to. */
interface FittedModel extends GarchInMean {
  readonly most: number;
}

/**
 * Forecast of the next return, as far as its expected size pays for it, in units of that size: above zero a
 * rise. Fitted first on `n` returns, then every `k`; warm with the next. No value while nothing moves. Variance
 * beyond the largest of the window is not paid for: nobody has seen what it earns, and the premium of it would
 * count as an error and feed the variance without end.
 */
export const garchInMean = defineFormula({
  id: 'F51',
  key: 'garch-in-mean',
  title: 'GARCH-in-mean expected return',
  family: 'time-series',
  output: { unit: 'Sharpe per bar' },
  role: 'direction',
  source:
    "Engle, R. F., Lilien, D. M. and Robins, R. P., 'Estimating Time Varying Risk Premia in the Term Structure: The ARCH-M Model', Econometrica, 1987",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      r_t=mu+lam*s_t+e_t, s_t=w+a*e_{t-1}^2+b*s_{t-1}, s_1=sample variance (ddof 0). Gaussian
      logL=-0.5*sum[ln(2 pi)+ln s_t+e_t^2/s_t]. Returns are scaled by 1/sd0 of the window for the fit.
      Parameters: mu free, lam free, w=exp(x1), a=logistic-type: u=1/(1+exp(-x2)), v=1/(1+exp(-x3));
      a=0.999*u*v, b=0.999*u*(1-v). NM from mu=mean, lam=0, u=0.95, v=0.1, w=1-a-b. Forecast
      f=mu+lam*s_{t+1}. Value f/sqrt(s_{t+1}). Warm-up n.
    `,
    update: 'Filter O(1) per bar with frozen parameters; refit every k bars about 400*n = 2*10^5 operations.',
    signal: `
      signal = tanh(10*value); confidence = clip(|lam|/(2*se),0,1), se from the numerical second
      derivative of logL in lam (0 if it is not negative).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 500, k: 100 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** What a variance of one adds to a return, in units of the deviation of the window. */
    premium: { unit: '1' },
  },
  warmUp: ({ n }) => n + 2,
  fit: fitGarchInMean,

  start(params) {
    const { k, n } = params;
    const closes = new CloseReturns();
    const returns = new RecentValues(wholeNumber('a window', n, 10));
    const every = wholeNumber('a refit interval', k);
    let sinceDue = every;
    let model: FittedModel | undefined;
    let scale = NaN;
    let variance = NaN;
    let sureness = 0;
    let value = 0;

    const step = ({ close }: { close: number }) => {
      const logReturn = closes.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      returns.push(logReturn);
      if (returns.isFull) sinceDue += 1;
      if (model === undefined) return undefined;
      variance = nextVariance(model, logReturn / scale, variance);
      value = meanAt(model, variance) / Math.sqrt(variance);
      return value;
    };
    const readings = {
      signal: () => Math.tanh(10 * value),
      confidence: () => sureness,
      premium: () => model?.lam,
    };
    return withRefit(withReadings(step, readings), {
      due: () => {
        if (!returns.isFull || sinceDue < every) return undefined;
        sinceDue = 0;
        return { params, data: { returns: returns.toArray() } };
      },
      accept: (found) => {
        const [mu = NaN, lam = NaN, w = NaN, a = NaN, b = NaN, most = NaN] = found.slice(3);
        model = { mu, lam, w, a, b, most };
        [scale = NaN, variance = NaN, sureness = 0] = found;
      },
    });
  },
});

/** Gaussian log-likelihood of returns, and the variance of the return after the last. */
export function garchInMeanLikelihood(
  returns: ArrayLike<number>,
  model: GarchInMean,
  first: number,
): { readonly logLikelihood: number; readonly next: number; readonly most: number } {
  let variance = first;
  let most = first;
  let sum = returns.length * Math.log(2 * Math.PI);
  for (let t = 0; t < returns.length; t += 1) {
    const error = (returns[t] as number) - model.mu - model.lam * variance;
    sum += Math.log(variance) + (error * error) / variance;
    variance = model.w + model.a * error * error + model.b * variance;
    if (variance > most) most = variance;
  }
  return { logLikelihood: -0.5 * sum, next: variance, most };
}

const meanAt = ({ lam, most, mu }: FittedModel, variance: number): number =>
  mu + lam * Math.min(variance, most);

function nextVariance(model: FittedModel, value: number, variance: number): number {
  const error = value - meanAt(model, variance);
  return model.w + model.a * error * error + model.b * variance;
}

/**
 * Model: deviation of the returns, variance of the next in its squares, sureness of the premium, mu, lam, w, a, b,
 * and the largest variance.
 */
function fitGarchInMean({ data: { returns = new Float64Array() } }: FitJob): FitModel | undefined {
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
  const scale = Math.sqrt(returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / returns.length);
  if (!(scale > LEAST_DEVIATION)) return undefined;
  const scaled = returns.map((each) => each / scale);
  const likelihood = (model: GarchInMean) => garchInMeanLikelihood(scaled, model, 1);
  const logit = (share: number) => Math.log(share / (1 - share));
  const free = MOST_PERSISTENT * START_PERSISTENCE;
  const start = [mean / scale, 0, Math.log(1 - free), logit(START_PERSISTENCE), logit(START_SHARE)];
  const { point } = nelderMead((x) => -likelihood(bounded(x)).logLikelihood, start);
  const model = bounded(point);
  const { most, next } = likelihood(model);
  const curvature = premiumCurvature((moved) => likelihood(moved).logLikelihood, model);
  const sureness = curvature < 0 ? clip((Math.abs(model.lam) * Math.sqrt(-curvature)) / 2, 0, 1) : 0;
  const { a, b, lam, mu, w } = model;
  return [scale, next, sureness, mu, lam, w, a, b, most];
}

/**
 * Second derivative of the likelihood in the premium, the constant moving along: where the variance hardly changes
 * one does for the other, and a premium alone would look far surer than it is. NaN at no peak of the constant.
 */
function premiumCurvature(likelihood: (model: GarchInMean) => number, model: GarchInMean): number {
  const at = (mu: number, lam: number) =>
    likelihood({ ...model, mu: model.mu + mu * STEP, lam: model.lam + lam * STEP });
  const peak = 2 * at(0, 0);
  const ofConstant = at(1, 0) + at(-1, 0) - peak;
  const ofPremium = at(0, 1) + at(0, -1) - peak;
  const ofBoth = (at(1, 1) + at(-1, -1) - at(1, -1) - at(-1, 1)) / 4;
  return ofConstant < 0 ? (ofPremium - ofBoth ** 2 / ofConstant) / STEP ** 2 : NaN;
}

function bounded([mu = 0, lam = 0, x1 = 0, x2 = 0, x3 = 0]: readonly number[]): GarchInMean {
  const persistence = MOST_PERSISTENT / (1 + Math.exp(-x2));
  const share = 1 / (1 + Math.exp(-x3));
  return { mu, lam, w: Math.exp(x1), a: persistence * share, b: persistence * (1 - share) };
}
