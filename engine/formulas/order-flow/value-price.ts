import { valueArea } from '../../numerics/value-area.ts';

/** Which price of a value area is meant: its upper end, its heaviest row or its lower end. */
export type ValueLevel = -1 | 0 | 1;

/** @throws {RangeError} when `level` is none. */
export function valueLevel(level: number): ValueLevel {
  if (level === -1 || level === 0 || level === 1) return level;
  throw new RangeError(`level must be 1 (upper end), 0 (point of control) or -1 (lower end), was ${level}`);
}

/** Rows of equal height, the lowest first, and how much weight each has. */
interface WeightedRows {
  readonly first: number;
  readonly weights: ArrayLike<number>;
  readonly height: number;
}

/** A price of the value area that holds `share` of all weight; undefined of nothing. */
export function valuePrice(
  { first, height, weights }: WeightedRows,
  share: number,
  level: ValueLevel,
): number | undefined {
  const area = valueArea(weights, share);
  if (area === undefined) return undefined;
  if (level === 0) return (first + area.peak + 0.5) * height;
  return (first + (level > 0 ? area.high + 1 : area.low)) * height;
}
