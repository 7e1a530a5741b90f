import { dotProduct } from '../../../numerics/dot-product.ts';
import type { LabeledRows } from '../../../numerics/labeled-rows.ts';

/** A constant and one weight for each input, as a fit of linear models hands them out. */
export function openLinear(model: Float64Array) {
  const [constant = 0] = model;
  const weights = model.subarray(1);
  return {
    predict: (x: Readonly<Float64Array>) => constant + dotProduct(weights, x),
    /** Whether it says the same whatever the inputs. */
    isConstant: weights.every((each) => each === 0),
  };
}

/** The numbers of a model of inputs that were centered by `means`. */
export function centeredModel(
  weights: Readonly<Float64Array>,
  means: Readonly<Float64Array>,
  labelMean: number,
): number[] {
  return [labelMean - dotProduct(weights, means), ...weights];
}

/** Mean squared distance of forecasts from labels. */
export function meanSquaredError(
  predict: (x: Readonly<Float64Array>) => number,
  { count, inputs, labels, width }: LabeledRows,
): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    sum += ((labels[i] as number) - predict(inputs.subarray(i * width, (i + 1) * width))) ** 2;
  }
  return sum / count;
}
