import type { Computation, Parameter } from './computation.ts';
import { type Tensor, tensor } from './tensor.ts';

/** Added to the variance, so that a row of equal numbers becomes one of zeros. */
const SMALLEST_VARIANCE = 1e-5;

/**
 * Each row around its mean in units of its standard deviation (divided by the number of columns), times a
 * learned gain for each column plus a learned constant; without these where `isLearned` is false.
 *
 * Source: Ba, Kiros & Hinton (2016), Layer Normalization.
 */
export function normalizedRows(net: Computation, input: Tensor, isLearned: boolean): Tensor {
  const { columns, rows } = input;
  const output = tensor(rows, columns);
  const scores = new Float64Array(rows * columns);
  const deviations = new Float64Array(rows);
  const gain = isLearned ? net.constants(columns, 1) : undefined;
  const shift = isLearned ? net.constants(columns) : undefined;
  net.add({
    forward() {
      for (let r = 0; r < rows; r += 1) deviations[r] = standardize(input, r, scores);
      output.values.set(scores);
      if (gain && shift) applyGain(output, gain, shift);
    },
    backward() {
      if (gain && shift) throughGain({ gain, output, scores, shift });
      for (let r = 0; r < rows; r += 1) throughScores(input, output, { r, scores, deviations });
      output.slopes.fill(0);
    },
  });
  return output;
}

/** Writes the standard scores of a row; answers its standard deviation. */
function standardize({ columns, values }: Tensor, row: number, scores: Float64Array): number {
  const from = row * columns;
  let mean = 0;
  for (let j = from; j < from + columns; j += 1) mean += values[j] as number;
  mean /= columns;
  let variance = 0;
  for (let j = from; j < from + columns; j += 1) variance += ((values[j] as number) - mean) ** 2;
  const deviation = Math.sqrt(variance / columns + SMALLEST_VARIANCE);
  for (let j = from; j < from + columns; j += 1) scores[j] = ((values[j] as number) - mean) / deviation;
  return deviation;
}

function applyGain({ columns, values }: Tensor, gain: Parameter, shift: Parameter): void {
  for (let i = 0; i < values.length; i += 1) {
    const j = i % columns;
    values[i] = (values[i] as number) * (gain.values[j] as number) + (shift.values[j] as number);
  }
}

interface LearnedGain {
  readonly output: Tensor;
  readonly scores: Float64Array;
  readonly gain: Parameter;
  readonly shift: Parameter;
}

/** Leaves the slopes of the scores in the place of those of the output. */
function throughGain({ gain, output: { columns, slopes }, scores, shift }: LearnedGain): void {
  for (let i = 0; i < slopes.length; i += 1) {
    const j = i % columns;
    const slope = slopes[i] as number;
    gain.slopes[j] = (gain.slopes[j] as number) + slope * (scores[i] as number);
    shift.slopes[j] = (shift.slopes[j] as number) + slope;
    slopes[i] = slope * (gain.values[j] as number);
  }
}

interface ScoredRow {
  readonly r: number;
  readonly scores: Float64Array;
  readonly deviations: Float64Array;
}

function throughScores(input: Tensor, { slopes }: Tensor, { deviations, r, scores }: ScoredRow): void {
  const { columns } = input;
  const from = r * columns;
  let mean = 0;
  let product = 0;
  for (let j = from; j < from + columns; j += 1) {
    mean += slopes[j] as number;
    product += (slopes[j] as number) * (scores[j] as number);
  }
  mean /= columns;
  product /= columns;
  for (let j = from; j < from + columns; j += 1) {
    const slope =
      ((slopes[j] as number) - mean - (scores[j] as number) * product) / (deviations[r] as number);
    input.slopes[j] = (input.slopes[j] as number) + slope;
  }
}
