/** Two states between which a chain switches, each with its own normal noise. */
export interface TwoStates {
  readonly means: readonly [number, number];
  readonly variances: readonly [number, number];
  /** Probability of staying in each state. */
  readonly stay: readonly [number, number];
}

/** Probability of the first of two states in the long run. */
export function stationaryFirst([first, second]: readonly [number, number]): number {
  return (1 - second) / (2 - first - second);
}

/** One value seen by a filter that knows how probable the first state was beforehand. */
export interface SwitchingStep {
  /** Log density of the value. */
  readonly logDensity: number;
  /** Probability of the first state once the value was seen. */
  readonly filtered: number;
  /** The same for the next value, before it is seen. */
  readonly predicted: number;
}

/**
 * One step of Hamilton's filter. Where the value fits neither state the probability stays as foretold.
 *
 * Source: Hamilton (1989), Econometrica 57(2).
 */
export function switchingStep(
  value: number,
  predicted: number,
  { means, stay, variances }: TwoStates,
): SwitchingStep {
  const [first, second] = [
    logNormal(value - means[0], variances[0]),
    logNormal(value - means[1], variances[1]),
  ];
  const highest = Math.max(first, second);
  const one = predicted * Math.exp(first - highest);
  const total = one + (1 - predicted) * Math.exp(second - highest);
  const filtered = Number.isFinite(highest) ? one / total : predicted;
  return {
    logDensity: Math.log(total) + highest,
    filtered,
    predicted: filtered * stay[0] + (1 - filtered) * (1 - stay[1]),
  };
}

/** Log density of a normal deviation. */
function logNormal(off: number, variance: number): number {
  return -0.5 * (Math.log(2 * Math.PI * variance) + (off * off) / variance);
}
