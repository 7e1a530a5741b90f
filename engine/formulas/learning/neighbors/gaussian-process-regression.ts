import { normalCdf } from '../../../numerics/normal-distribution.ts';
import { confidenceOfZ } from '../../../numerics/confidence.ts';
import {
  conditionProcess,
  type ConditionedProcess,
  foldedInverse,
  ProcessForecast,
} from '../../../numerics/gaussian-process.ts';
import { defineFormula } from '../../formula.ts';
import type { FitModel } from '../../refit.ts';
import { scaledMove } from '../protocol/labels.ts';
import type { LearnerInputs } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { asStandardScore } from '../protocol/output-map.ts';
import { rowOf, type Samples } from '../protocol/samples.ts';
import { fitWalkForward, withoutSettings } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';

const WIDTH = 5;
const LENGTHS = [0.5, 1, 2, 4];
const NOISES = [1, 2, 4, 8];
const LEAST_VARIANCE = 1e-9;

/** Momentum of 5 and 20 bars, distance from the mean, and the side of the buyers in trades and book. */
const place: LearnerInputs = {
  width: WIDTH,
  write: (x, target) => {
    target[0] = x[1] as number;
    target[1] = x[2] as number;
    target[2] = x[4] as number;
    target[3] = x[8] as number;
    target[4] = x[9] as number;
  },
};

/**
 * Forecast of the move over the next `H` bars in units of how uncertain it is, by a Gaussian process over
 * `N` earlier moments, every `stride`-th of the last. Warm with the bar after the first fit, which needs half
 * of them.
 */
export const gaussianProcessRegression = defineFormula({
  id: 'F84',
  key: 'gaussian-process-regression',
  title: 'Gaussian process forecast',
  family: 'learning',
  output: { unit: 'z-score' },
  role: 'direction',
  source: "Rasmussen, C. E. and Williams, C. K. I., 'Gaussian Processes for Machine Learning', 2006",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training points' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      stride: { unit: 'samples', meaning: 'every stride-th labelled sample, newest first' },
    },
    definition: `
      Inputs u=(x2,x3,x5,x9,x10), target z=LABR(H), rule WF with N points. Kernel
      exp(-|u-u'|^2/(2*5*l^2)), noise s2. (l,s2) from the grid l in {0.5,1,2,4}, s2 in {1,2,4,8} maximise
      -0.5*z'K^{-1}z-0.5*ln|K|-(N/2)ln(2 pi), K=kernel+s2*I (first on ties). mean m=k_*'K^{-1}z, variance
      v=1-k_*'K^{-1}k_*. Value m/sqrt(v+1e-9). Cholesky failure: add 1e-6 to the diagonal, up to three
      times.
    `,
    update: `
      16 Cholesky factors of 200^3/3 = 4*10^7 operations every k bars, in slices; forecast O(N) for the
      mean, O(N^2) for the variance.
    `,
    signal: 'p=Phi(m/sqrt(v+s2)): signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(-inf,inf)',
  },
  defaults: { N: 200, k: 25, H: 5, stride: 5 },
  ...learnsDirection,
  warmUp: (params) => walkForwardWarmUp(spanOf(params)),
  fit: (job) =>
    fitWalkForward(
      job,
      withoutSettings(
        (samples) => fitProcess(thinned(samples, job.params['stride'] ?? 1)),
        (model) => tried.load(model),
      ),
      asStandardScore,
    ),

  start: (params) => {
    const process = new PlacedProcess();
    return startWalkForward(spanOf(params), {
      label: scaledMove,
      output: asStandardScore,
      open: (model) => process.load(model),
      inputs: place,
      further: (state) => {
        const score = () => state.model?.moveScore() ?? 0;
        return {
          signal: () => 2 * normalCdf(score()) - 1,
          confidence: () => state.skill * confidenceOfZ(score()),
        };
      },
    });
  },
});

/** Samples to be held so that every `stride`-th of them makes `N`. */
function spanOf<Params extends Readonly<Record<'H' | 'k' | 'N' | 'stride', number>>>(params: Params) {
  return { ...params, N: params.N * params.stride };
}

/** Every `stride`-th sample, the newest among them. */
export function thinned(samples: Samples, stride: number): Samples {
  const kept = Array.from(
    { length: Math.ceil(samples.count / stride) },
    (_, i, from = (samples.count - 1) % stride) => from + i * stride,
  );
  const inputs = new Float64Array(kept.length * samples.width);
  kept.forEach((from, i) => inputs.set(rowOf(samples, from), i * samples.width));
  return {
    count: kept.length,
    width: samples.width,
    inputs,
    labels: Float64Array.from(kept, (from) => samples.labels[from] ?? NaN),
    bars: Float64Array.from(kept, (from) => samples.bars[from] ?? NaN),
  };
}

/** Length and noise of the greatest likelihood, and the process they make: see {@link PlacedProcess}. */
function fitProcess(samples: Samples): FitModel | undefined {
  let best: ({ readonly length: number; readonly noise: number } & ConditionedProcess) | undefined;
  for (const length of LENGTHS) {
    const kernel = kernelOf(samples, length);
    for (const noise of NOISES) {
      const process = conditionProcess(kernel, samples.labels, noise);
      if (process !== undefined && !(process.logLikelihood <= (best?.logLikelihood ?? -Infinity))) {
        best = { length, noise, ...process };
      }
    }
  }
  if (best === undefined) return undefined;
  const inverse = foldedInverse(best.factor);
  return [best.length, best.noise, samples.count, ...samples.inputs, ...best.weights, ...inverse];
}

function kernelOf(samples: Samples, length: number): Float64Array[] {
  const kernel = Array.from({ length: samples.count }, () => new Float64Array(samples.count));
  kernel.forEach((row, i) => {
    for (let j = 0; j <= i; j += 1) {
      const covariance = Math.exp(narrowing(length) * squaredDistance(samples.inputs, j, rowOf(samples, i)));
      row[j] = covariance;
      (kernel[j] as Float64Array)[i] = covariance;
    }
  });
  return kernel;
}

const narrowing = (length: number): number => -1 / (2 * WIDTH * length * length);

function squaredDistance(rows: Float64Array, row: number, x: Readonly<Float64Array>): number {
  let sum = 0;
  for (let j = 0; j < WIDTH; j += 1) {
    const apart = (rows[row * WIDTH + j] as number) - (x[j] as number);
    sum += apart * apart;
  }
  return sum;
}

/** Length, noise, number of points, their places, their weights, and the folded inverse. */
class PlacedProcess {
  readonly #forecast = new ProcessForecast(WIDTH);
  #noise = 1;

  /** A model in the place of the one before. */
  load(model: Float64Array): this {
    const [length = 1, noise = 1, count = 0] = model;
    const weightsFrom = 3 + count * WIDTH;
    const inverseFrom = weightsFrom + count;
    this.#noise = noise;
    this.#forecast.load({
      places: model.subarray(3, weightsFrom),
      narrowing: -narrowing(length),
      weights: model.subarray(weightsFrom, inverseFrom),
      inverse: model.subarray(inverseFrom),
    });
    return this;
  }

  predict(x: Readonly<Float64Array>): number {
    const forecast = this.#forecast;
    forecast.ask(x);
    return forecast.mean / Math.sqrt(forecast.variance + LEAST_VARIANCE);
  }

  /** The last forecast in units of how much a move differs from it, noise included. */
  moveScore(): number {
    return this.#forecast.mean / Math.sqrt(this.#forecast.variance + this.#noise);
  }
}

/** What a fit tries on the last fifth; fits of a thread follow each other. */
const tried = new PlacedProcess();
