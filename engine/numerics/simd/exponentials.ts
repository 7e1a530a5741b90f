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
 * left. What is asked for together takes turns step by step, since a processor looks ahead only so far, and shares
 * each constant, which is fetched once. Answers 1e-307 and 1e308 beyond the range of normal numbers.
 */
export function powersOfTwoInPlace(locals: KernelLocals): InPlace {
  const rooms: Room[] = [];
  const { constant } = locals.pairs('constant');
  return (...numbers) => {
    while (rooms.length < numbers.length)
      rooms.push(locals.pairs('power', 'square', 'fourth', 'high', 'two', 'four'));
    const each = (step: (x: Local, room: Room) => Code): Code =>
      steps(...numbers.map((x, i) => step(x, rooms[i] as Room)));
    const eachWith = (value: number, step: (x: Local, room: Room) => Code): Code =>
      steps(write(constant, constantPair(value)), each(step));
    const twoFrom = (n: number, part: 'high' | 'two' | 'four'): Code =>
      steps(
        eachWith(coefficient(n + 1), (x, room) => write(room[part], pair.times(read(x), read(constant)))),
        eachWith(coefficient(n), (_, room) => write(room[part], pair.plus(read(constant), read(room[part])))),
      );
    const fourFrom = (n: number): Code =>
      steps(
        twoFrom(n + 2, 'two'),
        twoFrom(n, 'four'),
        each((_, { four, square, two }) =>
          write(four, pair.plus(read(four), pair.times(read(square), read(two)))),
        ),
      );
    return steps(
      eachWith(LOWEST, (x) => write(x, pair.most(read(x), read(constant)))),
      eachWith(HIGHEST, (x) => write(x, pair.least(read(x), read(constant)))),
      eachWith(ROUNDING, (x, { power }) => write(power, pair.plus(read(x), read(constant)))),
      each((x, { power }) => write(x, pair.minus(read(x), pair.minus(read(power), read(constant))))),
      each((x, { square }) => write(square, pair.times(read(x), read(x)))),
      // Summed in groups, of which none waits for another; few of them at a time, or registers would not do.
      twoFrom(8, 'high'),
      eachWith(coefficient(10), (_, { high, square }) =>
        write(high, pair.plus(read(high), pair.times(read(square), read(constant)))),
      ),
      each((_, { fourth, square }) => write(fourth, pair.times(read(square), read(square)))),
      fourFrom(4),
      each((_, { four, fourth, high }) =>
        write(high, pair.plus(read(four), pair.times(read(fourth), read(high)))),
      ),
      fourFrom(0),
      each((x, room) => write(x, pair.bitsPlus(series(room), pair.bitsUp(read(room.power), EXPONENT_BITS)))),
    );
  };
}

/** The whole power, powers of what is left, and parts of the sum. */
type Room = Readonly<Record<'power' | 'square' | 'fourth' | 'high' | 'two' | 'four', Local>>;

const coefficient = (n: number): number => COEFFICIENTS[n] ?? NaN;

const series = ({ four, fourth, high }: Room): Code =>
  pair.plus(read(four), pair.times(read(fourth), read(high)));
