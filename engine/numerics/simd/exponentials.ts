import { type Code, type Local, pair, read, steps, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import type { KernelLocals } from './kernel.ts';

/** Added to a number of moderate size, it leaves the nearest whole number in the last bits. */
const ROUNDING = 1.5 * 2 ** 52;
const EXPONENT_BITS = 52;
/** Powers beyond these are no normal numbers; results stay at those of the bounds. */
const LOWEST = -1021.4;
const HIGHEST = 1022.8;

/**
 * The polynomial of degree 10 that begins with 1 and comes nearest to `2^x` up to a half either way, to 6e-16: worked
 * out by interpolation at Chebyshev’s nodes in 60 digits.
 */
const COEFFICIENTS = [
  1, 0.6931471805599462, 0.24022650695910075, 0.05550410866465167, 0.009618129107618665,
  0.0013333558200794592, 0.00015403530424776529, 1.5252672924850737e-5, 1.3215451633221434e-6,
  1.0205905413765595e-7, 7.070977866508138e-9,
] as const;

/** Puts something of both numbers of each of its locals into their place. */
export type InPlace = (...numbers: readonly Local[]) => Code;

/**
 * Instructions that put `e^x` of both numbers of each `x` into its place, to a few units of the last digit and as many
 * of the last digit of the exponent: see {@link powersOfTwoInPlace}.
 */
export function exponentialInPlace(locals: KernelLocals): InPlace {
  const raise = powersOfTwoInPlace(locals);
  return (...numbers) =>
    steps(...numbers.map((x) => write(x, pair.times(read(x), constantPair(Math.LOG2E)))), raise(...numbers));
}

/**
 * Instructions that put `2^x` of both numbers of each `x` into its place: a whole power times a polynomial of what is
 * left. What is asked for together takes turns step by step, since a processor looks ahead only so far. Answers 1e-307
 * and 1e308 beyond the range of normal numbers.
 */
export function powersOfTwoInPlace(locals: KernelLocals): InPlace {
  const rooms: Room[] = [];
  return (...numbers) => {
    while (rooms.length < numbers.length)
      rooms.push(locals.pairs('power', 'square', 'fourth', 'low', 'middle', 'high'));
    const each = (step: (x: Local, room: Room) => Code): Code =>
      steps(...numbers.map((x, i) => step(x, rooms[i] as Room)));
    return steps(
      each((x) => write(x, pair.least(pair.most(read(x), constantPair(LOWEST)), constantPair(HIGHEST)))),
      each((x, { power }) => write(power, pair.plus(read(x), constantPair(ROUNDING)))),
      each((x, { power }) => write(x, pair.minus(read(x), pair.minus(read(power), constantPair(ROUNDING))))),
      each((x, { square }) => write(square, pair.times(read(x), read(x)))),
      each((_, { fourth, square }) => write(fourth, pair.times(read(square), read(square)))),
      // Summed in groups, of which none waits for another.
      each((x, room) => write(room.low, four(0, x, room))),
      each((x, room) => write(room.middle, four(4, x, room))),
      each((x, { high, square }) =>
        write(high, pair.plus(two(8, x), pair.times(read(square), coefficient(10)))),
      ),
      each((x, room) => write(x, pair.bitsPlus(series(room), pair.bitsUp(read(room.power), EXPONENT_BITS)))),
    );
  };
}

/** The whole power, powers of what is left, and parts of the sum. */
type Room = Readonly<Record<'power' | 'square' | 'fourth' | 'low' | 'middle' | 'high', Local>>;

const coefficient = (n: number): Code => constantPair(COEFFICIENTS[n] ?? NaN);

/** Two terms from one on, and four, over the power of the first. */
const two = (n: number, x: Local): Code => pair.plus(coefficient(n), pair.times(read(x), coefficient(n + 1)));
const four = (n: number, x: Local, { square }: Room): Code =>
  pair.plus(two(n, x), pair.times(read(square), two(n + 2, x)));

function series({ fourth, high, low, middle }: Room): Code {
  const upper = pair.plus(read(middle), pair.times(read(fourth), read(high)));
  return pair.plus(read(low), pair.times(read(fourth), upper));
}
