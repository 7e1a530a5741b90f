import { clip } from '../../../numerics/clip.ts';

const FEWEST = 6;
const LEAST_POWER = 0.05;
const NEAREST = 1e-12;

/** A move of `size ** delta / lambda`, sizes in units of their mean. */
export interface ImpactCurve {
  readonly delta: number;
  readonly lambda: number;
}

/**
 * The curve through the mean moves of groups of equally many trades, from the smallest to the largest. Groups
 * that moved the price the wrong way are left out; undefined below six.
 *
 * Source: Lillo, Farmer & Mantegna (2003), Master Curve for Price-impact Function, Nature 421.
 */
export function impactCurve(
  sizes: ArrayLike<number>,
  moves: ArrayLike<number>,
  groups: number,
): ImpactCurve | undefined {
  const count = sizes.length;
  let mean = 0;
  for (let i = 0; i < count; i += 1) mean += (sizes[i] as number) / count;
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  order.sort((a, b) => (sizes[a] as number) - (sizes[b] as number) || a - b);
  const points: (readonly [size: number, move: number])[] = [];
  for (let group = 0; group < groups; group += 1) {
    const members = order.subarray(
      Math.floor((group * count) / groups),
      Math.floor(((group + 1) * count) / groups),
    );
    let size = 0;
    let move = 0;
    for (const i of members) {
      size += (sizes[i] as number) / mean / members.length;
      move += (moves[i] as number) / members.length;
    }
    if (move > 0 && size > 0) points.push([size, move]);
  }
  return points.length < FEWEST ? undefined : powerCurve(points);
}

/** The power law through points by least squares of the logs; the power is kept within 0.05 to 1. */
export function powerCurve(
  points: readonly (readonly [size: number, move: number])[],
): ImpactCurve | undefined {
  const logs = points.map(([size, move]) => [Math.log(size), Math.log(move)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const xx = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const xy = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  if (!(xx > NEAREST)) return undefined;
  const delta = clip(xy / xx, LEAST_POWER, 1);
  return { delta, lambda: Math.exp(delta * meanX - meanY) };
}
