import { kolmogorovTail } from './kolmogorov-smirnov.ts';

/** Whether a mean has stayed the same: the running sum of deviations, and how often chance takes it as far. */
export interface MeanCusum {
  /** Largest sum of deviations from the mean, in their deviation and over the root of their number. */
  readonly statistic: number;
  readonly p: number;
}

/**
 * Cusum test of a constant mean on all values at once. Undefined of values that do not vary.
 *
 * Source: Ploberger & Krämer (1992), Econometrica 60(2).
 */
export function meanCusum(values: ArrayLike<number>): MeanCusum | undefined {
  const count = values.length;
  const list = Array.from(values);
  const mean = list.reduce((sum, each) => sum + each, 0) / count;
  const deviation = Math.sqrt(list.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (count - 1));
  if (!(deviation > 0)) return undefined;
  let sum = 0;
  let most = 0;
  for (const each of list) {
    sum += each - mean;
    most = Math.max(most, Math.abs(sum));
  }
  const statistic = most / (deviation * Math.sqrt(count));
  return { statistic, p: kolmogorovTail(statistic) };
}
