import { constantPair } from './kernel-constants.ts';
import { type Code, fours, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';
import { logarithmInPlace } from './logarithms.ts';

const PAIR_BYTES = 16;
/** How far the state of mulberry32 moves with each uniform. */
export const MULBERRY_STEP = 0x6d2b79f5;
/** Uniforms a normal takes. */
const UNIFORMS = 2;
/** A uniform is one of so many. */
const RANGE = 2 ** 32;
/**
 * Of the sine of `x` by `x`, less 1 and divided by the square of `x`, up to a quarter of a turn: worked out by
 * interpolation at Chebyshev’s nodes in 60 digits, to 1e-18.
 */
const COEFFICIENTS = [
  -0.16666666666666666, 0.008333333333333316, -0.00019841269841254974, 2.7557319219163234e-6,
  -2.5052107616996182e-8, 1.6058977312464087e-10, -7.643970296798572e-13, 2.7314447669863995e-15,
] as const;

/**
 * Writes the normals mulberry32 draws from a `state` on, two at a time: `state`, `target`, and the bytes of the
 * normals, a multiple of 16. Each takes two uniforms: one for how far it lies from 0, one for an angle.
 */
export const writeNormals = kernel((locals) => {
  const { bytes, state, target } = locals.given('state', 'target', 'bytes');
  const { at } = locals.wholes('at');
  const { angle, fourth, mixed, radius, square, states, sum } = locals.pairs(
    'states',
    'mixed',
    'radius',
    'angle',
    'square',
    'fourth',
    'sum',
  );
  const logarithm = logarithmInPlace(locals);
  // The uniforms of both radii stand before those of both angles.
  const offsets = [1, 3, 2, 4].map((uniforms) => Math.imul(uniforms, MULBERRY_STEP));
  const both = 2 * UNIFORMS;
  const half = constantPair(0.5);
  const uniform = (two: Code): Code => pair.times(two, constantPair(1 / RANGE));
  const normals = steps(
    mix(states, mixed),
    write(radius, pair.minus(constantPair(1), uniform(fours.firstTwo(read(mixed))))),
    logarithm(radius),
    write(radius, pair.root(pair.times(read(radius), constantPair(-2)))),
    // The cosine of a turn is the sine of how far the angle is from a quarter before or behind a half.
    write(angle, pair.size(pair.minus(uniform(fours.lastTwo(mixed)), half))),
    write(angle, pair.times(pair.minus(read(angle), constantPair(0.25)), constantPair(2 * Math.PI))),
    sineInPlace(angle, { square, fourth, sum }),
    pair.store(whole.plus(read(target), read(at)), pair.times(read(radius), read(angle))),
    write(
      states,
      fours.plus(read(states), fours.of(...[0, 0, 0, 0].map(() => Math.imul(both, MULBERRY_STEP)))),
    ),
  );
  return steps(
    write(states, fours.plus(fours.all(read(state)), fours.of(...offsets))),
    counted(at, read(bytes), normals, PAIR_BYTES),
  );
});

/** The four numbers of 32 bits that mulberry32 makes of four states. */
function mix(states: Local, mixed: Local): Code {
  const state = read(states);
  const now = read(mixed);
  const down = (bits: number): Code => fours.exclusive(now, fours.bitsDown(now, bits));
  const folded = fours.exclusive(state, fours.bitsDown(state, 15));
  return steps(
    write(mixed, fours.times(folded, fours.or(state, fours.of(1, 1, 1, 1)))),
    write(
      mixed,
      fours.exclusive(now, fours.plus(now, fours.times(down(7), fours.or(now, fours.of(61, 61, 61, 61))))),
    ),
    write(mixed, down(14)),
  );
}

/** The sine of angles up to a quarter of a turn, two terms at a time. */
function sineInPlace(
  x: Local,
  { fourth, square, sum }: Readonly<Record<'fourth' | 'square' | 'sum', Local>>,
): Code {
  const coefficient = (n: number): Code => constantPair(COEFFICIENTS[n] ?? NaN);
  const two = (n: number): Code => pair.plus(coefficient(n), pair.times(read(square), coefficient(n + 1)));
  return steps(
    write(square, pair.times(read(x), read(x))),
    write(fourth, pair.times(read(square), read(square))),
    write(sum, two(6)),
    ...[4, 2, 0].map((n) => write(sum, pair.plus(two(n), pair.times(read(fourth), read(sum))))),
    write(x, pair.plus(read(x), pair.times(pair.times(read(x), read(square)), read(sum)))),
  );
}
