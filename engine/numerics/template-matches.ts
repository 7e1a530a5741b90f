import { KernelFloats } from './simd/kernel-memory.ts';
import { countRuns, LAGS_TOGETHER } from './simd/template-kernel.ts';

const FLOAT_BYTES = 8;
/** Places of settings and of counts, in front of the values. */
const SETTINGS = 4;
const COUNTS = 2 * LAGS_TOGETHER;
const HALF = 0.5;

/** What is said of stretches of a series that come again within a tolerance in every place. */
export interface TemplateMatches {
  /** Of stretches of `m` values. */
  readonly short: number;
  /** Of stretches of `m + 1` values. */
  readonly long: number;
}

/** What the kernel works on; larger where more values come than ever before. */
let room = new KernelFloats(SETTINGS + COUNTS + LAGS_TOGETHER);

/**
 * Counts matching pairs of stretches; a stretch is not compared with itself, and of the short ones those count
 * that one more value follows. Each diagonal is one walk that
 * counts how many pairs in a row lie within the tolerance: the pair one step on is the next on it.
 */
export function templateMatches(values: ArrayLike<number>, m: number, tolerance: number): TemplateMatches {
  const first = SETTINGS + COUNTS;
  const end = first + values.length;
  if (end + LAGS_TOGETHER > room.length) {
    room.release();
    room = new KernelFloats(end + LAGS_TOGETHER);
  }
  const { address, values: held } = room;
  held[0] = tolerance;
  held[1] = m - HALF;
  held[2] = m + HALF;
  held.set(values, first);
  held.fill(NaN, end, end + LAGS_TOGETHER);
  countRuns(
    address,
    address + FLOAT_BYTES * first,
    FLOAT_BYTES * values.length,
    address + FLOAT_BYTES * SETTINGS,
  );
  // Whole numbers of 64 bits, of which the lower half is enough.
  const counts = new Int32Array(held.buffer, held.byteOffset + FLOAT_BYTES * SETTINGS, 2 * COUNTS);
  let short = -matchesOfLast(values, m, tolerance);
  let long = 0;
  for (let i = 0; i < LAGS_TOGETHER; i += 1) {
    short += counts[2 * i] as number;
    long += counts[2 * (LAGS_TOGETHER + i)] as number;
  }
  return { short, long };
}

/** How many stretches of `m` values match the last one, behind which there is no value. */
function matchesOfLast(values: ArrayLike<number>, m: number, tolerance: number): number {
  const last = values.length - 1;
  let count = 0;
  for (let end = m - 1; end < last; end += 1) {
    let age = 0;
    while (age < m && Math.abs((values[end - age] as number) - (values[last - age] as number)) <= tolerance)
      age += 1;
    if (age === m) count += 1;
  }
  return count;
}
