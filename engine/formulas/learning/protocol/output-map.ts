import { confidenceOfZ } from '../../../numerics/confidence.ts';
import { normalCdf } from '../../../numerics/normal-distribution.ts';

/** How the value of a learner becomes a direction: which way, and how far to believe it before its skill. */
export interface OutputMap {
  /** -1 to 1; its sign is the sign of the forecast. */
  signal(value: number): number;
  /** 0 to 1, multiplied with the skill. */
  strength(value: number): number;
}

/** The value is the probability of a rise. */
export const asProbability: OutputMap = {
  signal: (value) => 2 * value - 1,
  strength: (value) => Math.abs(2 * value - 1),
};

/** The value is a forecast in units of the usual move, or a margin of about that size. */
export const asForecast: OutputMap = scaledForecast(1);

/** The same of a value that counts `factor` times. */
export function scaledForecast(factor: number): OutputMap {
  return {
    signal: (value) => Math.tanh(factor * value),
    strength: (value) => Math.min(1, Math.abs(factor * value)),
  };
}

/** The value is a forecast in units of its own standard error. */
export const asStandardScore: OutputMap = {
  signal: (value) => 2 * normalCdf(value) - 1,
  strength: confidenceOfZ,
};
