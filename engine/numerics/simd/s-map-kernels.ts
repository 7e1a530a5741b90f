import { exponentialInPlace } from './exponentials.ts';
import { type Code, float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { counted, type Kernel, kernel } from './kernel.ts';

const PAIR_BYTES = 16;
const FLOAT_BYTES = 8;
/** Sums that are kept in the places of a processor at the same time. */
const MOST_SUMS = 8;
/** Powers of the weights that are summed. */
const POWERS = 4;

/**
 * Distances of moments that follow each other in a series from the moment of now: given are the address of the
 * `newest` number of the first moment, those of `now` with the newest first and the bytes of these (`size`),
 * the `distances`, where their two sums go (`total`), and the `bytes` of the list.
 */
export const momentDistances = kernel((locals) => {
  const given = locals.given('newest', 'now', 'size', 'distances', 'total', 'bytes');
  const { bytes, distances, newest, now, size, total } = given;
  const { at, back } = locals.wholes('at', 'back');
  const { apart, square, sum } = locals.pairs('apart', 'square', 'sum');
  const then = whole.minus(whole.plus(read(newest), read(at)), read(back));
  const dimension = steps(
    write(apart, pair.minus(pair.load(then), pair.loadTwice(whole.plus(read(now), read(back))))),
    write(square, pair.plus(read(square), pair.times(read(apart), read(apart)))),
  );
  const moment = steps(
    write(square, pair.of(0)),
    counted(back, read(size), dimension, FLOAT_BYTES),
    write(square, pair.root(read(square))),
    pair.store(whole.plus(read(distances), read(at)), read(square)),
    write(sum, pair.plus(read(sum), read(square))),
  );
  return steps(
    write(sum, pair.of(0)),
    counted(at, read(bytes), moment, PAIR_BYTES),
    pair.store(read(total), read(sum)),
  );
});

/** Pairs of weights that take turns, since a processor would wait for one of them alone. */
const PAIRS = 2;
/** Moments weighed together. */
export const MOMENTS_TOGETHER = 2 * PAIRS;

/**
 * Writes `e` to the power of the `distances` times the number at `rate` into `weights`, for {@link MOMENTS_TOGETHER}
 * after the other while one of them lies within the `bytes`.
 */
export const distanceWeights = kernel((locals) => {
  const { bytes, distances, rate, weights } = locals.given('distances', 'rate', 'weights', 'bytes');
  const { at } = locals.wholes('at');
  const { factor } = locals.pairs('factor');
  const pairs = Array.from({ length: PAIRS }, () => locals.pairs('weight').weight);
  const each = (step: (weight: Local, offset: number) => Code): Code =>
    steps(...pairs.map((weight, i) => step(weight, PAIR_BYTES * i)));
  const body = steps(
    each((weight, offset) =>
      write(weight, pair.times(pair.load(whole.plus(read(distances), read(at)), offset), read(factor))),
    ),
    exponentialInPlace(locals)(...pairs),
    each((weight, offset) => pair.store(whole.plus(read(weights), read(at)), read(weight), offset)),
  );
  return steps(write(factor, pair.loadTwice(read(rate))), counted(at, read(bytes), body, PAIRS * PAIR_BYTES));
});

/**
 * Sums of the normal equations of a line through moments that follow each other in a series, of which each is told
 * by a constant and some numbers, the newest first: for each of them the products with itself and those before it,
 * and then of all the products with the successor. They are weighed by the `weights`, and behind that by their
 * second, fourth and eighth powers, in whose place these come to stand. Given are besides the address of the oldest
 * number of the first moment, where the sums go, and the bytes of the list.
 */
export const poweredSumsKernel = (dimension: number): Kernel =>
  kernel((locals) => {
    const { bytes, oldest, sums, weights } = locals.given('weights', 'oldest', 'sums', 'bytes');
    const { at, power } = locals.wholes('at', 'power');
    const { weighed, weight } = locals.pairs('weight', 'weighed');
    const numbers = Array.from({ length: dimension + 1 }, () => locals.pairs('number').number);
    const productsOf = (count: number) => Array.from({ length: count }, () => locals.pairs('sum').sum);
    const rows = Array.from({ length: dimension + 2 }, (_, row) => productsOf(Math.min(row, dimension) + 1));
    const here = (back: number): Code =>
      pair.load(whole.plus(read(oldest), read(at)), FLOAT_BYTES * (dimension - back));
    const place = whole.plus(read(weights), read(at));
    /** The products of a row, whose number a weight was multiplied with, with the constant and the numbers. */
    const add = (row: readonly Local[], times: Local): Code =>
      steps(
        ...row.map((sum, i) => {
          const product = i === 0 ? read(times) : pair.times(read(times), read(numbers[i] ?? times));
          return write(sum, pair.plus(read(sum), product));
        }),
      );
    const few = groupsOf(rows);
    /** What some rows take of two moments. The last of all makes way for the next power. */
    const moment = (group: readonly Local[][], isLast: boolean): Code =>
      steps(
        write(weight, pair.load(place)),
        // The successor stands in the place of the constant, which takes none.
        ...numbers.map((number, back) => write(number, here(back))),
        ...group.map((row) => {
          const i = rows.indexOf(row);
          if (i === 0) return add(row, weight);
          const number = numbers[i <= dimension ? i : 0] ?? weight;
          return steps(write(weighed, pair.times(read(weight), read(number))), add(row, weighed));
        }),
        isLast ? pair.store(place, pair.times(read(weight), read(weight))) : [],
      );
    const all = rows.flat();
    return counted(
      power,
      whole.of(POWERS),
      steps(
        ...all.map((sum) => write(sum, pair.of(0))),
        ...few.map((group, i) => counted(at, read(bytes), moment(group, i + 1 === few.length), PAIR_BYTES)),
        ...all.map((sum, i) => float.store(read(sums), sumOfBoth(sum), FLOAT_BYTES * i)),
        write(sums, whole.plus(read(sums), whole.of(FLOAT_BYTES * all.length))),
      ),
    );
  });

/** Rows in groups of so few sums that a processor has a place for each, beside what they are made of. */
function groupsOf<Row extends readonly Local[]>(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [[]];
  for (const row of rows) {
    const held = groups.at(-1)?.flat().length ?? 0;
    if (held > 0 && held + row.length > MOST_SUMS) groups.push([]);
    groups.at(-1)?.push(row);
  }
  return groups;
}
