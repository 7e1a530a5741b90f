import { type Code, type Local, pair, read, steps, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import type { KernelLocals } from './kernel.ts';

/** Added to a number of moderate size, it leaves the nearest whole number in the last bits. */
const ROUNDING = 1.5 * 2 ** 52;
const EXPONENT_BITS = 52;
/** Powers beyond these are no normal numbers; results stay at those of the bounds. */
const LOWEST = -708;
const HIGHEST = 709;
/** The natural logarithm of 2 as a number whose multiples are exact, and the rest. */
const LONG_LN2 = 0.69314718036912381649;
const SHORT_LN2 = 1.90821492927058770002e-10;

/**
 * The polynomial of degree 10 that begins with 1 and comes nearest to `e^x` up to half the logarithm of 2 either way,
 * to 5e-16: worked out by interpolation at Chebyshev’s nodes in 60 digits. The series itself takes two terms more.
 */
const COEFFICIENTS = [
  1, 1.0000000000000013, 0.5000000000000001, 0.16666666666615648, 0.041666666666624164, 0.008333333367311603,
  0.0013888888917196719, 0.0001984119064754424, 2.4801521322368692e-5, 2.7632640675430236e-6,
  2.7620075879983367e-7,
] as const;

/**
 * Instructions that put `e^x` of both numbers of `x` into `x`, to a few units of the last digit: a power of two
 * times a polynomial of what is left. Answers 1e-307 and 8e307 beyond the range of normal numbers.
 */
export function exponentialInPlace(locals: KernelLocals): (x: Local) => Code {
  const { fourth, high, low, middle, power, square } = locals.pairs(
    'power',
    'square',
    'fourth',
    'low',
    'middle',
    'high',
  );
  const coefficient = (n: number): Code => constantPair(COEFFICIENTS[n] ?? NaN);
  const term = (n: number, x: Local): Code =>
    pair.plus(coefficient(n), pair.times(read(x), coefficient(n + 1)));
  const four = (n: number, x: Local): Code => pair.plus(term(n, x), pair.times(read(square), term(n + 2, x)));
  return (x) => {
    const powerOfTwo = pair.minus(read(power), constantPair(ROUNDING));
    const rest = pair.minus(
      pair.minus(read(x), pair.times(powerOfTwo, constantPair(LONG_LN2))),
      pair.times(powerOfTwo, constantPair(SHORT_LN2)),
    );
    const upper = pair.plus(read(middle), pair.times(read(fourth), read(high)));
    const series = pair.plus(read(low), pair.times(read(fourth), upper));
    return steps(
      write(x, pair.least(pair.most(read(x), constantPair(LOWEST)), constantPair(HIGHEST))),
      write(power, pair.plus(pair.times(read(x), constantPair(Math.LOG2E)), constantPair(ROUNDING))),
      write(x, rest),
      // Summed in groups, of which none waits for another.
      write(square, pair.times(read(x), read(x))),
      write(fourth, pair.times(read(square), read(square))),
      write(low, four(0, x)),
      write(middle, four(4, x)),
      write(high, pair.plus(term(8, x), pair.times(read(square), coefficient(10)))),
      write(x, pair.bitsPlus(series, pair.bitsUp(read(power), EXPONENT_BITS))),
    );
  };
}
