import type { Computation } from '../../../numerics/neural/computation.ts';
import { affineLayer } from '../../../numerics/neural/dense-layer.ts';
import { gatheredRows } from '../../../numerics/neural/gathered-rows.ts';
import { rectified } from '../../../numerics/neural/pointwise-layers.ts';
import type { Tensor } from '../../../numerics/neural/tensor.ts';

/** How a convolution reaches back: over `taps` steps that lie `dilation` apart. */
export interface Reach {
  readonly taps: number;
  readonly dilation: number;
  /** Steps of the sequence; what lies before it counts as 0. */
  readonly length: number;
}

/** A layer of a sequence at some of its steps only: rows of the first age for each sequence, then of the next age. */
export interface AgedRows {
  readonly rows: Tensor;
  /** How many steps before the last each is, without repetition. */
  readonly ages: readonly number[];
}

/** The ages a convolution asks for to answer at `ages`, ascending. */
export function agesNeeded(ages: readonly number[], { dilation, length, taps }: Reach): number[] {
  const needed = ages.flatMap((age) => Array.from({ length: taps }, (_, tap) => age + tap * dilation));
  return [...new Set(needed)].filter((age) => age < length).toSorted((a, b) => a - b);
}

/** A causal convolution at `ages`: `y_t = b + sum over taps j of w_j x_(t - j dilation)`, then the rectifier. */
export function rectifiedConvolution(
  net: Computation,
  input: AgedRows,
  {
    ages,
    channels,
    reach,
  }: { readonly ages: readonly number[]; readonly channels: number; readonly reach: Reach },
): AgedRows {
  const { columns } = input.rows;
  const wanted = ages.flatMap((age) =>
    Array.from({ length: reach.taps }, (_, tap) => age + tap * reach.dilation),
  );
  const gathered = rowsAtAges(net, input, wanted, reach.taps);
  const bound = Math.sqrt(6 / (reach.taps * (columns + channels)));
  const weights = net.weights(channels, reach.taps * columns, bound);
  const rows = rectified(net, affineLayer(net, [{ input: gathered, weights }], net.constants(channels)));
  return { rows, ages };
}

/** Rows of the wanted ages, `width` of them side by side, for every sequence; zeros for an age that is not there. */
export function rowsAtAges(
  net: Computation,
  input: AgedRows,
  wanted: readonly number[],
  width: number,
): Tensor {
  const batch = input.rows.rows / input.ages.length;
  const places = new Int32Array(wanted.length * batch);
  wanted.forEach((age, i) => {
    const place = input.ages.indexOf(age);
    const group = Math.floor(i / width);
    for (let b = 0; b < batch; b += 1) {
      places[(group * batch + b) * width + (i % width)] = place < 0 ? -1 : place * batch + b;
    }
  });
  return gatheredRows(net, input.rows, places, width);
}
