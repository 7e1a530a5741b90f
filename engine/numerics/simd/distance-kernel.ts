import {
  type Code,
  float,
  fours,
  type Local,
  pair,
  read,
  shorts,
  steps,
  sumOfBoth,
  when,
  whole,
  write,
} from './instructions.ts';
import { counted, type Kernel, kernel } from './kernel.ts';

const VECTOR_BYTES = 16;
const INTEGER_BYTES = 4;
const FLOAT_BYTES = 8;
/** Points that stand side by side. */
export const POINTS_TOGETHER = 4;
/** Limits within which points are counted while they are measured. */
export const LIMITS = 4;

/**
 * Writes the squared distances of points from another one, by coordinates that are short whole numbers. Four points
 * stand side by side, two coordinates of each and then the next two; the other one has its coordinates in a row.
 * Given are the `points`, the point they are measured `from`, the `distances` as whole numbers of 32 bits, the bytes
 * of these, a multiple of 16, and some `limits`, behind which it is written how many distances are not above each. A
 * point has twice as many coordinates as `twos`.
 */
export const squaredDistancesKernel = (twos: number): Kernel =>
  kernel((locals) => {
    const given = locals.given('points', 'from', 'distances', 'bytes', 'limits');
    const { bytes, distances, from, limits, points } = given;
    const { at } = locals.wholes('at');
    const { apart, sum } = locals.pairs('apart', 'sum');
    const tallies = Array.from({ length: LIMITS }, () => locals.pairs('highest', 'count'));
    const products = shorts.neighborProducts(read(apart), read(apart));
    const two = (i: number) =>
      steps(
        write(
          apart,
          shorts.minus(
            shorts.load(read(points), VECTOR_BYTES * i),
            fours.loadFour(read(from), INTEGER_BYTES * i),
          ),
        ),
        write(sum, i === 0 ? products : fours.plus(read(sum), products)),
      );
    const four = steps(
      ...Array.from({ length: twos }, (_, i) => two(i)),
      fours.store(whole.plus(read(distances), read(at)), read(sum)),
      // What is true is -1.
      ...tallies.map(({ count, highest }) =>
        write(count, fours.minus(read(count), fours.notAbove(read(sum), read(highest)))),
      ),
      write(points, whole.plus(read(points), whole.of(VECTOR_BYTES * twos))),
    );
    return steps(
      ...tallies.map(({ count, highest }, i) =>
        steps(
          write(highest, fours.loadFour(read(limits), INTEGER_BYTES * i)),
          write(count, fours.of(0, 0, 0, 0)),
        ),
      ),
      counted(at, read(bytes), four, VECTOR_BYTES),
      ...tallies.map(({ count }, i) =>
        whole.store(read(limits), fours.sum(count), INTEGER_BYTES * (LIMITS + i)),
      ),
    );
  });

/** Counts the distances that are not above a limit: `distances`, their `bytes`, the `limit`, and where the `count` goes. */
export const countWithin = kernel((locals) => {
  const { bytes, count, distances, limit } = locals.given('distances', 'bytes', 'limit', 'count');
  const { at } = locals.wholes('at');
  const { highest, sum } = locals.pairs('highest', 'sum');
  const isWithin = fours.notAbove(fours.load(whole.plus(read(distances), read(at))), read(highest));
  return steps(
    write(highest, fours.all(read(limit))),
    write(sum, fours.of(0, 0, 0, 0)),
    // What is true is -1.
    counted(at, read(bytes), write(sum, fours.minus(read(sum), isWithin)), VECTOR_BYTES),
    whole.store(read(count), fours.sum(sum)),
  );
});

/**
 * Lists the points whose rough distance is not above a limit, with the exact squares of their distances. Given are
 * the rough `distances`, their `bytes`, the `limit`, the `points` by exact coordinates, the point they are measured
 * `from`, behind it where the bytes of the places go, the `places` as whole numbers and the `squares`. A point has twice as many
 * coordinates as `twos`; the lists have room for all points and three more.
 */
export const listWithinKernel = (twos: number): Kernel =>
  kernel((locals) => {
    const given = locals.given('distances', 'bytes', 'limit', 'points', 'from', 'places', 'squares');
    const { bytes, distances, from, limit, places } = given;
    const { at, count, found, place } = locals.wholes('at', 'place', 'found', 'count');
    const { highest } = locals.pairs('highest');
    const distance = whole.plus(read(distances), read(at));
    const one = (i: number): Code =>
      steps(
        // Written in any case and kept by going on: nothing is decided that could be guessed wrong.
        whole.store(read(found), whole.plus(read(place), whole.of(i))),
        write(
          found,
          whole.plus(
            read(found),
            whole.times(
              whole.notAbove(whole.load(distance, INTEGER_BYTES * i), read(limit)),
              whole.of(INTEGER_BYTES),
            ),
          ),
        ),
      );
    const four = steps(
      when(
        fours.any(fours.notAbove(fours.load(distance), read(highest))),
        steps(...Array.from({ length: POINTS_TOGETHER }, (_, i) => one(i))),
      ),
      write(place, whole.plus(read(place), whole.of(POINTS_TOGETHER))),
    );
    return steps(
      write(highest, fours.all(read(limit))),
      write(found, read(places)),
      write(place, whole.of(0)),
      counted(at, read(bytes), four, VECTOR_BYTES),
      write(count, whole.minus(read(found), read(places))),
      whole.store(read(from), read(count), FLOAT_BYTES * 2 * twos),
      counted(
        at,
        read(count),
        measureExactly(locals.pairs('apart', 'sum'), { ...given, at }, twos),
        INTEGER_BYTES,
      ),
    );
  });

/** Measures the point whose place stands at `at` in the list. */
function measureExactly(
  { apart, sum }: Readonly<Record<'apart' | 'sum', Local>>,
  {
    at,
    from,
    places,
    points,
    squares,
  }: Readonly<Record<'at' | 'from' | 'places' | 'points' | 'squares', Local>>,
  twos: number,
): Code {
  const place = whole.load(whole.plus(read(places), read(at)));
  const point = whole.plus(read(points), whole.times(place, whole.of(VECTOR_BYTES * twos)));
  const product = pair.times(read(apart), read(apart));
  return steps(
    ...Array.from({ length: twos }, (_, i) =>
      steps(
        write(apart, pair.minus(pair.load(point, VECTOR_BYTES * i), pair.load(read(from), VECTOR_BYTES * i))),
        write(sum, i === 0 ? product : pair.plus(read(sum), product)),
      ),
    ),
    float.store(whole.plus(read(squares), whole.plus(read(at), read(at))), sumOfBoth(sum)),
  );
}
