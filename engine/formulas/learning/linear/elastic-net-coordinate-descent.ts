import { descendElasticNet, strongestPenalty } from '../../../numerics/elastic-net.ts';
import { columnMeans, meanLabel, productsOf, type RowProducts } from '../../../numerics/labeled-rows.ts';
import { defineFormula } from '../../formula.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { scaledMove } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { asForecast } from '../protocol/output-map.ts';
import type { Samples, Split } from '../protocol/samples.ts';
import { fitWalkForward, type Trial } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';
import { centeredModel, meanSquaredError, openLinear } from './linear-forecast.ts';

const PENALTIES = 20;
/** The weakest penalty as a power of ten of the strongest. */
const WEAKEST = -3;

/**
 * Forecast of the move over the next `H` bars in units of its usual size, by a linear model that drops the
 * features it can do without. Warm with the bar after the first fit.
 */
export const elasticNetCoordinateDescent = defineFormula({
  id: 'F67',
  key: 'elastic-net-coordinate-descent',
  title: 'Elastic net return forecast',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Zou, H. and Hastie, T., 'Regularization and variable selection via the elastic net', JRSS B, 2005; Friedman, J., Hastie, T. and Tibshirani, R., Journal of Statistical Software, 2010",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      a: { unit: '1', meaning: 'L1 share' },
    },
    definition: `
      Features X14 (centred and scaled by the training mean and sd0; constant columns dropped), target
      LABR(H) centred, rule WF(N,k,H). Minimise (1/(2N))|z-Xw|^2+lam*(a*|w|_1+0.5*(1-a)*|w|_2^2) by cyclic
      coordinate descent: w_j=soft(x_j'r_j/N, lam*a)/(x_j'x_j/N+lam*(1-a)), soft(u,t)=sgn(u)*max(0,|u|-t),
      until the largest change < 1e-7 or 1000 sweeps. lam from lam_max*10^(-3*j/19), j=0..19, lam_max =
      max_j |x_j'z|/(N*a), by validation squared error. Value f=mean z + x'w.
    `,
    update: 'Covariance form: O(N*14^2) once, then O(14) per coordinate step; refit every k bars.',
    signal: 'signal = tanh(f); confidence = SKILL*min(1,|f|) (0 when all weights are 0).',
    range: '(-inf,inf)',
  },
  defaults: { N: 2000, k: 250, H: 5, a: 0.5 },
  ...learnsDirection,
  warmUp: (params) => walkForwardWarmUp(params),
  fit: fitElasticNet,

  start(params) {
    if (!(params.a > 0 && params.a <= 1))
      throw new RangeError(`a must be above 0 and at most 1, was ${params.a}`);
    return startWalkForward(params, {
      label: scaledMove,
      output: asForecast,
      open: openLinear,
      further: (state) => ({
        confidence: () => (state.model?.isConstant ? 0 : state.skill * asForecast.strength(state.value ?? 0)),
      }),
    });
  },
});

function fitElasticNet(job: FitJob): FitModel | undefined {
  const share = job.params['a'] ?? 1;
  return fitWalkForward(
    job,
    {
      trial: (split) => choosePenalty(split, share),
      fit: (samples, strength) => {
        const scaled = scaledColumns(samples);
        const weights = new Float64Array(samples.width);
        return modelOf(
          scaled,
          descendElasticNet(weights, scaled.products, samples.count, { share, strength }),
        );
      },
      open: openLinear,
    },
    asForecast,
  );
}

/** Samples as products of their columns in units of their standard deviation. */
interface ScaledColumns {
  readonly products: RowProducts;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  readonly labelMean: number;
}

function scaledColumns(samples: Samples): ScaledColumns {
  const means = columnMeans(samples);
  const labelMean = meanLabel(samples);
  const { gram, ofLabels, withLabels } = productsOf(samples, means, labelMean);
  const deviations = Float64Array.from(gram, (row, j) => Math.sqrt((row[j] as number) / samples.count));
  const scale = (value: number, j: number) =>
    (deviations[j] as number) > 1e-9 ? value / (deviations[j] as number) : 0;
  return {
    means,
    labelMean,
    deviations,
    products: {
      gram: gram.map((row, i) => row.map((each, j) => scale(scale(each, i), j))),
      withLabels: withLabels.map(scale),
      ofLabels,
    },
  };
}

function modelOf({ deviations, labelMean, means }: ScaledColumns, weights: Float64Array): number[] {
  return centeredModel(
    weights.map((each, j) => (each === 0 ? 0 : each / (deviations[j] as number))),
    means,
    labelMean,
  );
}

/** Goes from the strongest penalty to weaker ones and keeps the one that forecasts best. */
function choosePenalty({ training, validation }: Split, share: number): Trial<number> | undefined {
  if (training.count === 0) return undefined;
  const scaled = scaledColumns(training);
  const strongest = strongestPenalty(scaled.products, training.count, share);
  const weights = new Float64Array(training.width);
  let best: (Trial<number> & { readonly error: number }) | undefined;
  for (let step = 0; step < PENALTIES; step += 1) {
    const strength = strongest * 10 ** ((WEAKEST * step) / (PENALTIES - 1));
    descendElasticNet(weights, scaled.products, training.count, { share, strength });
    const model = modelOf(scaled, weights);
    const error = meanSquaredError(openLinear(Float64Array.from(model)).predict, validation);
    if (best === undefined || error < best.error) best = { setting: strength, model, error };
  }
  return best;
}
