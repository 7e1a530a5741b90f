import { exponentialInPlace } from './exponentials.ts';
import { pair, read, steps, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, kernel } from './kernel.ts';

const PAIR_BYTES = 16;
/** Twice the number from which on a hyperbolic tangent is 1 to the last digit. */
const FLAT = 40;

/**
 * Puts the hyperbolic tangents of numbers into their place, to within 1e-15: `numbers` and their `bytes`, a multiple
 * of 16.
 */
export const tangentsInPlace = kernel((locals) => {
  const { bytes, numbers } = locals.given('numbers', 'bytes');
  const { at } = locals.wholes('at');
  const { x } = locals.pairs('x');
  const raise = exponentialInPlace(locals);
  const place = whole.plus(read(numbers), read(at));
  const one = constantPair(1);
  const body = steps(
    write(x, pair.load(place)),
    write(x, pair.least(pair.plus(read(x), read(x)), constantPair(FLAT))),
    raise(x),
    pair.store(place, pair.over(pair.minus(read(x), one), pair.plus(read(x), one))),
  );
  return counted(at, read(bytes), body, PAIR_BYTES);
});
