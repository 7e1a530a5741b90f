import { confidenceOfZ } from '../../../numerics/confidence.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import type { Kernel } from '../../../numerics/simd/kernel.ts';
import { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { bellSumsKernel, SAMPLES_TOGETHER } from '../../../numerics/simd/row-kernels.ts';
import { defineFormula } from '../../formula.ts';
import { scaledMove } from '../protocol/labels.ts';
import type { LearnerInputs } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asForecast } from '../protocol/output-map.ts';

const DIMENSIONS = 3;
const LEAST_SAMPLES = 300;
const LEAST_SPREAD = 1e-3;
const NO_NEIGHBORS = 1e-12;
const FLOAT_BYTES = 8;

/** Trend, distance from the mean, and the side of the buyers. */
const place: LearnerInputs = {
  width: DIMENSIONS,
  write: (x, target) => {
    target[0] = x[2] as number;
    target[1] = x[4] as number;
    target[2] = x[8] as number;
  },
};

const leastSamples = (M: number): number => Math.min(M, LEAST_SAMPLES);

/**
 * Forecast of the move over the next `H` bars in units of its usual size: the mean of what came of earlier
 * moments, each the heavier the nearer it lies in trend, distance from the mean and side of the buyers. Warm
 * with 300 labels, or with `M` where fewer are remembered.
 */
export const nadarayaWatsonKernel = defineFormula({
  id: 'F83',
  key: 'nadaraya-watson-kernel',
  title: 'Nadaraya-Watson kernel regression on flow and reversion',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Nadaraya, E. A., 'On Estimating Regression', 1964; Watson, G. S., 'Smooth Regression Analysis', Sankhya A, 1964",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      M: { unit: 'samples', meaning: 'memory' },
      H: { unit: 'bars', meaning: 'label horizon' },
    },
    definition: `
      State u=(x3,x5,x9) of X14 (d=3), target LABR(H), rule ONLINE(H), memory the last M labelled samples.
      Gaussian product kernel with bandwidths h_j=s_j*(4/(d+2))^(1/(d+4))*n^(-1/(d+4)), s_j=sd0 of feature
      j in memory (floor 1e-3). f=sum K_i z_i/sum K_i, n_eff=(sum K)^2/sum K^2. sum K<1e-12: f=0. Value f.
      Fewer than 300 samples: null.
    `,
    update: '3*M=4500 multiply-adds and M exponentials per bar.',
    signal: 'signal = tanh(f); confidence = SKILL*zc(f*sqrt(n_eff)).',
    range: '(-inf,inf)',
  },
  defaults: { M: 1500, H: 5 },
  ...learnsDirection,
  readings: {
    ...learnsDirection.readings,
    /** How many moments the forecast rests on in effect. */
    effectiveSamples: { unit: 'samples', min: 0 },
  },
  warmUp: ({ H, M }) => onlineWarmUp(H, leastSamples(M) - 1),

  start({ H, M }) {
    const memory = new KernelMemory(DIMENSIONS, M);
    let forecast = 0;
    const learner = {
      learn: (x: Readonly<Float64Array>, label: number) => memory.learn(x, label),
      predict: (x: Readonly<Float64Array>) => {
        if (memory.count < leastSamples(M)) return undefined;
        forecast = memory.meanAt(x, memory.bandwidths());
        return forecast;
      },
    };
    return startOnline(learner, {
      H,
      label: scaledMove,
      output: asForecast,
      inputs: place,
      further: (skill) => ({
        confidence: () => skill() * confidenceOfZ(forecast * Math.sqrt(memory.effectiveSamples)),
        effectiveSamples: () => memory.effectiveSamples,
      }),
    });
  },
});

/** The last samples, and the mean of their labels around a place. */
export class KernelMemory {
  /** Samples the last mean rests on: the squared sum of the weights by the sum of their squares. */
  effectiveSamples = 0;
  readonly #width: number;
  readonly #length: number;
  /** Places of a list, as many as are weighed together. */
  readonly #places: number;
  /** One list for each dimension and one of the labels, one place for each sample. */
  readonly #lists: KernelFloats;
  /** A place, how narrow the bell is in each dimension, and the three sums. */
  readonly #scratch: KernelFloats;
  readonly #sum: Kernel;
  readonly #moments: readonly RollingMoments[];
  readonly #bandwidths: Float64Array;
  #seen = 0;

  constructor(width: number, length: number) {
    this.#width = width;
    this.#length = wholeNumber('M', length);
    this.#places = SAMPLES_TOGETHER * Math.ceil(length / SAMPLES_TOGETHER);
    this.#lists = new KernelFloats((width + 1) * this.#places);
    // What was not seen yet is too far away to count.
    this.#lists.values.fill(Infinity, 0, width * this.#places);
    this.#scratch = new KernelFloats(2 * width + 3);
    this.#sum = bellSumsKernel(width);
    this.#moments = Array.from({ length: width }, () => new RollingMoments(length));
    this.#bandwidths = new Float64Array(width);
  }

  get count(): number {
    return Math.min(this.#seen, this.#length);
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const at = this.#seen % this.#length;
    const { values } = this.#lists;
    for (let j = 0; j < this.#width; j += 1) values[j * this.#places + at] = x[j] as number;
    values[this.#width * this.#places + at] = label;
    for (let j = 0; j < this.#width; j += 1) this.#moments[j]?.push(x[j] as number);
    this.#seen += 1;
  }

  /** Silverman’s rule for a product kernel, one width for each dimension. */
  bandwidths(): Float64Array {
    const power = 1 / (this.#width + 4);
    const factor = (4 / (this.#width + 2)) ** power * this.count ** -power;
    for (let j = 0; j < this.#width; j += 1) {
      const { populationVariance } = this.#moments[j] as RollingMoments;
      this.#bandwidths[j] = factor * Math.max(LEAST_SPREAD, Math.sqrt(populationVariance));
    }
    return this.#bandwidths;
  }

  /** Weighted mean of the labels around `x`; 0 where no sample is near. */
  meanAt(x: Readonly<Float64Array>, bandwidths: Readonly<Float64Array>): number {
    const width = this.#width;
    const { address, values } = this.#scratch;
    for (let j = 0; j < width; j += 1) {
      values[j] = x[j] as number;
      values[width + j] = Math.SQRT1_2 / (bandwidths[j] as number);
    }
    const sums = 2 * width;
    this.#sum(
      this.#lists.address,
      FLOAT_BYTES * this.#places,
      address,
      address + FLOAT_BYTES * sums,
      FLOAT_BYTES * this.count,
    );
    const weights = values[sums] as number;
    this.effectiveSamples = weights < NO_NEIGHBORS ? 0 : (weights * weights) / (values[sums + 1] as number);
    return weights < NO_NEIGHBORS ? 0 : (values[sums + 2] as number) / weights;
  }
}
