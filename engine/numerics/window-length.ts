/**
 * The length of a window of values, checked.
 * @throws {RangeError} when `length` is not a whole number of at least `least`.
 */
export function windowLength(length: number, least = 1): number {
  if (!Number.isSafeInteger(length) || length < least) {
    throw new RangeError(`a window must be a whole number of at least ${least}, was ${length}`);
  }
  return length;
}
