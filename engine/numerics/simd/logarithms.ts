import { type Code, type Local, pair, read, steps, write } from './instructions.ts';
import type { InPlace } from './exponentials.ts';
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
 * Instructions that put the natural logarithm of both numbers of each `x` into its place, to a few units of the last
 * digit: of a power of two, and of what is left, between the roots of a half and of two, by the inverse
 * hyperbolic tangent. For normal numbers above 0 alone. What is asked for together takes turns step by step.
 */
export function logarithmInPlace(locals: KernelLocals): InPlace {
  const rooms: Room[] = [];
  return (...numbers) => {
    while (rooms.length < numbers.length)
      rooms.push(locals.pairs('power', 'ratio', 'square', 'fourth', 'sum'));
    const each = (step: (x: Local, room: Room) => Code): Code =>
      steps(...numbers.map((x, i) => step(x, rooms[i] as Room)));
    return steps(
      each((x, { power }) =>
        write(power, pair.bitsDown(pair.bitsPlus(read(x), constantBits(BELOW_ONE)), EXPONENT_BITS)),
      ),
      each((x, { power }) => write(x, restOf(x, power))),
      each((_, { power }) =>
        write(power, pair.minus(pair.bitsOr(read(power), constantPair(WHOLE)), constantPair(WHOLE + BIAS))),
      ),
      each((x, { ratio }) =>
        write(ratio, pair.over(pair.minus(read(x), constantPair(1)), pair.plus(read(x), constantPair(1)))),
      ),
      each((_, { ratio, square }) => write(square, pair.times(read(ratio), read(ratio)))),
      each((_, { fourth, square }) => write(fourth, pair.times(read(square), read(square)))),
      each((_, { sum }) => write(sum, coefficient(6))),
      ...[4, 2, 0].map((n) =>
        each((_, { fourth, square, sum }) =>
          write(sum, pair.plus(two(n, square), pair.times(read(fourth), read(sum)))),
        ),
      ),
      each((_, { ratio }) => write(ratio, pair.plus(read(ratio), read(ratio)))),
      each((_, { ratio, square, sum }) =>
        write(sum, pair.times(pair.times(read(ratio), read(square)), read(sum))),
      ),
      each((_, { power, sum }) =>
        write(sum, pair.plus(read(sum), pair.times(read(power), constantPair(SHORT_LN2)))),
      ),
      each((x, { power, ratio, sum }) =>
        write(
          x,
          pair.plus(pair.times(read(power), constantPair(LONG_LN2)), pair.plus(read(ratio), read(sum))),
        ),
      ),
    );
  };
}

type Room = Readonly<Record<'power' | 'ratio' | 'square' | 'fourth' | 'sum', Local>>;

const coefficient = (n: number): Code => constantPair(COEFFICIENTS[n] ?? NaN);
const two = (n: number, square: Local): Code =>
  pair.plus(coefficient(n), pair.times(read(square), coefficient(n + 1)));

/** What a number is times a power of two. */
const restOf = (x: Local, power: Local): Code =>
  pair.bitsPlus(pair.bitsMinus(read(x), pair.bitsUp(read(power), EXPONENT_BITS)), constantBits(ONE));

function bitsOf(value: number): bigint {
  return new BigInt64Array(Float64Array.of(value).buffer)[0] as bigint;
}
