/** Which hypotheses are rejected, in the order in which they were given. */
export type Discoveries = readonly boolean[];

/** How many hypotheses were tried in all and which share of the rejected ones may be false on average. */
export interface DiscoverySettings {
  readonly rate: number;
  /** At least as many as there are p-values; those not given count as never rejected. As many when left out. */
  readonly family?: number;
}

/**
 * Rejects so that on average at most `rate` of the rejected are false, for independent or positively
 * dependent p-values.
 *
 * Source: Benjamini & Hochberg (1995), Controlling the False Discovery Rate, JRSS B 57(1).
 */
export function benjaminiHochberg(pValues: readonly number[], settings: DiscoverySettings): Discoveries {
  return stepUp(pValues, settings.rate / familyOf(pValues, settings));
}

/**
 * The same however the p-values depend on each other, at the price of a factor near the logarithm of
 * their number.
 *
 * Source: Benjamini & Yekutieli (2001), The Control of the False Discovery Rate under Dependency, Annals
 * of Statistics 29(4).
 */
export function benjaminiYekutieli(pValues: readonly number[], settings: DiscoverySettings): Discoveries {
  const family = familyOf(pValues, settings);
  return stepUp(pValues, settings.rate / (family * harmonic(family)));
}

/**
 * The same for e-values, whatever their dependence and however often one has looked: an e-value is what a
 * fair bet against the hypothesis has turned 1 into.
 *
 * Source: Wang & Ramdas (2022), False Discovery Rate Control with E-values, JRSS B 84(3).
 */
export function eBenjaminiHochberg(eValues: readonly number[], settings: DiscoverySettings): Discoveries {
  return stepUp(
    eValues.map((each) => 1 / each),
    settings.rate / familyOf(eValues, settings),
  );
}

/** Rejects the k smallest, k the largest for which the k-th smallest is at most k times `unit`. */
function stepUp(pValues: readonly number[], unit: number): Discoveries {
  const sorted = pValues.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((p, index) => p <= (index + 1) * unit);
  const bound = last < 0 ? -Infinity : (sorted[last] as number);
  return pValues.map((p) => p <= bound);
}

function familyOf(values: readonly number[], { family = values.length, rate }: DiscoverySettings): number {
  if (!(rate > 0 && rate < 1)) throw new RangeError(`a discovery rate must lie between 0 and 1, was ${rate}`);
  if (family < values.length)
    throw new RangeError(`a family must hold all ${values.length} hypotheses, was of ${family}`);
  return family;
}

function harmonic(count: number): number {
  let sum = 0;
  for (let k = 1; k <= count; k += 1) sum += 1 / k;
  return sum;
}
