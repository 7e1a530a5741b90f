import type { Tensor } from './tensor.ts';

/**
 * A loss of the first rows of an output against their targets (as many as are given, row by row): answers the
 * sum over the rows, and adds `share` times its slopes to those of the output.
 */
export type Loss = (output: Tensor, targets: Float64Array, share: number) => number;

/** Minus the log probability of targets of 0 or 1, where outputs are log odds. */
export const logisticLoss: Loss = ({ slopes, values }, targets, share) => {
  let loss = 0;
  for (let i = 0; i < targets.length; i += 1) {
    const odds = values[i] as number;
    const target = targets[i] as number;
    loss += Math.max(odds, 0) - odds * target + Math.log1p(Math.exp(-Math.abs(odds)));
    slopes[i] = (slopes[i] as number) + share * (1 / (1 + Math.exp(-odds)) - target);
  }
  return loss;
};

/** The mean of the squared errors of a row. */
export const squaredLoss: Loss = ({ columns, slopes, values }, targets, share) => {
  let loss = 0;
  for (let i = 0; i < targets.length; i += 1) {
    const error = (values[i] as number) - (targets[i] as number);
    loss += (error * error) / columns;
    slopes[i] = (slopes[i] as number) + (2 * share * error) / columns;
  }
  return loss;
};

/**
 * The mean over a row of how far forecast quantiles miss: a target above the `q` quantile costs `q` for each
 * unit, one below it `1 - q`. The columns are the quantiles of the first target, then those of the second.
 */
export function quantileLoss(quantiles: readonly number[]): Loss {
  return ({ columns, slopes, values }, targets, share) => {
    let loss = 0;
    const outputs = targets.length * quantiles.length;
    for (let i = 0; i < outputs; i += 1) {
      const quantile = quantiles[i % quantiles.length] as number;
      const miss = (targets[Math.floor(i / quantiles.length)] as number) - (values[i] as number);
      loss += (miss > 0 ? quantile * miss : (quantile - 1) * miss) / columns;
      slopes[i] = (slopes[i] as number) + (share * (miss > 0 ? -quantile : 1 - quantile)) / columns;
    }
    return loss;
  };
}
