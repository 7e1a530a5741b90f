import type { Branded } from './brand.ts';

/** A price as a whole number of the instrument's tick size. Always above zero. */
export type Ticks = Branded<'ticks'>;

/** @throws {RangeError} when `value` is not a safe integer above zero. */
export function ticks(value: number): Ticks {
  if (!Number.isSafeInteger(value) || value <= 0) {
    throw new RangeError(`ticks must be a whole number above zero, was ${value}`);
  }
  return value as Ticks;
}
