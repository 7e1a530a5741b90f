import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { sampleShape } from '../../../numerics/sample-shape.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { type FitJob, withRefit } from '../../refit.ts';
import { ConditionalVariance } from '../../volatility/conditional-variance.ts';
import { garch11, garchStep, meanForecast } from '../../volatility/garch-11.ts';

/** A GARCH(1,1) model: constant, weight of the last square, weight of the last variance. */
export interface GarchParameters {
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
}

const LEAST_KURTOSIS = 3;

/**
 * The GARCH(1,1) model that sums of `m` returns follow when those of the base bars follow one. The value is
 * its beta, the memory at that scale; the others are readings. The base model is fitted as F152 fits it,
 * every `k` bars on the last `n`; warm with the bar after the first fit on `n / 2` returns.
 */
export const garchTemporalAggregation = defineFormula({
  id: 'F351',
  key: 'garch-temporal-aggregation',
  title: 'Temporal aggregation of GARCH (Drost-Nijman)',
  family: 'multiscale',
  output: { unit: 'GARCH parameters', min: 0, max: 1 },
  role: 'context',
  source: "Drost, F. C. & Nijman, T. E., 'Temporal Aggregation of GARCH Processes', Econometrica 61(4), 1993",
  catalogue: {
    inputs: ['returns'],
    params: {
      m: { unit: 'base bars', meaning: 'aggregation factor' },
      source: {
        fixed: 'GARCH(1,1) on base bars',
        unit: 'model',
        meaning: 'omega, alpha, beta, kurtosis kappa',
      },
    },
    definition: `
      Base weak GARCH(1,1) s2_t = omega + alpha*r_{t-1}^2 + beta*s2_{t-1}, alpha+beta < 1, unconditional
      kurtosis kappa. Sums of m returns follow weak GARCH(1,1) with omega_m =
      m*omega*(1-(alpha+beta)^m)/(1-(alpha+beta)), alpha_m = (alpha+beta)^m - beta_m, and beta_m in (0,1)
      the root of beta_m/(1+beta_m^2) = ( A*(alpha+beta)^m - B )/( A*(1+(alpha+beta)^(2m)) - 2B ), where A
      = m(1-beta)^2 + 2m(m-1)(1-alpha-beta)^2 (1-beta^2-2 alpha beta)/((kappa-1)(1-(alpha+beta)^2)) +
      4(m-1-m(alpha+beta)+(alpha+beta)^m)(alpha - alpha beta (alpha+beta))/(1-(alpha+beta)^2), B = (alpha
      - alpha beta (alpha+beta))(1-(alpha+beta)^(2m))/(1-(alpha+beta)^2). kappa from the sample (ddof 0)
      floored at 3.
    `,
    update: 'O(1) per refit of the base model.',
    signal: `
      context: one volatility model serves all time frames without refitting (stops, sizing and bands at
      scale m).
    `,
    range: 'positive',
  },
  defaults: { m: 4, n: 1000, k: 200 },
  input: 'bar',
  readings: {
    /** Constant of the variance of the sum of `m` returns. */
    omega: { unit: 'squared log return', min: 0 },
    alpha: { unit: '1', min: 0 },
    /** Forecast volatility of the next `m` bars together. */
    volatility: { unit: 'log return per m bars', min: 0 },
  },
  warmUp: (params) => ConditionalVariance.firstValueAt(params) + 1,
  fit: fitWithKurtosis,

  start(params) {
    const m = wholeNumber('m', params.m);
    const model = new ConditionalVariance(params, garchStep);
    const returns = new CloseReturns();
    let aggregated: GarchParameters | undefined;
    const volatility = () => model.scale * Math.sqrt(m * meanForecast(model.theta ?? [], model.variance, m));

    const step = ({ close }: { readonly close: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return noValue();
      model.push(logReturn);
      return aggregated === undefined ? noValue() : aggregated.beta;
    };
    return withRefit(
      withReadings(step, {
        omega: () => aggregated?.omega,
        alpha: () => aggregated?.alpha,
        volatility,
      }),
      {
        due: () => model.due(),
        accept: (found) => {
          model.accept(found);
          const [omega = NaN, alpha = NaN, beta = NaN, kurtosis = NaN] = model.theta ?? [];
          aggregated = aggregatedGarch({ omega: omega * model.scale ** 2, alpha, beta }, m, kurtosis);
        },
      },
    );
  },
});

/** The model of F152, and after it the kurtosis of the returns it was fitted to. */
function fitWithKurtosis(job: FitJob) {
  const model = garch11.fit?.(job);
  const { kurtosis } = sampleShape(job.data['returns'] ?? []);
  return model && [...model, Math.max(kurtosis, LEAST_KURTOSIS)];
}

/** Kurtosis of the returns of a GARCH(1,1) model with normal innovations. */
export function normalGarchKurtosis({ alpha, beta }: GarchParameters): number {
  const squaredPersistence = (alpha + beta) ** 2;
  return (3 * (1 - squaredPersistence)) / (1 - squaredPersistence - 2 * alpha * alpha);
}

/**
 * The weak GARCH(1,1) model of sums of `m` returns. Undefined where the base model has no finite variance
 * or the sums no model with a memory between 0 and 1.
 *
 * Source: Drost & Nijman (1993), Temporal Aggregation of GARCH Processes, Econometrica 61(4).
 */
export function aggregatedGarch(
  base: GarchParameters,
  m: number,
  kurtosis: number,
): GarchParameters | undefined {
  const { alpha, beta, omega } = base;
  const persistence = alpha + beta;
  if (!(persistence < 1)) return undefined;
  const faded = persistence ** m;
  const left = 1 - persistence * persistence;
  const shock = (alpha - alpha * beta * persistence) / left;
  const a =
    m * (1 - beta) ** 2 +
    (2 * m * (m - 1) * (1 - persistence) ** 2 * (1 - beta * beta - 2 * alpha * beta)) /
      ((kurtosis - 1) * left) +
    4 * (m - 1 - m * persistence + faded) * shock;
  const b = shock * (1 - faded * faded);
  const ratio = (a * faded - b) / (a * (1 + faded * faded) - 2 * b);
  // beta / (1 + beta^2) = ratio has a root inside 0 and 1 for ratios above 0 and below 1/2.
  if (!(ratio > 0 && ratio < 0.5)) return undefined;
  const memory = (1 - Math.sqrt(1 - 4 * ratio * ratio)) / (2 * ratio);
  return {
    omega: (m * omega * (1 - faded)) / (1 - persistence),
    // Where the base has no alpha, what is left of the difference is rounding.
    alpha: Math.max(0, faded - memory),
    beta: memory,
  };
}
