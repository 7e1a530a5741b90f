import { type Code, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, kernel } from './kernel.ts';
import { sineInPlace } from './sines.ts';

const PAIR_BYTES = 16;
const TURN = 2 * Math.PI;
/** Added to a number of moderate size, it leaves the nearest whole number in the last bits. */
const ROUNDING = 1.5 * 2 ** 52;
/** Pairs of angles that take turns, since a processor would wait for one of them alone. */
const PAIRS = 4;
/** Angles worked out together. */
export const COSINES_TOGETHER = 2 * PAIRS;

/**
 * Puts the cosines of angles into their place, to within 1e-15 and as much for each unit of an angle: `numbers` and
 * their `bytes`, of which there are a multiple of {@link COSINES_TOGETHER}.
 */
export const cosinesInPlace = kernel((locals) => {
  const { bytes, numbers } = locals.given('numbers', 'bytes');
  const { at } = locals.wholes('at');
  const angles = Array.from({ length: PAIRS }, () => locals.pairs('angle').angle);
  const each = (step: (angle: Local, offset: number) => Code): Code =>
    steps(...angles.map((angle, i) => step(angle, PAIR_BYTES * i)));
  const place = whole.plus(read(numbers), read(at));
  const nearest = (turns: Local): Code =>
    pair.minus(pair.plus(read(turns), constantPair(ROUNDING)), constantPair(ROUNDING));
  const body = steps(
    each((angle, offset) => write(angle, pair.times(pair.load(place, offset), constantPair(1 / TURN)))),
    // The cosine of a turn is the sine of how far a quarter is from the nearest whole turn.
    each((angle) => write(angle, pair.size(pair.minus(read(angle), nearest(angle))))),
    each((angle) =>
      write(angle, pair.times(pair.minus(constantPair(0.25), read(angle)), constantPair(TURN))),
    ),
    sineInPlace(locals)(...angles),
    each((angle, offset) => pair.store(place, read(angle), offset)),
  );
  return counted(at, read(bytes), body, PAIRS * PAIR_BYTES);
});
