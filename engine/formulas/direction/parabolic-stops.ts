import { positive } from '../../numerics/checked-numbers.ts';
import type { Acceleration } from './parabolic-sar.ts';

/** Bars of a whole series, column by column. */
export interface BarColumns {
  readonly highs: ArrayLike<number>;
  readonly lows: ArrayLike<number>;
  readonly closes: ArrayLike<number>;
}

/**
 * The stop of `ParabolicStop` after every bar of a series at once, the same numbers as one by one; NaN at the
 * first bar. Writes into `stops` where it is given.
 * @throws {RangeError} unless both parts of the acceleration are above zero.
 */
export function parabolicStops(
  { closes, highs, lows }: BarColumns,
  { first, most }: Acceleration,
  stops: Float64Array = new Float64Array(closes.length),
): Float64Array {
  positive('af0', first);
  positive('afmax', most);
  stops.fill(NaN, 0, 2);
  if (closes.length < 2) return stops;
  let isUp = (closes[1] as number) >= (closes[0] as number);
  let highest = Math.max(highs[0] as number, highs[1] as number);
  let lowest = Math.min(lows[0] as number, lows[1] as number);
  let stop = (isUp ? lows[0] : highs[0]) as number;
  let extreme = isUp ? highest : lowest;
  let factor = first;
  stops[1] = stop;
  for (let i = 2; i < closes.length; i += 1) {
    const high = highs[i] as number;
    const low = lows[i] as number;
    const moved = stop + factor * (extreme - stop);
    stop = isUp ? Math.min(moved, lowest) : Math.max(moved, highest);
    if (isUp ? low < stop : high > stop) {
      stop = extreme;
      extreme = isUp ? low : high;
      factor = first;
      isUp = !isUp;
    } else if (isUp ? high > extreme : low < extreme) {
      extreme = isUp ? high : low;
      factor = Math.min(factor + first, most);
    }
    highest = Math.max(highs[i - 1] as number, high);
    lowest = Math.min(lows[i - 1] as number, low);
    stops[i] = stop;
  }
  return stops;
}
