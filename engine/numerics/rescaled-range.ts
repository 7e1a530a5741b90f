import { logGamma } from './gamma-function.ts';

/** Blocks that vary less than this have no range to speak of. */
const NO_SPREAD = 1e-12;

/**
 * Mean, over the whole blocks of `size` values from the oldest on, of how far the running sum around the
 * block's mean ranges, in standard deviations of the block (divided by its length). Feed increments such
 * as returns, never levels. NaN where no block varies.
 *
 * Source: Hurst (1951), Long-term Storage Capacity of Reservoirs, Trans. Am. Soc. Civil Engineers 116.
 */
export function rescaledRange(values: ArrayLike<number>, size: number): number {
  let sum = 0;
  let blocks = 0;
  for (let from = 0; from + size <= values.length; from += size) {
    const range = rangeOfBlock(values, from, size);
    if (!Number.isFinite(range)) continue;
    sum += range;
    blocks += 1;
  }
  return blocks > 0 ? sum / blocks : NaN;
}

function rangeOfBlock(values: ArrayLike<number>, from: number, size: number): number {
  let mean = 0;
  for (let i = from; i < from + size; i += 1) mean += values[i] as number;
  mean /= size;
  let path = 0;
  let highest = -Infinity;
  let lowest = Infinity;
  let squares = 0;
  for (let i = from; i < from + size; i += 1) {
    const deviation = (values[i] as number) - mean;
    path += deviation;
    squares += deviation * deviation;
    if (path > highest) highest = path;
    if (path < lowest) lowest = path;
  }
  const spread = Math.sqrt(squares / size);
  return spread > NO_SPREAD ? (highest - lowest) / spread : NaN;
}

/**
 * What {@link rescaledRange} of `size` independent normal values is on average.
 *
 * Source: Anis & Lloyd (1976), The Expected Value of the Adjusted Rescaled Hurst Range, Biometrika 63,
 * with the factor of Peters (1994) for short blocks.
 */
export function expectedRescaledRange(size: number): number {
  let path = 0;
  for (let i = 1; i < size; i += 1) path += Math.sqrt((size - i) / i);
  return ((size - 0.5) / size) * meanOverDeviation(size) * path;
}

/** `Gamma((n - 1) / 2) / (sqrt(pi) Gamma(n / 2))`, about `sqrt(2 / (pi n))` for long blocks. */
function meanOverDeviation(size: number): number {
  return Math.exp(logGamma((size - 1) / 2) - logGamma(size / 2)) / Math.sqrt(Math.PI);
}
