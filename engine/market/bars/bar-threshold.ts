import type { UnixMs } from '../../domain/units/time.ts';

/** How much activity fills a bar. */
export interface BarThreshold {
  /** The threshold for a bar that begins at `time`, from what was observed in the sessions before. */
  at(time: UnixMs): number;
  /** Learns of activity, in the unit of the threshold; times never go back. */
  observe(time: UnixMs, activity: number): void;
}

/** The same for every bar. @throws {RangeError} when `threshold` is not finite and above zero. */
export function fixedThreshold(threshold: number): BarThreshold {
  aboveZero('a bar threshold', threshold);
  return { at: () => threshold, observe: () => undefined };
}

/** @throws {RangeError} when `value` is not finite and above zero. */
export function aboveZero(what: string, value: number): number {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${what} must be finite and above zero, was ${value}`);
  }
  return value;
}
