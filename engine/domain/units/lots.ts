import type { Branded } from './brand.ts';

/** A size as a whole number of the instrument's lot size. Never negative: direction lives in `Side`. */
export type Lots = Branded<'lots'>;

/** @throws {RangeError} when `value` is not a safe integer or is below zero. */
export function lots(value: number): Lots {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`lots must be a whole number and not negative, was ${value}`);
  }
  return value as Lots;
}
