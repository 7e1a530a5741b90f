import { type ColumnFit, ColumnRegression, columnRegression } from './column-regression.ts';
import { DickeyFuller, type DickeyFullerTest, dickeyFullerTestByAic } from './dickey-fuller.ts';

/** Two series on one line, and whether what is left is pulled back. */
export interface EngleGrangerTest {
  /** `y = intercept + slope * x + residual`. */
  readonly intercept: number;
  readonly slope: number;
  readonly residuals: Float64Array;
  /** Deviation of the residuals, divided by their number. */
  readonly deviation: number;
  /** Dickey-Fuller regression of the residuals without a constant. */
  readonly test: DickeyFullerTest;
}

/**
 * Residual-based test of cointegration: `y` on a constant and `x`, then a Dickey-Fuller regression of the
 * residuals with `lags` lags, or with as many of 0 to `lags` as the information criterion of Akaike chooses
 * (`byAic`). Its statistic is compared with `cointegrationCriticalValues(n - 1)`. Undefined where a
 * regression does not exist.
 *
 * Source: Engle & Granger (1987), Co-Integration and Error Correction, Econometrica 55(2).
 */
export function engleGrangerTest(
  y: Float64Array,
  x: Float64Array,
  lags: number,
  byAic = false,
): EngleGrangerTest | undefined {
  if (!byAic) return new EngleGranger(y.length, lags).test(y, x);
  const line = columnRegression([x], y);
  return line && outcomeOf(line, dickeyFullerTestByAic(line.residuals, lags, 'none'));
}

/** {@link engleGrangerTest} of series of `count` values, one after another in the same memory. */
export class EngleGranger {
  readonly #line = new ColumnRegression();
  readonly #columns: Float64Array[] = [];
  readonly #dickeyFuller: DickeyFuller;

  constructor(count: number, lags: number) {
    this.#dickeyFuller = new DickeyFuller(count, lags, 'none');
  }

  /** Valid until the next call. */
  test(y: Float64Array, x: Float64Array): EngleGrangerTest | undefined {
    this.#columns[0] = x;
    const line = this.#line.fit(this.#columns, y);
    return line && outcomeOf(line, this.#dickeyFuller.test(line.residuals));
  }
}

function outcomeOf(
  { coefficients, intercept, residuals, sumOfSquares }: ColumnFit,
  test: DickeyFullerTest | undefined,
): EngleGrangerTest | undefined {
  if (test === undefined) return undefined;
  const deviation = Math.sqrt(sumOfSquares / residuals.length);
  return { intercept, slope: coefficients[0] as number, residuals, deviation, test };
}
