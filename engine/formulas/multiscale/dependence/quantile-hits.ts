/** How often one series is in a tail after another was. */
export interface CrossQuantilogram {
  /** Correlation of the hits, lag by lag. */
  readonly correlations: readonly number[];
  /** All of them together: chi-squared with as many degrees of freedom where there is none. */
  readonly q: number;
}

/** The `ceil(share n)`-th smallest value. */
export function lowerQuantile(values: Float64Array, share: number): number {
  const place = Math.ceil(share * values.length);
  return values.toSorted()[Math.min(values.length, Math.max(1, place)) - 1] as number;
}

/** 1 where a value is a hit, less the share of hits expected. */
export function hitsBelow(values: Float64Array, level: number, share: number): Float64Array {
  return values.map((each) => (each <= level ? 1 : 0) - share);
}

/** The same for values above the level. */
export function hitsAbove(values: Float64Array, level: number, share: number): Float64Array {
  return values.map((each) => (each > level ? 1 : 0) - share);
}

/**
 * Correlation around 0 of hits of one series with those of another some steps before.
 *
 * Source: Han, Linton, Oka & Whang (2016), The cross-quantilogram, Journal of Econometrics 193(1).
 */
export function crossQuantilogram(
  hits: Float64Array,
  before: Float64Array,
  lags: readonly number[],
): CrossQuantilogram {
  const count = hits.length;
  const correlations = lags.map((lag) => hitCorrelation(hits, before, lag));
  const sum = correlations.reduce(
    (total, each, i) => total + (each * each) / (count - (lags[i] as number)),
    0,
  );
  return { correlations, q: count * (count + 2) * sum };
}

function hitCorrelation(hits: Float64Array, before: Float64Array, lag: number): number {
  let both = 0;
  let later = 0;
  let earlier = 0;
  for (let t = lag; t < hits.length; t += 1) {
    const one = hits[t] as number;
    const other = before[t - lag] as number;
    both += one * other;
    later += one * one;
    earlier += other * other;
  }
  const scale = Math.sqrt(later * earlier);
  return scale > 0 ? both / scale : 0;
}
