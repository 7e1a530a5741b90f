import { lineSlope } from './line-slope.ts';

/**
 * How far a profile strays from its own lines: for each box size the root mean square of what is left of
 * the least-squares lines of the whole boxes, cut from the oldest value on. NaN where no box fits.
 *
 * Source: Peng, Buldyrev, Havlin, Simons, Stanley & Goldberger (1994), Mosaic organization of DNA
 * nucleotides, Physical Review E 49.
 */
export function detrendedFluctuations(profile: Float64Array, sizes: readonly number[]): number[] {
  return sizes.map((size) => {
    const boxes = Math.floor(profile.length / size);
    let squares = 0;
    for (let box = 0; box < boxes; box += 1) squares += squaresAroundLine(profile, box * size, size);
    return Math.sqrt(squares / (boxes * size));
  });
}

/** Running sums of values around their mean, what fluctuations are measured of; written into `profile` where it is given. */
export function profileOf(
  values: ArrayLike<number>,
  profile: Float64Array = new Float64Array(values.length),
): Float64Array {
  let mean = 0;
  for (let t = 0; t < values.length; t += 1) mean += (values[t] as number) / values.length;
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) {
    sum += (values[t] as number) - mean;
    profile[t] = sum;
  }
  return profile;
}

/**
 * Power with which fluctuations grow with the size: 0.5 of values without memory, more where moves go on.
 * Sizes whose fluctuation is not above `least` are left out; NaN where fewer than two remain.
 */
export function fluctuationExponent(
  sizes: readonly number[],
  fluctuations: readonly number[],
  least = 0,
): number {
  const logSizes: number[] = [];
  const logs: number[] = [];
  for (let i = 0; i < sizes.length; i += 1) {
    const fluctuation = fluctuations[i] as number;
    if (!(fluctuation > least)) continue;
    logSizes.push(Math.log(sizes[i] as number));
    logs.push(Math.log(fluctuation));
  }
  return lineSlope(logSizes, logs);
}

/** Squares of what is left of a line through `size` values from `from` on. */
function squaresAroundLine(values: Float64Array, from: number, size: number): number {
  const middle = (size - 1) / 2;
  let mean = 0;
  for (let i = 0; i < size; i += 1) mean += (values[from + i] as number) / size;
  let along = 0;
  let squares = 0;
  for (let i = 0; i < size; i += 1) {
    const deviation = (values[from + i] as number) - mean;
    along += (i - middle) * deviation;
    squares += deviation * deviation;
  }
  const spread = (size * (size * size - 1)) / 12;
  return spread > 0 ? Math.max(0, squares - (along * along) / spread) : 0;
}
