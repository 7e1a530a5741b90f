import type { InPlace } from './exponentials.ts';
import { type Code, type Local, pair, read, steps, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import type { KernelLocals } from './kernel.ts';

/**
 * Of the sine of `x` by `x`, less 1 and divided by the square of `x`, up to a quarter of a turn: worked out by
 * interpolation at Chebyshev’s nodes in 60 digits, to 1e-18.
 */
const COEFFICIENTS = [
  -0.16666666666666666, 0.008333333333333316, -0.00019841269841254974, 2.7557319219163234e-6,
  -2.5052107616996182e-8, 1.6058977312464087e-10, -7.643970296798572e-13, 2.7314447669863995e-15,
] as const;

/**
 * Instructions that put the sines of angles up to a quarter of a turn either way into their place, two terms at a
 * time. What is asked for together takes turns step by step.
 */
export function sineInPlace(locals: KernelLocals): InPlace {
  const rooms: Room[] = [];
  return (...angles) => {
    while (rooms.length < angles.length) rooms.push(locals.pairs('square', 'fourth', 'sum'));
    const each = (step: (x: Local, room: Room) => Code): Code =>
      steps(...angles.map((x, i) => step(x, rooms[i] as Room)));
    return steps(
      each((x, { square }) => write(square, pair.times(read(x), read(x)))),
      each((_, { fourth, square }) => write(fourth, pair.times(read(square), read(square)))),
      each((_, { square, sum }) => write(sum, two(6, square))),
      ...[4, 2, 0].map((n) =>
        each((_, { fourth, square, sum }) =>
          write(sum, pair.plus(two(n, square), pair.times(read(fourth), read(sum)))),
        ),
      ),
      each((x, { square, sum }) =>
        write(x, pair.plus(read(x), pair.times(pair.times(read(x), read(square)), read(sum)))),
      ),
    );
  };
}

type Room = Readonly<Record<'square' | 'fourth' | 'sum', Local>>;

const coefficient = (n: number): Code => constantPair(COEFFICIENTS[n] ?? NaN);
const two = (n: number, square: Local): Code =>
  pair.plus(coefficient(n), pair.times(read(square), coefficient(n + 1)));
