/** Drift and volatility of the log price a bar, in the direction of the position, and the distance of its trail. */
export interface TrailTerms {
  readonly drift: number;
  readonly volatility: number;
  readonly distance: number;
}

/** What a trailing stop brings on average. */
export interface TrailOutlook {
  /** Best log gain from the start of the trail, and the gain at its hit. */
  readonly max: number;
  readonly gain: number;
  /** Bars until it is hit. */
  readonly steps: number;
}

/** Below this strength of the drift three terms of its series are exact to rounding. */
const WEAK = 1e-5;

/**
 * What a stop at a fixed distance behind the best log price brings on average, of a Brownian path.
 *
 * Source: Taylor (1975), A Stopped Brownian Motion Formula, Annals of Probability 3.
 */
export function trailOutlook({ distance, drift, volatility }: TrailTerms): TrailOutlook {
  const variance = volatility * volatility;
  const z = (2 * drift * distance) / variance;
  if (Math.abs(z) < WEAK) {
    const rise = z / 2 + (z * z) / 6;
    const steps = ((distance * distance) / variance) * (1 + z / 3 + (z * z) / 12);
    return { max: distance * (1 + rise), gain: distance * rise, steps };
  }
  const max = (variance / (2 * drift)) * Math.expm1(z);
  return { max, gain: max - distance, steps: (max - distance) / drift };
}
