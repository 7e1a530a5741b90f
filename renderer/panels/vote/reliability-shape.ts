import type { ReliabilityView } from '../../../engine/contract/vote-commands.ts';

/** A point of the curve on a square of a given size; y grows downwards. */
export interface ReliabilityPoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the interval of what happened. */
  readonly lowY: number;
  readonly highY: number;
  /** Radius: its area grows with the number of forecasts. */
  readonly radius: number;
}

const LARGEST = 6;
const SMALLEST = 2;

/** Foretold from left to right, happened from bottom to top, both from 0 to 1. */
export function reliabilityPoints(points: readonly ReliabilityView[], size: number): ReliabilityPoint[] {
  const most = Math.max(1, ...points.map(({ count }) => count));
  return points.map(({ count, foretold, happened, range }) => ({
    x: size * foretold,
    y: size * (1 - happened),
    lowY: size * (1 - range.low),
    highY: size * (1 - range.high),
    radius: Math.max(SMALLEST, LARGEST * Math.sqrt(count / most)),
  }));
}
