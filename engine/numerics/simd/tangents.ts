import { exponentialInPlace, type InPlace } from './exponentials.ts';
import { pair, read, steps, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import type { KernelLocals } from './kernel.ts';

/** Twice the number from which on a hyperbolic tangent is 1 to the last digit. */
const FLAT = 40;

/**
 * Instructions that put the hyperbolic tangents of both numbers of each `x` into its place, to within 1e-15. What is
 * asked for together takes turns.
 */
export function tangentInPlace(locals: KernelLocals): InPlace {
  const raise = exponentialInPlace(locals);
  const one = constantPair(1);
  return (...numbers) =>
    steps(
      ...numbers.map((x) => write(x, pair.least(pair.plus(read(x), read(x)), constantPair(FLAT)))),
      raise(...numbers),
      ...numbers.map((x) => write(x, pair.over(pair.minus(read(x), one), pair.plus(read(x), one)))),
    );
}
