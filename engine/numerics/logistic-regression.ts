const STEPS = 60;
const TOLERANCE = 1e-10;
/** A pivot below this share of its element is rounding: the columns depend on each other. */
const DEPENDENT_BELOW = 1e-14;

/** Weights of a logistic regression; the first belongs to the constant. */
export interface LogisticFit {
  readonly coefficients: readonly number[];
  /** Standard errors from the curvature at the solution; too small where outcomes overlap. */
  readonly errors: readonly number[];
  readonly logLikelihood: number;
}

/** The probability of 1 at `row` (without the constant). */
export function logisticProbability(coefficients: readonly number[], row: readonly number[]): number {
  let sum = coefficients[0] ?? 0;
  for (let i = 0; i < row.length; i += 1) sum += (coefficients[i + 1] ?? 0) * (row[i] as number);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * Fits outcomes of 0 and 1 by maximum likelihood, less `ridge` times half the squares of all weights but
 * the constant. Newton’s method from 0. Undefined of nothing, where columns depend on each other without a
 * penalty, and where it does not settle, as when a plane parts the outcomes.
 * @throws {RangeError} when rows and outcomes differ in number or `ridge` is below zero.
 */
export function logisticRegression(
  rows: readonly (readonly number[])[],
  outcomes: ArrayLike<number>,
  ridge: number,
): LogisticFit | undefined {
  if (rows.length !== outcomes.length) {
    throw new RangeError(
      `a regression needs an outcome per row, was given ${rows.length} and ${outcomes.length}`,
    );
  }
  if (!(ridge >= 0)) throw new RangeError(`ridge must not be below zero, was ${ridge}`);
  if (rows.length === 0) return undefined;
  const coefficients = Array.from({ length: (rows[0]?.length ?? 0) + 1 }, () => 0);
  for (let step = 0; step < STEPS; step += 1) {
    const { curvature, pull } = slopesAt(coefficients, rows, outcomes, ridge);
    const inverse = inverseOf(curvature);
    if (inverse === undefined) return undefined;
    const moves = inverse.map((row) => row.reduce((sum, each, j) => sum + each * (pull[j] as number), 0));
    moves.forEach((move, i) => (coefficients[i] = (coefficients[i] as number) + move));
    if (!moves.every(Number.isFinite)) return undefined;
    if (moves.every((move) => Math.abs(move) < TOLERANCE)) {
      const errors = inverse.map((row, i) => Math.sqrt(row[i] as number));
      return { coefficients, errors, logLikelihood: logLikelihood(coefficients, rows, outcomes) };
    }
  }
  return undefined;
}

function slopesAt(
  coefficients: readonly number[],
  rows: readonly (readonly number[])[],
  outcomes: ArrayLike<number>,
  ridge: number,
): { readonly curvature: number[][]; readonly pull: number[] } {
  const width = coefficients.length;
  const pull = coefficients.map((each, i) => (i === 0 ? 0 : -ridge * each));
  const curvature = pull.map((_, i) => pull.map((_each, j) => (i === j && i > 0 ? ridge : 0)));
  for (let r = 0; r < rows.length; r += 1) {
    const row = rows[r] as readonly number[];
    const probability = logisticProbability(coefficients, row);
    const error = (outcomes[r] as number) - probability;
    const weight = probability * (1 - probability);
    for (let i = 0; i < width; i += 1) {
      const x = i === 0 ? 1 : (row[i - 1] as number);
      pull[i] = (pull[i] as number) + error * x;
      const line = curvature[i] as number[];
      for (let j = 0; j <= i; j += 1) {
        line[j] = (line[j] as number) + weight * x * (j === 0 ? 1 : (row[j - 1] as number));
      }
    }
  }
  return { curvature, pull };
}

/** Inverse of a symmetric positive matrix given by its lower half; undefined when it is not positive. */
function inverseOf(lower: readonly (readonly number[])[]): number[][] | undefined {
  const factor = lower.map((row) => [...row]);
  for (let j = 0; j < factor.length; j += 1) {
    const diagonal = rest(factor, j, j);
    if (!(diagonal > DEPENDENT_BELOW * Math.abs(lower[j]?.[j] ?? 0))) return undefined;
    const root = Math.sqrt(diagonal);
    for (let i = j + 1; i < factor.length; i += 1) (factor[i] as number[])[j] = rest(factor, i, j) / root;
    (factor[j] as number[])[j] = root;
  }
  return factor.map((_, column) => solved(factor, column));
}

/** What is left of an element when the columns before its own are taken off. */
function rest(factor: readonly (readonly number[])[], i: number, j: number): number {
  let value = factor[i]?.[j] ?? 0;
  for (let k = 0; k < j; k += 1) value -= (factor[i]?.[k] ?? 0) * (factor[j]?.[k] ?? 0);
  return value;
}

/** A column of the inverse from the triangular factor: forwards, then backwards. */
function solved(factor: readonly (readonly number[])[], column: number): number[] {
  const size = factor.length;
  const x: number[] = Array.from({ length: size }, (_, i) => (i === column ? 1 : 0));
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) x[i] = (x[i] as number) - (factor[i]?.[k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (factor[i]?.[i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1)
      x[i] = (x[i] as number) - (factor[k]?.[i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (factor[i]?.[i] as number);
  }
  return x;
}

function logLikelihood(
  coefficients: readonly number[],
  rows: readonly (readonly number[])[],
  outcomes: ArrayLike<number>,
): number {
  return rows.reduce((sum, row, r) => {
    const probability = logisticProbability(coefficients, row);
    return sum + Math.log((outcomes[r] as number) > 0 ? probability : 1 - probability);
  }, 0);
}
