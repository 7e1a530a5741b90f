import { constantPair } from './kernel-constants.ts';
import { type Code, fours, pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel, type KernelLocals } from './kernel.ts';
import { logarithmInPlace } from './logarithms.ts';
import { sineInPlace } from './sines.ts';

const PAIR_BYTES = 16;
/** How far the state of mulberry32 moves with each uniform. */
export const MULBERRY_STEP = 0x6d2b79f5;
/** Uniforms a normal takes. */
const UNIFORMS = 2;
/** A uniform is one of so many. */
const RANGE = 2 ** 32;
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
    sineInPlace(locals)(...pairs.map(({ mixed }) => mixed)),
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

/** Four states, what is made of them and angles in their place, and radii. */
const normalsOf = (locals: KernelLocals) => locals.pairs('states', 'mixed', 'radius');
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
