import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { choleskyFactor, choleskyInverse, choleskySolve } from '../../../numerics/cholesky.ts';
import { quickExponential } from '../../../numerics/quick-exponential.ts';
import {
  multiplySymmetric,
  subtractSquare,
  trianglePlaces,
  triangleRow,
} from '../../../numerics/simd/covariance-kernels.ts';
import { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { defineFormula } from '../../formula.ts';
import { FeatureLines } from '../protocol/feature-lines.ts';
import { scaledMove } from '../protocol/labels.ts';
import type { LearnerInputs } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asForecast } from '../protocol/output-map.ts';
import { SampleRows } from '../protocol/sample-rows.ts';

/** Features are multiplied by this and divided by the root of their number before they reach a unit. */
const INPUT_SCALE = 2;
const FLOAT_BYTES = 8;

/**
 * Forecast of the move over the next `H` bars in units of its usual size, by a line over random units of the
 * features, which never forgets but begins anew now and then. Warm when `n0` labels are known.
 */
export const osExtremeLearningMachine = defineFormula({
  id: 'F93',
  key: 'os-extreme-learning-machine',
  title: 'Online sequential extreme learning machine',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Liang, N.-Y., Huang, G.-B., Saratchandran, P. and Sundararajan, N., 'A Fast and Accurate Online Sequential Learning Algorithm for Feedforward Networks', IEEE Transactions on Neural Networks, 2006",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      Lh: { unit: 'units', meaning: 'hidden units' },
      l2: { unit: '1', meaning: 'ridge of the first block' },
      n0: { unit: 'samples', meaning: 'first block' },
      H: { unit: 'bars', meaning: 'label horizon' },
      reset: { unit: 'samples', meaning: 'restart of the readout' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      Once: input weights a uniform in [-1,1] (40x14, row by row) and biases uniform in [-1,1].
      h(x)=sigma(a x/sqrt(14)*2+bias). Target LABR(H), rule ONLINE(H). First block of n0 samples:
      P=(H'H+l2*I)^{-1}, beta=P H'z. Then per sample: k=P h/(1+h'P h); beta += k*(z-h'beta); P -= k*(h'P).
      No forgetting; after \`reset\` samples P and beta start again from the last n0 samples. f=h(x_t)'beta.
      Value f.
    `,
    update: 'O(40*14+40^2)=2200 per bar.',
    signal: 'signal = tanh(f); confidence = SKILL*min(1,|f|).',
    range: '(-inf,inf)',
  },
  defaults: { Lh: 40, l2: 1, n0: 200, H: 5, reset: 20000, seed: 42 },
  ...learnsDirection,
  // The first block is complete with its last label.
  warmUp: ({ H, n0: first }) => onlineWarmUp(H, first - 1),

  start({ H, Lh, l2, n0, reset, seed }) {
    return startOnline(new SequentialRidge(Lh, { ridge: l2, first: n0, reset }), {
      H,
      label: scaledMove,
      output: asForecast,
      inputs: randomUnits(wholeNumber('Lh', Lh), new Mulberry32(seed)),
    });
  },
});

/** Logistic units with weights that stay as they are drawn. */
function randomUnits(count: number, random: Mulberry32): LearnerInputs {
  const scale = INPUT_SCALE / Math.sqrt(FEATURE_COUNT);
  const weights = Float64Array.from(
    { length: count * FEATURE_COUNT },
    () => scale * (2 * random.uniform() - 1),
  );
  const lines = new FeatureLines(
    weights,
    Float64Array.from({ length: count }, () => 2 * random.uniform() - 1),
  );
  return {
    width: count,
    write(features, target) {
      const sums = lines.at(features);
      for (let i = 0; i < count; i += 1) target[i] = 1 / (1 + quickExponential(-(sums[i] as number)));
    },
  };
}

/** How a {@link SequentialRidge} begins. */
export interface SequentialRules {
  readonly ridge: number;
  /** Samples of the first block, before which it says nothing. */
  readonly first: number;
  /** Samples after which it begins anew with the last block. */
  readonly reset: number;
}

/**
 * Ridge regression solved on a first block of samples and kept exact with every further one. Rounding adds up
 * over many of them, and markets change: it begins anew from time to time.
 *
 * Source: Liang, Huang, Saratchandran & Sundararajan (2006), A Fast and Accurate Online Sequential Learning
 * Algorithm for Feedforward Networks.
 */
export class SequentialRidge {
  readonly #rules: SequentialRules;
  readonly #rows: SampleRows;
  readonly #width: number;
  /** Inputs, what the inverse makes of them, and a factor. */
  readonly #columns: KernelFloats;
  readonly #even: number;
  readonly #inverse: KernelFloats;
  #weights: Float64Array | undefined;
  #samples = 0;

  constructor(width: number, rules: SequentialRules) {
    positive('l2', rules.ridge);
    wholeNumber('n0', rules.first);
    wholeNumber('reset', rules.reset, rules.first);
    this.#rules = rules;
    this.#width = width;
    // The label of a sample stands behind its inputs.
    this.#rows = new SampleRows(rules.first, width + 1);
    this.#even = width + (width % 2);
    this.#inverse = new KernelFloats(trianglePlaces(this.#even));
    this.#columns = new KernelFloats(2 * this.#even + 1);
  }

  /** None before the first block is complete. */
  get weights(): Readonly<Float64Array> | undefined {
    return this.#weights;
  }

  predict(x: Readonly<Float64Array>): number | undefined {
    return this.#weights && dotProduct(this.#weights, x);
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const row = this.#rows.advance();
    row.set(x);
    row[this.#width] = label;
    this.#samples += 1;
    const isDue =
      this.#weights === undefined ? this.#samples === this.#rules.first : this.#samples >= this.#rules.reset;
    if (isDue) this.#solve();
    else if (this.#weights !== undefined) this.#add(this.#weights, x, label);
  }

  /** Begins anew from the samples of the last block. */
  #solve(): void {
    const width = this.#width;
    const gram = Array.from({ length: width }, () => new Float64Array(width));
    const withLabel = new Float64Array(width);
    for (let age = 0; age < this.#rows.count; age += 1) {
      const row = this.#rows.at(age);
      gram.forEach((products, i) => {
        const each = row[i] as number;
        withLabel[i] = (withLabel[i] as number) + each * (row[width] as number);
        for (let j = 0; j < width; j += 1) products[j] = (products[j] as number) + each * (row[j] as number);
      });
    }
    gram.forEach((products, i) => (products[i] = (products[i] as number) + this.#rules.ridge));
    const factor = choleskyFactor(gram);
    if (factor === undefined) return;
    const { values } = this.#inverse;
    choleskyInverse(factor).forEach((row, i) => values.set(row.subarray(0, i + 1), triangleRow(i)));
    this.#weights = choleskySolve(factor, withLabel);
    this.#samples = this.#rules.first;
  }

  #add(weights: Float64Array, x: Readonly<Float64Array>, label: number): void {
    const even = this.#even;
    const { address, values } = this.#columns;
    const bytes = FLOAT_BYTES * even;
    values.set(x);
    multiplySymmetric(this.#inverse.address, address, address + bytes, bytes);
    let spread = 1;
    for (let i = 0; i < weights.length; i += 1) spread += (values[even + i] as number) * (x[i] as number);
    const error = label - dotProduct(weights, x);
    for (let i = 0; i < weights.length; i += 1)
      weights[i] = (weights[i] as number) + ((values[even + i] as number) / spread) * error;
    values[2 * even] = 1 / spread;
    subtractSquare(this.#inverse.address, address + bytes, address + 2 * bytes, bytes);
  }
}
