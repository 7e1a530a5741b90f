import { constantPair } from './kernel-constants.ts';
import { type Code, fours, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel, type KernelLocals } from './kernel.ts';
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

/** Pairs of normals that take turns, since a processor would wait for one of them alone. */
const PAIRS = 4;
/** Normals drawn together. */
export const NORMALS_TOGETHER = 2 * PAIRS;
/** How far the state moves with a pair. */
const PAIR_STATES = 2 * UNIFORMS;

/**
 * Writes the normals mulberry32 draws from a `state` on: `state`, `target`, and the bytes of the normals, of which there
 * are a multiple of {@link NORMALS_TOGETHER}. Each takes two uniforms: one for how far it lies from 0, one for an angle.
 */
export const writeNormals = kernel((locals) => {
  const { bytes, state, target } = locals.given('state', 'target', 'bytes');
  const { at } = locals.wholes('at');
  const pairs = Array.from({ length: PAIRS }, () => normalsOf(locals));
  const each = (step: (normals: Normals, which: number) => Code): Code => steps(...pairs.map(step));
  const logarithm = logarithmInPlace(locals);
  // The uniforms of both radii stand before those of both angles.
  const offsets = (which: number): Code =>
    fours.of(...[1, 3, 2, 4].map((uniforms) => statesAfter(PAIR_STATES * which + uniforms)));
  const uniform = (two: Code): Code => pair.times(two, constantPair(1 / RANGE));
  const all = statesAfter(PAIRS * PAIR_STATES);
  const body = steps(
    mix(pairs),
    each(({ states }) => write(states, fours.plus(read(states), fours.of(all, all, all, all)))),
    each(({ mixed, radius }) =>
      write(radius, pair.minus(constantPair(1), uniform(fours.firstTwo(read(mixed))))),
    ),
    // The cosine of a turn is the sine of how far the angle is from a quarter before or behind a half.
    each(({ mixed }) =>
      write(mixed, pair.size(pair.minus(uniform(fours.lastTwo(mixed)), constantPair(0.5)))),
    ),
    logarithm(...pairs.map(({ radius }) => radius)),
    each(({ radius }) => write(radius, pair.root(pair.times(read(radius), constantPair(-2))))),
    each(({ mixed }) =>
      write(mixed, pair.times(pair.minus(read(mixed), constantPair(0.25)), constantPair(2 * Math.PI))),
    ),
    sineInPlace(pairs),
    each(({ mixed, radius }, which) =>
      pair.store(
        whole.plus(read(target), read(at)),
        pair.times(read(radius), read(mixed)),
        which * PAIR_BYTES,
      ),
    ),
  );
  return steps(
    each(({ states }, which) => write(states, fours.plus(fours.all(read(state)), offsets(which)))),
    counted(at, read(bytes), body, PAIRS * PAIR_BYTES),
  );
});

const statesAfter = (uniforms: number): number => Math.imul(uniforms, MULBERRY_STEP);

/** Four states, what is made of them and angles in their place, radii, and powers and sums of angles. */
const normalsOf = (locals: KernelLocals) =>
  locals.pairs('states', 'mixed', 'radius', 'square', 'fourth', 'sum');
type Normals = ReturnType<typeof normalsOf>;

/** The four numbers of 32 bits that mulberry32 makes of four states, for all of some. */
function mix(all: readonly Normals[]): Code {
  const each = (value: (state: Code, now: Code) => Code): Code =>
    steps(...all.map(({ mixed, states }) => write(mixed, value(read(states), read(mixed)))));
  const down = (now: Code, bits: number): Code => fours.exclusive(now, fours.bitsDown(now, bits));
  return steps(
    each((state) => fours.times(down(state, 15), fours.or(state, fours.of(1, 1, 1, 1)))),
    each((_, now) =>
      fours.exclusive(
        now,
        fours.plus(now, fours.times(down(now, 7), fours.or(now, fours.of(61, 61, 61, 61)))),
      ),
    ),
    each((_, now) => down(now, 14)),
  );
}

/** The sines of angles up to a quarter of a turn, two terms at a time. */
function sineInPlace(all: readonly Normals[]): Code {
  const each = (step: (angles: Normals) => Code): Code => steps(...all.map(step));
  const coefficient = (n: number): Code => constantPair(COEFFICIENTS[n] ?? NaN);
  const two = (n: number, square: Local): Code =>
    pair.plus(coefficient(n), pair.times(read(square), coefficient(n + 1)));
  return steps(
    each(({ mixed, square }) => write(square, pair.times(read(mixed), read(mixed)))),
    each(({ fourth, square }) => write(fourth, pair.times(read(square), read(square)))),
    each(({ square, sum }) => write(sum, two(6, square))),
    ...[4, 2, 0].map((n) =>
      each(({ fourth, square, sum }) =>
        write(sum, pair.plus(two(n, square), pair.times(read(fourth), read(sum)))),
      ),
    ),
    each(({ mixed, square, sum }) =>
      write(mixed, pair.plus(read(mixed), pair.times(pair.times(read(mixed), read(square)), read(sum)))),
    ),
  );
}
