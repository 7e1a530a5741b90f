/**
 * A state that moves by itself and is seen through one number: `y = Z a + e` with variance `R` of e, and
 * `a` after `T a` with noise of covariance `Q`.
 */
export interface StateSpace {
  readonly T: readonly (readonly number[])[];
  readonly Q: readonly (readonly number[])[];
  readonly Z: readonly number[];
  readonly R: number;
}

/** What is known of the state: its mean and covariance. */
export interface Belief {
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/** One value seen by a filter. */
export interface FilterStep {
  /** Before the value was seen, and after. */
  readonly predicted: Belief;
  readonly filtered: Belief;
  /** What the value surprised by, and the variance of that surprise; none where it is missing. */
  readonly innovation: number | undefined;
  readonly innovationVariance: number;
}

/**
 * The filter of Kalman along values, of which a missing one is NaN. `first` is what is known of the state at
 * the first value before it is seen. The log-likelihood is that of the values seen.
 *
 * Source: Kalman (1960), Journal of Basic Engineering 82(1); Durbin & Koopman (2012), chapter 4.
 */
export function kalmanFilter(
  space: StateSpace,
  first: Belief,
  values: ArrayLike<number>,
): { readonly steps: readonly FilterStep[]; readonly logLikelihood: number } {
  const steps: FilterStep[] = [];
  let logLikelihood = 0;
  let predicted = first;
  for (let t = 0; t < values.length; t += 1) {
    const step = observed(space, predicted, values[t] as number);
    steps.push(step);
    if (step.innovation !== undefined) {
      const { innovation, innovationVariance: F } = step;
      logLikelihood -= 0.5 * (Math.log(2 * Math.PI) + Math.log(F) + (innovation * innovation) / F);
    }
    predicted = movedOn(space, step.filtered);
  }
  return { steps, logLikelihood };
}

/** What all values say of the state at each (Rauch, Tung & Striebel 1965). It knows the future: not for a live screen. */
export function kalmanSmoother({ T }: StateSpace, steps: readonly FilterStep[]): Belief[] {
  const smoothed: Belief[] = [];
  for (let t = steps.length - 1; t >= 0; t -= 1) {
    const { filtered } = steps[t] as FilterStep;
    const next = steps[t + 1]?.predicted;
    const after = smoothed.at(-1);
    if (next === undefined || after === undefined) {
      smoothed.push(filtered);
      continue;
    }
    const gain = times(times(filtered.covariance, transposed(T)), inverse(next.covariance));
    const off = after.mean.map((each, i) => each - at(next.mean, i));
    const change = minus(after.covariance, next.covariance);
    smoothed.push({
      mean: filtered.mean.map((each, i) => each + dot(gain[i] ?? [], off)),
      covariance: plus(filtered.covariance, times(times(gain, change), transposed(gain))),
    });
  }
  return smoothed.toReversed();
}

/** What one value adds to what is known of the state. */
function observed({ R, Z }: StateSpace, predicted: Belief, value: number): FilterStep {
  const toState = predicted.covariance.map((row) => dot(row, Z));
  const innovationVariance = dot(Z, toState) + R;
  if (Number.isNaN(value)) {
    return { predicted, filtered: predicted, innovation: undefined, innovationVariance };
  }
  const innovation = value - dot(Z, predicted.mean);
  const filtered = {
    mean: predicted.mean.map((each, i) => each + (at(toState, i) * innovation) / innovationVariance),
    covariance: predicted.covariance.map((row, i) =>
      row.map((each, j) => each - (at(toState, i) * at(toState, j)) / innovationVariance),
    ),
  };
  return { predicted, filtered, innovation, innovationVariance };
}

function movedOn({ Q, T }: StateSpace, { covariance, mean }: Belief): Belief {
  return {
    mean: T.map((row) => dot(row, mean)),
    covariance: plus(times(times(T, covariance), transposed(T)), Q),
  };
}

type Matrix = readonly (readonly number[])[];

const at = (list: readonly number[], i: number): number => list[i] as number;

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, each, i) => sum + each * at(b, i), 0);

const transposed = (A: Matrix): Matrix => A.map((_, j) => A.map((row) => at(row, j)));

function times(A: Matrix, B: Matrix): Matrix {
  const columns = transposed(B);
  return A.map((row) => columns.map((column) => dot(row, column)));
}

const plus = (A: Matrix, B: Matrix): Matrix =>
  A.map((row, i) => row.map((each, j) => each + at(B[i] ?? [], j)));

const minus = (A: Matrix, B: Matrix): Matrix =>
  A.map((row, i) => row.map((each, j) => each - at(B[i] ?? [], j)));

/** By Gauss and Jordan, with the largest pivot of each column. */
function inverse(A: Matrix): Matrix {
  const size = A.length;
  const rows = A.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column += 1) {
    const below = rows.slice(column).map((row) => Math.abs(at(row, column)));
    const pivot = column + below.indexOf(Math.max(...below));
    const [top = [], other = []] = [rows[pivot], rows[column]];
    rows[pivot] = other;
    rows[column] = top.map((each) => each / at(top, column));
    const scaled = rows[column] ?? [];
    rows.forEach((row, i) => {
      if (i === column) return;
      const factor = at(row, column);
      rows[i] = row.map((each, j) => each - factor * at(scaled, j));
    });
  }
  return rows.map((row) => row.slice(size));
}
