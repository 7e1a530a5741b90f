import type { Branded } from './brand.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type UnixMs = Branded<'unix-ms'>;

/** @throws {RangeError} when `value` is not a safe integer or is negative. */
export function unixMs(value: number): UnixMs {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`a time must be whole milliseconds since 1970, was ${value}`);
  }
  return value as UnixMs;
}
