import { choleskyFactor, choleskySolve } from './cholesky.ts';
import type { LabeledRows } from './labeled-rows.ts';

const STEPS = 60;
const HALVINGS = 30;
const GRADIENT = 1e-6;

/** Probability of each class at `x`, written into `target`; `weights` holds a row with the constant last for each. */
export function softmaxProbabilities(
  weights: Readonly<Float64Array>,
  x: Readonly<Float64Array>,
  target: Float64Array,
): Float64Array {
  const stride = x.length + 1;
  let most = -Infinity;
  for (let c = 0; c < target.length; c += 1) {
    let score = weights[c * stride + x.length] as number;
    for (let j = 0; j < x.length; j += 1) score += (weights[c * stride + j] as number) * (x[j] as number);
    target[c] = score;
    most = Math.max(most, score);
  }
  let sum = 0;
  for (let c = 0; c < target.length; c += 1) {
    target[c] = Math.exp((target[c] as number) - most);
    sum += target[c] as number;
  }
  for (let c = 0; c < target.length; c += 1) target[c] = (target[c] as number) / sum;
  return target;
}

/**
 * Multinomial logistic regression: labels are the numbers of classes from 0. Minimizes minus the
 * log-likelihood plus `ridge` times half the squares of all weights but the constants, by Newton's method to
 * a gradient below 1e-6 of the rows. Undefined where it does not settle.
 */
export function softmaxRegression(
  rows: LabeledRows,
  classes: number,
  ridge: number,
): Float64Array | undefined {
  const stride = rows.width + 1;
  let weights = new Float64Array(classes * stride);
  let state = slopesAt(rows, weights, classes, ridge);
  for (let step = 0; step < STEPS; step += 1) {
    if (Math.hypot(...state.gradient) < GRADIENT * rows.count) return weights;
    const factor = choleskyFactor(state.curvature);
    if (factor === undefined) return undefined;
    const move = choleskySolve(factor, state.gradient);
    let next = weights;
    let share = 1;
    for (let halving = 0; halving < HALVINGS; halving += 1, share /= 2) {
      next = weights.map((each, i) => each - share * (move[i] as number));
      if (lossAt(rows, next, classes, ridge) <= state.loss) break;
    }
    weights = next;
    state = slopesAt(rows, weights, classes, ridge);
  }
  return undefined;
}

function lossAt(rows: LabeledRows, weights: Float64Array, classes: number, ridge: number): number {
  const probabilities = new Float64Array(classes);
  let loss = 0;
  for (let i = 0; i < rows.count; i += 1) {
    const x = rows.inputs.subarray(i * rows.width, (i + 1) * rows.width);
    softmaxProbabilities(weights, x, probabilities);
    loss -= Math.log(probabilities[rows.labels[i] as number] as number);
  }
  return weights.reduce((sum, each, at) => sum + (ridgeAt(at, rows.width, ridge) / 2) * each * each, loss);
}

/** The constants bear no penalty. */
const ridgeAt = (at: number, width: number, ridge: number): number =>
  at % (width + 1) === width ? 0 : ridge;

function slopesAt(rows: LabeledRows, weights: Float64Array, classes: number, ridge: number) {
  const { count, inputs, labels, width } = rows;
  const stride = width + 1;
  const gradient = weights.map((each, at) => ridgeAt(at, width, ridge) * each);
  const curvature = Array.from({ length: weights.length }, () => new Float64Array(weights.length));
  const probabilities = new Float64Array(classes);
  const x = new Float64Array(stride).fill(1);
  for (let i = 0; i < count; i += 1) {
    const row = inputs.subarray(i * width, (i + 1) * width);
    x.set(row);
    softmaxProbabilities(weights, row, probabilities);
    for (let c = 0; c < classes; c += 1) {
      const error = (probabilities[c] as number) - (labels[i] === c ? 1 : 0);
      for (let j = 0; j < stride; j += 1)
        gradient[c * stride + j] = (gradient[c * stride + j] as number) + error * (x[j] as number);
      addCurvature(curvature, x, probabilities, c);
    }
  }
  mirror(curvature);
  weights.forEach((_, at) => {
    const line = curvature[at] as Float64Array;
    line[at] = (line[at] as number) + ridgeAt(at, width, ridge);
    if (at % stride === width) holdTogether(line, stride);
  });
  return { gradient, curvature, loss: lossAt(rows, weights, classes, ridge) };
}

/** All constants may move together without changing anything; this holds their sum where it is. */
function holdTogether(line: Float64Array, stride: number): void {
  for (let at = stride - 1; at < line.length; at += stride) line[at] = (line[at] as number) + 1;
}

/** Adds what one row bends the loss in the weights of class `c` and those of the classes up to it. */
function addCurvature(
  curvature: readonly Float64Array[],
  x: Float64Array,
  probabilities: Float64Array,
  c: number,
): void {
  const stride = x.length;
  const own = probabilities[c] as number;
  for (let d = 0; d <= c; d += 1) {
    const weight = own * ((c === d ? 1 : 0) - (probabilities[d] as number));
    for (let j = 0; j < stride; j += 1) {
      const line = curvature[c * stride + j] as Float64Array;
      const each = weight * (x[j] as number);
      for (let k = 0; k < stride; k += 1) {
        line[d * stride + k] = (line[d * stride + k] as number) + each * (x[k] as number);
      }
    }
  }
}

function mirror(matrix: readonly Float64Array[]): void {
  matrix.forEach((row, i) => {
    for (let j = 0; j < i; j += 1) (matrix[j] as Float64Array)[i] = row[j] as number;
  });
}
