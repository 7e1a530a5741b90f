import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { EXIT, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { signOf } from './held-direction.ts';
import { exitLevel, holdingValue, type OuStopping } from '../../numerics/ou-stopping.ts';

const NEAREST = 1e-12;

/**
 * How far beyond its mean a log price that is pulled back is best let go to before closing, as a log
 * return, never below zero. A long position is closed that far above the mean, a short one that far below.
 * No value before any pull was found, or where none pays the cost. Fitted first on `window` closes and again
 * every `refit` bars; warm with the next.
 */
export const leungLiOuExit = defineFormula({
  id: 'F320',
  key: 'leung-li-ou-exit',
  title: 'Optimal take-profit for an OU spread with transaction cost (Leung-Li)',
  family: 'exits',
  output: { unit: 'spread units', min: 0 },
  role: 'exit',
  source:
    "Leung, T. & Li, X., 'Optimal Mean Reversion Trading with Transaction Costs and Stop-Loss Exit', International Journal of Theoretical and Applied Finance 18(3), 2015",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      r: { unit: 'per bar', meaning: 'discount rate' },
      c: { unit: 'price or spread units', meaning: 'exit cost' },
      window: { unit: 'bars', meaning: 'OU estimation sample' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      OU spread dX = mu*(theta-X)dt + sigma dW (time unit one bar). Estimation from AR(1) X_t = a + b
      X_{t-1} + e (OLS): b must be in (0,1); mu = -ln b, theta = a/(1-b), sigma^2 = var(e, ddof
      2)*2*mu/(1-b^2). F(x) = integral_0^inf u^(r/mu - 1)*exp( sqrt(2*mu/sigma^2)*(x-theta)*u - u^2/2 )
      du. With a = sqrt(2*mu/sigma^2)*(x-theta), nu = r/mu this is the series sum_n a^n/n! * m_n, m_0 =
      2^(nu/2-1)*Gamma(nu/2), m_1 = 2^((nu+1)/2-1)*Gamma((nu+1)/2), m_{n+2} = (nu+n)*m_n, and dF/da =
      sum_n a^n/n! * m_{n+1} (stop when a term < 1e-18 of the sum). Take-profit level b* solves F(b) = (b
      - c)*F'(b), b > c; equivalently it maximises (b-c)/F(b). Value of holding V(x) = (b*-c)F(x)/F(b*)
      for x < b*. For a short spread use -X.
    `,
    update: `
      Batch every refit bars: bisection, about 60 evaluations of a 100-term series; O(1) comparison per
      bar.
    `,
    signal: 'exit: close when X_t >= b* (long); entry is worthwhile only if V(x) - x - c_entry > 0.',
    range: 'real',
  },
  defaults: { r: 0.0001, c: 0.0015, window: 500, refit: 50 },
  input: 'step',
  reads: ['bar', 'position'],
  readings: {
    ...EXIT,
    /** Price at which the position held is closed; of a long one without a position. */
    level: { unit: 'quote', min: 0 },
    /** What entering now is worth after both costs, on the side that is held or else on that of the mean; above zero it pays. */
    entryValue: { unit: 'log return' },
  },
  warmUp: ({ window }) => window + 1,
  fit: fitExit,

  start(params) {
    const { c, r, refit, window } = params;
    positive('r', r);
    notNegative('c', c);
    wholeNumber('refit', refit);
    const logs = new RecentValues(wholeNumber('a window', window, 4));
    let sinceFull = -1;
    let model: ReversionModel | undefined;
    let sign: 1 | 0 | -1 = 0;
    let isNewBar = false;

    const distance = () => (model === undefined ? NaN : logs.at(0) - model.mean);
    const entryValue = () => {
      if (model === undefined) return undefined;
      const x = sign === 0 ? -Math.abs(distance()) : sign * distance();
      return holdingValue(x, model.level, stoppingTerms(model, r, c)) - x - c;
    };

    const run = withReadings(
      (step: MarketStep) => {
        isNewBar = step.kind === 'bar';
        if (step.kind === 'position') sign = signOf(step.position);
        if (step.kind === 'bar') {
          logs.push(Math.log(step.bar.close));
          if (logs.isFull) sinceFull += 1;
        }
        return model?.level;
      },
      {
        urgency: () => (model !== undefined && sign !== 0 && sign * distance() >= model.level ? 1 : 0),
        level: () => model && Math.exp(model.mean + (sign || 1) * model.level),
        entryValue,
      },
    );
    return withRefit(run, {
      due: () =>
        isNewBar && sinceFull >= 0 && sinceFull % refit === 0
          ? { params, data: { logs: logs.toArray() } }
          : undefined,
      accept: ([mean = NaN, speed = NaN, deviation = NaN, level = NaN]) => {
        model = { mean, speed, deviation, level };
      },
    });
  },
});

/** A fitted pull: mean of the log price, speed per bar, long-run deviation, and the level that is best. */
interface ReversionModel {
  readonly mean: number;
  readonly speed: number;
  readonly deviation: number;
  readonly level: number;
}

function fitExit({ data: { logs = new Float64Array() }, params }: FitJob): FitModel | undefined {
  const fit = ornsteinUhlenbeckFit(logs);
  if (fit === undefined || fit.deviation <= NEAREST) return undefined;
  const level = exitLevel(stoppingTerms(fit, params['r'] ?? NaN, params['c'] ?? NaN));
  return level === undefined ? undefined : [fit.mean, fit.speed, fit.deviation, level];
}

/** Measured from the mean, so that what is let go or kept is a gain and not the price itself. */
function stoppingTerms(
  { deviation, speed }: Pick<ReversionModel, 'deviation' | 'speed'>,
  r: number,
  c: number,
): OuStopping {
  return { mu: speed, theta: 0, sigma: deviation * Math.sqrt(2 * speed), r, c };
}
