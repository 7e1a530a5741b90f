/** Prices of a call and a put of the same strike and expiry, in quote units. */
export interface OptionPair {
  readonly strike: number;
  readonly call: number;
  readonly put: number;
}

/** All options of one expiry. */
export interface OptionChain {
  /** In ascending order of the strikes. */
  readonly pairs: readonly OptionPair[];
  /** Price of the future of the expiry. */
  readonly forward: number;
  /** Time to expiry in years. */
  readonly years: number;
  /** Interest a year. */
  readonly rate: number;
}

/**
 * Variance a year that the options of one expiry expect, whatever the model. Undefined where no strike lies
 * at or below the future, and below two strikes.
 *
 * Source: Cboe (2003), VIX White Paper, the general formula; Demeterfi, Derman, Kamal & Zou (1999), A guide
 * to volatility and variance swaps, Journal of Derivatives 6(4).
 */
export function impliedVariance({ forward, pairs, rate, years }: OptionChain): number | undefined {
  const center = pairs.findLastIndex(({ strike }) => strike <= forward);
  const middle = pairs[center];
  if (middle === undefined || pairs.length < 2) return undefined;
  let sum = 0;
  pairs.forEach(({ call, put, strike }, i) => {
    const price = i < center ? put : i > center ? call : (call + put) / 2;
    sum += (strikeWidth(pairs, i) / strike ** 2) * Math.exp(rate * years) * price;
  });
  return (2 / years) * sum - (forward / middle.strike - 1) ** 2 / years;
}

/** Variance a year at a time to expiry, the total variance even between two expiries. */
export function varianceAt(
  years: number,
  near: { readonly variance: number; readonly years: number },
  far: { readonly variance: number; readonly years: number },
): number {
  const share = (years - near.years) / (far.years - near.years);
  const total = near.variance * near.years * (1 - share) + far.variance * far.years * share;
  return total / years;
}

/** Half the distance between the neighbors of a strike; the whole distance to the only one at an end. */
function strikeWidth(pairs: readonly OptionPair[], place: number): number {
  const strikeAt = (i: number) => pairs[i]?.strike;
  const below = strikeAt(place - 1);
  const above = strikeAt(place + 1);
  const own = strikeAt(place) ?? 0;
  if (below === undefined) return (above ?? own) - own;
  return above === undefined ? own - below : (above - below) / 2;
}
