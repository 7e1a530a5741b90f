/**
 * A count such as the length of a window, checked. `what` names it in the message.
 * @throws {RangeError} when `value` is not a whole number of at least `least`.
 */
export function wholeNumber(what: string, value: number, least = 1): number {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${what} must be a whole number of at least ${least}, was ${value}`);
  }
  return value;
}

/**
 * A width or a factor, checked. `what` names it in the message.
 * @throws {RangeError} when `value` is not finite or is below zero.
 */
export function notNegative(what: string, value: number): number {
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`${what} must be finite and not negative, was ${value}`);
  }
  return value;
}

/**
 * A length or a rate, checked. `what` names it in the message.
 * @throws {RangeError} when `value` is not finite or not above zero.
 */
export function positive(what: string, value: number): number {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${what} must be finite and above zero, was ${value}`);
  }
  return value;
}
