import { dotProduct } from '../../../numerics/dot-product.ts';

/** The break in level beside which a series is pulled back most. */
export interface LevelBreak {
  /** t-value of the level: far below zero where the series is pulled back to one that has moved once. */
  readonly statistic: number;
  /** Last index of the earlier regime. */
  readonly at: number;
}

/** A base column of which the others leave this small a share of its squares depends on them. */
const DEPENDENT = 1e-20;

/**
 * Unit-root test against a level that moves once at a place the data choose, beside a line in time and
 * `lags` changes before. What is the same for every place is taken out once and the step of each place
 * enters through running sums, so that all places together cost what one regression does. Undefined where
 * no place allows the regression.
 *
 * Source: Zivot & Andrews (1992), Further evidence on the great crash, the oil-price shock, and the
 * unit-root hypothesis, Journal of Business & Economic Statistics 10(3), model A.
 */
export function zivotAndrews(y: Float64Array, lags: number, trim: number): LevelBreak | undefined {
  const count = y.length;
  const rows = count - 1 - lags;
  const freedom = rows - 4 - lags;
  if (freedom < 1) return undefined;
  const change = (t: number) => (y[t] as number) - (y[t - 1] as number);
  const column = (at: (t: number) => number) =>
    Float64Array.from({ length: rows }, (_, i) => at(lags + 1 + i));
  const base = orthonormal([
    column(() => 1),
    column((t) => t),
    ...Array.from({ length: lags }, (_, lag) => column((t) => change(t - lag - 1))),
  ]);
  if (base === undefined) return undefined;
  const level = without(
    base,
    column((t) => y[t - 1] as number),
  );
  const target = without(base, column(change));
  const places = new StepRegression(base, level, target);
  let best: LevelBreak | undefined;
  const margin = Math.floor(trim * count);
  for (let at = margin; at < count - margin; at += 1) {
    const statistic = places.levelValue(at - lags, freedom);
    if (statistic < (best?.statistic ?? Infinity)) best = { statistic, at };
  }
  return best;
}

/** The regression of a target on a level and a step, both beside columns that are taken out already. */
class StepRegression {
  readonly #baseSums: readonly Float64Array[];
  readonly #levelSums: Float64Array;
  readonly #targetSums: Float64Array;
  readonly #rows: number;
  readonly #ofLevel: number;
  readonly #ofTarget: number;
  readonly #ofBoth: number;

  constructor(base: readonly Float64Array[], level: Float64Array, target: Float64Array) {
    this.#rows = level.length;
    this.#baseSums = base.map(tailSums);
    this.#levelSums = tailSums(level);
    this.#targetSums = tailSums(target);
    this.#ofLevel = dotProduct(level, level);
    this.#ofTarget = dotProduct(target, target);
    this.#ofBoth = dotProduct(level, target);
  }

  /** t-value of the level beside a step from row `from` on; NaN where the regression does not exist. */
  levelValue(from: number, freedom: number): number {
    if (from <= 0 || from >= this.#rows) return NaN;
    let step = this.#rows - from;
    for (const sums of this.#baseSums) step -= (sums[from] as number) ** 2;
    const withLevel = this.#levelSums[from] as number;
    const withTarget = this.#targetSums[from] as number;
    const determinant = this.#ofLevel * step - withLevel * withLevel;
    if (!(step > 1e-9) || !(determinant > 1e-12 * this.#ofLevel * step)) return NaN;
    const pull = (this.#ofBoth * step - withTarget * withLevel) / determinant;
    const shift = (withTarget * this.#ofLevel - this.#ofBoth * withLevel) / determinant;
    const squares = this.#ofTarget - pull * this.#ofBoth - shift * withTarget;
    if (!(squares > 1e-12 * this.#ofTarget)) return NaN;
    return pull / Math.sqrt(((squares / freedom) * step) / determinant);
  }
}

/** Columns of length 1 at right angles that span the same; undefined where one depends on those before it. */
function orthonormal(columns: readonly Float64Array[]): Float64Array[] | undefined {
  const base: Float64Array[] = [];
  for (const column of columns) {
    // Twice: the first pass leaves rounding of the size of what it took out.
    const rest = without(base, without(base, column));
    const squares = dotProduct(rest, rest);
    if (!(squares > DEPENDENT * dotProduct(column, column))) return undefined;
    base.push(rest.map((each) => each / Math.sqrt(squares)));
  }
  return base;
}

function without(base: readonly Float64Array[], column: Float64Array): Float64Array {
  const rest = Float64Array.from(column);
  for (const direction of base) {
    const part = dotProduct(direction, rest);
    for (let i = 0; i < rest.length; i += 1) rest[i] = (rest[i] as number) - part * (direction[i] as number);
  }
  return rest;
}

/** Sum of a column from each row to its end. */
function tailSums(column: Float64Array): Float64Array {
  const sums = Float64Array.from(column);
  for (let i = sums.length - 2; i >= 0; i -= 1) sums[i] = (sums[i] as number) + (sums[i + 1] as number);
  return sums;
}
