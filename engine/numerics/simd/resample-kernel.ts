import { float, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';

const FLOAT_BYTES = 8;
const INTEGER_BYTES = 4;
/** Places a list of survivors has beyond those of the particles: rounding may lead a step too far. */
export const SPARE_SURVIVORS = 2;

/**
 * Copies particles that survive, as many as there were: those at evenly spaced places of the running sum of their
 * weights. Given are the `weights` and their `bytes`, the places by weight and how far the first is put off
 * (`spacing`), a list of `survivors` as whole numbers, zeros before and after, and three lists of numbers of the
 * particles, `apart` from each other, `from` which they are copied, and `to` which.
 */
export const copySurvivors = kernel((locals) => {
  const given = locals.given('weights', 'bytes', 'spacing', 'survivors', 'from', 'to', 'apart');
  const { apart, bytes, from, spacing, survivors, to, weights } = given;
  const { at, found, place, survivor } = locals.wholes('at', 'place', 'found', 'survivor');
  const { further, furthest } = locals.wholes('further', 'furthest');
  const { before, perWeight, sum } = locals.floats('before', 'perWeight', 'sum');
  // Each is written where its survivors begin, over those before it that have none, and then spread from there:
  // nothing is decided whose outcome a processor could not foresee.
  const begin = steps(
    whole.store(whole.plus(read(survivors), whole.times(read(place), whole.of(INTEGER_BYTES))), read(at)),
    write(sum, float.plus(read(sum), float.load(whole.plus(read(weights), read(at))))),
    write(
      place,
      float.toWhole(float.ceiling(float.minus(float.times(read(sum), read(perWeight)), read(before)))),
    ),
  );
  const copy = steps(
    write(found, whole.load(read(survivors))),
    whole.store(read(survivors), whole.of(0)),
    write(survivor, whole.choose(read(found), read(survivor), whole.below(read(survivor), read(found)))),
    ...[from, further, furthest].map((list, i) =>
      float.store(
        i === 0
          ? read(to)
          : whole.plus(read(to), i === 1 ? read(apart) : whole.plus(read(apart), read(apart))),
        float.load(whole.plus(read(list), read(survivor))),
      ),
    ),
    write(survivors, whole.plus(read(survivors), whole.of(INTEGER_BYTES))),
    write(to, whole.plus(read(to), whole.of(FLOAT_BYTES))),
  );
  return steps(
    write(perWeight, float.load(read(spacing))),
    write(before, float.load(read(spacing), FLOAT_BYTES)),
    write(further, whole.plus(read(from), read(apart))),
    write(furthest, whole.plus(read(further), read(apart))),
    counted(at, read(bytes), begin, FLOAT_BYTES),
    counted(at, read(bytes), copy, FLOAT_BYTES),
  );
});
