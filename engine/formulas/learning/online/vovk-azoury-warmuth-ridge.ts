import { positive } from '../../../numerics/checked-numbers.ts';
import { choleskyFactor, choleskyInverse } from '../../../numerics/cholesky.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { symmetricEigen } from '../../../numerics/symmetric-eigen.ts';
import { defineFormula } from '../../formula.ts';
import { scaledMove } from '../protocol/labels.ts';
import { inputsWithBias } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asForecast } from '../protocol/output-map.ts';

const LEAST_SHARE = 0.1;
const MEND_EVERY = 500;

/**
 * Forecast of the move over the next `H` bars in units of its usual size, by a ridge regression that counts
 * the inputs of now as if they had been seen with a move of 0: it is careful about what is new to it. Warm
 * with the first label.
 */
export const vovkAzouryWarmuthRidge = defineFormula({
  id: 'F65',
  key: 'vovk-azoury-warmuth-ridge',
  title: 'Vovk-Azoury-Warmuth forecaster',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Vovk, V., 'Competitive on-line statistics', International Statistical Review, 2001; Azoury, K. S. and Warmuth, M. K., Machine Learning, 2001",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      H: { unit: 'bars', meaning: 'label horizon' },
      a: { unit: '1', meaning: 'ridge' },
      lam: { unit: '1', meaning: 'forgetting of A and b per labelled sample' },
    },
    definition: `
      Features X14 with bias, target LABR(H). A=a*I, b=0. Rule ONLINE(H), but the matrix used for a
      forecast at x_t includes x_t itself: f_t=b'*(A+x_t x_t')^{-1}*x_t. When the label z of sample i is
      known: A <- lam*A+x_i x_i', b <- lam*b+z*x_i. A is kept >= 0.1*a*I by adding the missing diagonal
      every 500 samples. Value f.
    `,
    update: "Sherman-Morrison on A^{-1}: f = b'A^{-1}x/(1+x'A^{-1}x); O(15^2)=225 per bar.",
    signal: 'signal = tanh(f); confidence = SKILL*min(1,|f|).',
    range: '(-inf,inf)',
  },
  defaults: { H: 5, a: 10, lam: 0.9995 },
  ...learnsDirection,
  warmUp: ({ H }) => onlineWarmUp(H),
  start: (params) =>
    startOnline(new ForwardRidge(inputsWithBias.width, params), {
      H: params.H,
      label: scaledMove,
      output: asForecast,
      inputs: inputsWithBias,
    }),
});

/** A ridge regression that forgets and whose forecast counts the inputs of the question. */
export class ForwardRidge {
  readonly #size: number;
  readonly #prior: number;
  readonly #memory: number;
  /** Row by row. */
  readonly #matrix: Float64Array;
  readonly #inverse: Float64Array;
  readonly #sums: Float64Array;
  readonly #solved: Float64Array;
  #samples = 0;

  /** `a` is the strength of the ridge, `lam` what a sample counts for with the next. */
  constructor(size: number, { a, lam }: Readonly<Record<'a' | 'lam', number>>) {
    this.#size = size;
    this.#prior = positive('a', a);
    this.#memory = positive('lam', lam);
    const diagonal = (value: number) =>
      Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? value : 0));
    this.#matrix = diagonal(a);
    this.#inverse = diagonal(1 / a);
    this.#sums = new Float64Array(size);
    this.#solved = new Float64Array(size);
  }

  predict(x: Readonly<Float64Array>): number {
    const spread = this.#solve(x);
    return dotProduct(this.#sums, this.#solved) / (1 + spread);
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const spread = this.#solve(x) + this.#memory;
    const matrix = this.#matrix;
    const inverse = this.#inverse;
    for (let i = 0, at = 0; i < this.#size; i += 1) {
      const each = x[i] as number;
      const part = (this.#solved[i] as number) / spread;
      for (let j = 0; j < this.#size; j += 1, at += 1) {
        matrix[at] = this.#memory * (matrix[at] as number) + each * (x[j] as number);
        inverse[at] = ((inverse[at] as number) - part * (this.#solved[j] as number)) / this.#memory;
      }
      this.#sums[i] = this.#memory * (this.#sums[i] as number) + label * each;
    }
    this.#samples += 1;
    if (this.#samples % MEND_EVERY === 0) this.#mend();
  }

  /** Multiplies the inverse with the inputs; answers the product with the inputs again. */
  #solve(x: Readonly<Float64Array>): number {
    for (let i = 0, at = 0; i < this.#size; i += 1) {
      let sum = 0;
      for (let j = 0; j < this.#size; j += 1, at += 1)
        sum += (this.#inverse[at] as number) * (x[j] as number);
      this.#solved[i] = sum;
    }
    return dotProduct(this.#solved, x);
  }

  /** Gives back what the ridge has lost by forgetting, and inverts afresh. */
  #mend(): void {
    const size = this.#size;
    const rows = Array.from({ length: size }, (_, i) => this.#matrix.subarray(i * size, (i + 1) * size));
    const least = symmetricEigen(rows).values.at(-1) ?? 0;
    const missing = Math.max(0, LEAST_SHARE * this.#prior - least);
    rows.forEach((row, i) => (row[i] = (row[i] as number) + missing));
    const factor = choleskyFactor(rows);
    if (factor === undefined) return;
    choleskyInverse(factor).forEach((row, i) => this.#inverse.set(row, i * size));
  }
}
