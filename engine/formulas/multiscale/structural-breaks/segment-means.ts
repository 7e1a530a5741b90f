/** A series cut into segments of constant mean. */
export interface SegmentMeans {
  /** First index of every segment but the first, ascending. */
  readonly breaks: readonly number[];
  /** Sum of squares around the means of the best cut, by number of breaks. */
  readonly squares: readonly number[];
  /** What is left is weighed against how often is cut: the smallest wins. */
  readonly criteria: readonly number[];
}

/**
 * The cut into segments of at least `least` values each that leaves the smallest sum of squares, with as
 * many breaks, up to `most`, as the information criterion of Bayes chooses; the fewest where it is equal.
 *
 * Source: Bai & Perron (2003), Computation and analysis of multiple structural change models, Journal of
 * Applied Econometrics 18(1).
 */
export function segmentMeans(values: ArrayLike<number>, least: number, most: number): SegmentMeans {
  const count = values.length;
  const sums = prefixSums(values);
  const breaksPossible = Math.max(0, Math.min(most, Math.floor(count / least) - 1));
  // costs[m][e] is the smallest sum of squares of the first e values with m breaks; froms the last of them.
  const costs = Array.from({ length: breaksPossible + 1 }, () => new Float64Array(count + 1).fill(Infinity));
  const froms = costs.map(() => new Int32Array(count + 1));
  for (let end = least; end <= count; end += 1) (costs[0] as Float64Array)[end] = squaresWithin(sums, 0, end);
  for (let m = 1; m <= breaksPossible; m += 1) {
    addBreak(sums, { before: costs[m - 1] as Float64Array, after: costs[m] as Float64Array }, m * least, {
      least,
      from: froms[m] as Int32Array,
    });
  }
  const squares = costs.map((cost) => Math.max(0, cost[count] as number));
  const criteria = squares.map(
    (left, m) => count * Math.log(Math.max(left / count, Number.MIN_VALUE)) + (2 * m + 1) * Math.log(count),
  );
  const chosen = hasSpread(sums, count) ? criteria.indexOf(Math.min(...criteria)) : 0;
  return { breaks: traceBack(froms, chosen, count), squares, criteria };
}

interface PrefixSums {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Sums of the values and of their squares around the mean of all, so that few digits cancel. */
function prefixSums(values: ArrayLike<number>): PrefixSums {
  const count = values.length;
  let mean = 0;
  for (let i = 0; i < count; i += 1) mean += (values[i] as number) / count;
  const first = new Float64Array(count + 1);
  const second = new Float64Array(count + 1);
  for (let i = 0; i < count; i += 1) {
    const deviation = (values[i] as number) - mean;
    first[i + 1] = (first[i] as number) + deviation;
    second[i + 1] = (second[i] as number) + deviation * deviation;
  }
  return { first, second };
}

function squaresWithin({ first, second }: PrefixSums, from: number, end: number): number {
  const sum = (first[end] as number) - (first[from] as number);
  return (second[end] as number) - (second[from] as number) - (sum * sum) / (end - from);
}

function addBreak(
  sums: PrefixSums,
  { after, before }: { readonly before: Float64Array; readonly after: Float64Array },
  start: number,
  { from, least }: { readonly least: number; readonly from: Int32Array },
): void {
  for (let end = start + least; end < after.length; end += 1) {
    let best = Infinity;
    let bestFrom = 0;
    for (let cut = start; cut <= end - least; cut += 1) {
      const cost = (before[cut] as number) + squaresWithin(sums, cut, end);
      if (cost < best) {
        best = cost;
        bestFrom = cut;
      }
    }
    after[end] = best;
    from[end] = bestFrom;
  }
}

/** Rounding alone must not be cut. */
function hasSpread({ second }: PrefixSums, count: number): boolean {
  return (second[count] as number) / count > 1e-24;
}

function traceBack(froms: readonly Int32Array[], breaks: number, count: number): number[] {
  const found: number[] = [];
  let end = count;
  for (let m = breaks; m > 0; m -= 1) {
    end = froms[m]?.[end] as number;
    found.unshift(end);
  }
  return found;
}
