import { quantileOfSorted } from './quantile.ts';

/** The columns of a block of rows, cut at quantiles into numbered bins. */
export interface BinnedColumns {
  readonly count: number;
  readonly width: number;
  /** Thresholds of each column, ascending: a value up to the first is in bin 0, above the last in the last bin. */
  readonly cuts: readonly Float64Array[];
  /** Bin of every row, column by column. */
  readonly bins: Uint8Array;
}

/**
 * Cuts columns at their quantiles into at most `most` bins of about as many rows. Each threshold lies midway
 * between the values around its quantile, so no value lies on one; equal ones are one.
 */
export function binColumns(
  { count, inputs, width }: Readonly<Record<'count' | 'width', number>> & { readonly inputs: Float64Array },
  most: number,
): BinnedColumns {
  const bins = new Uint8Array(count * width);
  const cuts = Array.from({ length: width }, (_, column) => {
    const values = Float64Array.from(
      { length: count },
      (_row, row) => inputs[row * width + column] as number,
    );
    const thresholds = quantileCuts(values.toSorted(), most);
    values.forEach((value, row) => (bins[column * count + row] = binOf(thresholds, value)));
    return thresholds;
  });
  return { count, width, cuts, bins };
}

function quantileCuts(sorted: Float64Array, most: number): Float64Array {
  const cuts: number[] = [];
  for (let j = 1; j < most; j += 1) {
    const quantile = quantileOfSorted(sorted, j / most) ?? NaN;
    const above = sorted.find((value) => value > quantile);
    if (above === undefined) break;
    const below = sorted.findLast((value) => value <= quantile) ?? quantile;
    const middle = (below + above) / 2;
    if (middle > (cuts.at(-1) ?? -Infinity)) cuts.push(middle);
  }
  return Float64Array.from(cuts);
}

function binOf(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
