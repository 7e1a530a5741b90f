import { choleskyFactor, choleskySolve } from '../../../numerics/cholesky.ts';
import { ColumnRegression } from '../../../numerics/column-regression.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { squareRows } from '../../../numerics/square-rows.ts';

/** A regression of one series on a constant and others, and whether its coefficients stayed what they are. */
export interface ParameterStability {
  /** Large where the coefficients moved. */
  readonly statistic: number;
  /** The constant first. */
  readonly coefficients: readonly number[];
}

/**
 * Joint stability of the constant and the coefficients of a regression; the variance of the errors is not
 * among what is tested. Undefined where columns depend on each other or nothing is left to explain.
 *
 * Source: Nyblom (1989), Testing for the constancy of parameters over time, JASA 84(405); Hansen (1992),
 * Testing for parameter instability in linear models, Journal of Policy Modeling 14(4).
 */
export const parameterStability = (
  columns: readonly Float64Array[],
  y: Float64Array,
): ParameterStability | undefined => new StabilityTest(columns.length, y.length).of(columns, y);

/** {@link parameterStability} again and again, of `size` columns of one length, in memory that is used again. */
export class StabilityTest {
  readonly #regression = new ColumnRegression();
  /** What each observation says of each coefficient. */
  readonly #scores: readonly Float64Array[];
  readonly #products: readonly Float64Array[];
  readonly #factor: readonly Float64Array[];
  readonly #lengths: Float64Array;
  readonly #sums: Float64Array;
  readonly #solved: Float64Array;

  constructor(size: number, length: number) {
    this.#scores = Array.from({ length: size + 1 }, () => new Float64Array(length));
    this.#products = squareRows(size + 1);
    this.#factor = squareRows(size + 1);
    this.#lengths = new Float64Array(size + 1);
    this.#sums = new Float64Array(size + 1);
    this.#solved = new Float64Array(size + 1);
  }

  of(columns: readonly Float64Array[], y: Float64Array): ParameterStability | undefined {
    const fit = this.#regression.fit(columns, y);
    if (fit === undefined || !(fit.sumOfSquares > 1e-24 * y.length)) return undefined;
    this.#writeScores(fit.residuals, columns);
    this.#writeProducts();
    const factor = choleskyFactor(this.#products, 1e-12, this.#factor);
    if (factor === undefined) return undefined;
    return {
      statistic: this.#totalOf(factor) / y.length,
      coefficients: [fit.intercept, ...fit.coefficients],
    };
  }

  #writeScores(residuals: Float64Array, columns: readonly Float64Array[]): void {
    this.#scores[0]?.set(residuals);
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i] as Float64Array;
      const score = this.#scores[i + 1] as Float64Array;
      for (let t = 0; t < score.length; t += 1) score[t] = (residuals[t] as number) * (column[t] as number);
    }
  }

  /** Products of the scores in units of their own lengths, so that a flat column is not mistaken for a dependent one. */
  #writeProducts(): void {
    const products = this.#products;
    const lengths = this.#lengths;
    for (let i = 0; i < products.length; i += 1) {
      const row = products[i] as Float64Array;
      for (let j = 0; j <= i; j += 1)
        row[j] = dotProduct(this.#scores[i] as Float64Array, this.#scores[j] as Float64Array);
      lengths[i] = Math.sqrt(row[i] as number);
      for (let j = 0; j <= i; j += 1)
        row[j] = (row[j] as number) / ((lengths[i] as number) * (lengths[j] as number));
    }
  }

  /** Sum over time of how far all scores up to a time lie from none. */
  #totalOf(factor: readonly Float64Array[]): number {
    const scores = this.#scores;
    const sums = this.#sums.fill(0);
    const length = scores[0]?.length ?? 0;
    let total = 0;
    for (let t = 0; t < length; t += 1) {
      for (let i = 0; i < sums.length; i += 1)
        sums[i] =
          (sums[i] as number) + ((scores[i] as Float64Array)[t] as number) / (this.#lengths[i] as number);
      total += dotProduct(sums, choleskySolve(factor, sums, this.#solved));
    }
    return total;
  }
}
