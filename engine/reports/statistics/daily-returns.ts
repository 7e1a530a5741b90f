import type { EquityPoint } from '../equity-curve.ts';

const DAY_MS = 86_400_000;

/**
 * Simple returns per UTC day: the last equity of each day against the last of the day before, the
 * opening equity before the first. A day without a point returns 0. Undefined when equity was not
 * above zero at the end of some day: then a return has no meaning.
 */
export function dailyReturns(curve: readonly EquityPoint[]): readonly number[] | undefined {
  const [first] = curve;
  if (!first) return [];
  const returns: number[] = [];
  let day = dayOf(first);
  let before = first.equity;
  let last = first.equity;
  for (const point of curve) {
    for (; day < dayOf(point); day += 1) {
      if (before <= 0n) return undefined;
      returns.push(Number(last - before) / Number(before));
      before = last;
    }
    last = point.equity;
  }
  if (before <= 0n) return undefined;
  returns.push(Number(last - before) / Number(before));
  return returns;
}

const dayOf = ({ time }: EquityPoint): number => Math.floor(time / DAY_MS);
