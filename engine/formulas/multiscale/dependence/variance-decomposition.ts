/** Who moves whom among several series. */
export interface Spillovers {
  /** Share of the forecast variance of series i that comes from j; rows sum to 1. */
  readonly shares: readonly Float64Array[];
  /** Mean share that comes from others, in per cent. */
  readonly total: number;
  /** What each gives to others less what it takes from them, in per cent. */
  readonly net: readonly number[];
}

/**
 * Generalized decomposition of the forecast variance of a vector autoregression over `horizon` steps.
 * `coefficients[k - 1]` are those of lag k.
 *
 * Source: Diebold & Yilmaz (2012), Better to give than to receive, International Journal of Forecasting 28(1);
 * Pesaran & Shin (1998), Generalized impulse response analysis, Economics Letters 58(1).
 */
export function spillovers(
  coefficients: readonly (readonly Float64Array[])[],
  covariance: readonly Float64Array[],
  horizon: number,
): Spillovers {
  const size = covariance.length;
  const places = Array.from({ length: size }, (_, i) => i);
  const responses: Float64Array[][] = [
    places.map((i) => Float64Array.from(places, (j) => (i === j ? 1 : 0))),
  ];
  const given = places.map(() => new Float64Array(size));
  const whole = new Float64Array(size);
  for (let step = 0; step < horizon; step += 1) {
    const response = responses[step] as Float64Array[];
    const shocks = product(response, covariance);
    for (const i of places) {
      for (const j of places) {
        const shock = shocks[i]?.[j] as number;
        (given[i] as Float64Array)[j] =
          (given[i]?.[j] as number) + (shock * shock) / (covariance[j]?.[j] as number);
        whole[i] = (whole[i] as number) + shock * (response[i]?.[j] as number);
      }
    }
    responses.push(nextResponse(coefficients, responses));
  }
  const shares = given.map((row, i) => normalized(row.map((each) => each / (whole[i] as number))));
  const own = (i: number) => shares[i]?.[i] as number;
  const from = places.map((i) => 1 - own(i));
  const to = places.map((j) => places.reduce((sum, i) => sum + (shares[i]?.[j] as number), 0) - own(j));
  return {
    shares,
    total: (100 * from.reduce((sum, each) => sum + each, 0)) / size,
    net: places.map((i) => 100 * ((to[i] as number) - (from[i] as number))),
  };
}

function nextResponse(
  coefficients: readonly (readonly Float64Array[])[],
  responses: readonly (readonly Float64Array[])[],
): Float64Array[] {
  const size = responses[0]?.length ?? 0;
  const next = Array.from({ length: size }, () => new Float64Array(size));
  coefficients.slice(0, responses.length).forEach((lag, k) => {
    product(lag, responses[responses.length - 1 - k] as readonly Float64Array[]).forEach((row, i) =>
      row.forEach((each, j) => {
        (next[i] as Float64Array)[j] = (next[i]?.[j] as number) + each;
      }),
    );
  });
  return next;
}

function product(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  const width = b[0]?.length ?? 0;
  return a.map((row) => {
    const sums = new Float64Array(width);
    for (let k = 0; k < b.length; k += 1) {
      const weight = row[k] as number;
      const other = b[k] as Float64Array;
      for (let j = 0; j < width; j += 1) sums[j] = (sums[j] as number) + weight * (other[j] as number);
    }
    return sums;
  });
}

function normalized(row: Float64Array): Float64Array {
  const sum = row.reduce((total, each) => total + each, 0);
  return row.map((each) => each / sum);
}
