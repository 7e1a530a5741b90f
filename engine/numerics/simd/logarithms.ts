import { type Code, type Local, pair, read, steps, write } from './instructions.ts';
import { constantBits, constantPair } from './kernel-constants.ts';
import type { KernelLocals } from './kernel.ts';

const EXPONENT_BITS = 52;
/** The bits of 1, and how far those of the root of a half lie below them: what is left is taken from there on. */
const ONE = bitsOf(1);
const BELOW_ONE = ONE - bitsOf(Math.SQRT1_2);
/** A whole number in its last bits makes a floating-point number of it, and the number that has none there. */
const WHOLE = 2 ** 52;
/** What the exponent of 1 is written as. */
const BIAS = 1023;
/** The natural logarithm of 2 as a number whose multiples are exact, and the rest. */
const LONG_LN2 = 0.69314718036912381649;
const SHORT_LN2 = 1.90821492927058770002e-10;
/**
 * Of the inverse hyperbolic tangent of `r` by `r`, less 1 and divided by the square of `r`, up to where the logarithm
 * is that of the root of 2: worked out by interpolation at Chebyshev’s nodes in 60 digits, to 2e-16.
 */
const COEFFICIENTS = [
  0.3333333333333335, 0.19999999999949752, 0.14285714312987743, 0.1111110556739754, 0.09091444562630861,
  0.07665860800278021, 0.07308224842521703,
] as const;

/**
 * Instructions that put the natural logarithm of both numbers of `x` into `x`, to a few units of the last digit: of
 * a power of two, and of what is left, between the roots of a half and of two, by the inverse
 * hyperbolic tangent. For normal numbers above 0 alone.
 */
export function logarithmInPlace(locals: KernelLocals): (x: Local) => Code {
  const { fourth, power, ratio, square, sum } = locals.pairs('power', 'ratio', 'square', 'fourth', 'sum');
  const coefficient = (n: number): Code => constantPair(COEFFICIENTS[n] ?? NaN);
  const two = (n: number): Code => pair.plus(coefficient(n), pair.times(read(square), coefficient(n + 1)));
  return (x) => {
    const exponent = pair.bitsDown(pair.bitsPlus(read(x), constantBits(BELOW_ONE)), EXPONENT_BITS);
    const rest = pair.bitsPlus(
      pair.bitsMinus(read(x), pair.bitsUp(read(power), EXPONENT_BITS)),
      constantBits(ONE),
    );
    const powerOfTwo = pair.minus(pair.bitsOr(read(power), constantPair(WHOLE)), constantPair(WHOLE + BIAS));
    const one = constantPair(1);
    return steps(
      write(power, exponent),
      write(x, rest),
      write(power, powerOfTwo),
      write(ratio, pair.over(pair.minus(read(x), one), pair.plus(read(x), one))),
      write(square, pair.times(read(ratio), read(ratio))),
      write(fourth, pair.times(read(square), read(square))),
      write(sum, coefficient(6)),
      ...[4, 2, 0].map((n) => write(sum, pair.plus(two(n), pair.times(read(fourth), read(sum))))),
      write(ratio, pair.plus(read(ratio), read(ratio))),
      write(sum, pair.times(pair.times(read(ratio), read(square)), read(sum))),
      write(sum, pair.plus(read(sum), pair.times(read(power), constantPair(SHORT_LN2)))),
      write(x, pair.plus(pair.times(read(power), constantPair(LONG_LN2)), pair.plus(read(ratio), read(sum)))),
    );
  };
}

function bitsOf(value: number): bigint {
  return new BigInt64Array(Float64Array.of(value).buffer)[0] as bigint;
}
