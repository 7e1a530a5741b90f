import { exponentialInPlace } from './exponentials.ts';
import { type Code, float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';

const PAIR_BYTES = 16;
const FLOAT_BYTES = 8;

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

/** Writes `e` to the power of the `distances` times the number at `rate` into `weights`. */
export const distanceWeights = kernel((locals) => {
  const { bytes, distances, rate, weights } = locals.given('distances', 'rate', 'weights', 'bytes');
  const { at } = locals.wholes('at');
  const { factor, weight } = locals.pairs('factor', 'weight');
  const raise = exponentialInPlace(locals);
  const each = steps(
    write(weight, pair.times(pair.load(whole.plus(read(distances), read(at))), read(factor))),
    raise(weight),
    pair.store(whole.plus(read(weights), read(at)), read(weight)),
  );
  return steps(write(factor, pair.loadTwice(read(rate))), counted(at, read(bytes), each, PAIR_BYTES));
});

/**
 * Sums of the products `one` times `other` and `third` times `fourth`, weighed by the `weights`, by their
 * second, fourth and eighth powers: four sums of the first products, then four of the second.
 */
export const poweredSums = kernel((locals) => {
  const given = locals.given('weights', 'one', 'other', 'third', 'fourth', 'sums', 'bytes');
  const { bytes, fourth, one, other, sums, third, weights } = given;
  const { at } = locals.wholes('at');
  const { first, second, weight } = locals.pairs('weight', 'first', 'second');
  const ofFirst = locals.pairs('a0', 'a1', 'a2', 'a3');
  const ofSecond = locals.pairs('b0', 'b1', 'b2', 'b3');
  const pairs = [ofFirst.a0, ofFirst.a1, ofFirst.a2, ofFirst.a3].map((a, i): [Local, Local] => [
    a,
    [ofSecond.b0, ofSecond.b1, ofSecond.b2, ofSecond.b3][i] ?? ofSecond.b0,
  ]);
  const here = (list: Local): Code => pair.load(whole.plus(read(list), read(at)));
  const add = (sum: Local, product: Local): Code =>
    write(sum, pair.plus(read(sum), pair.times(read(weight), read(product))));
  const moment = steps(
    write(weight, here(weights)),
    write(first, pair.times(here(one), here(other))),
    write(second, pair.times(here(third), here(fourth))),
    ...pairs.map(([a, b], power) =>
      steps(
        power === 0 ? [] : write(weight, pair.times(read(weight), read(weight))),
        add(a, first),
        add(b, second),
      ),
    ),
  );
  return steps(
    ...pairs.flat().map((sum) => write(sum, pair.of(0))),
    counted(at, read(bytes), moment, PAIR_BYTES),
    ...pairs.map(([a], i) => float.store(read(sums), sumOfBoth(a), FLOAT_BYTES * i)),
    ...pairs.map(([, b], i) => float.store(read(sums), sumOfBoth(b), FLOAT_BYTES * (pairs.length + i))),
  );
});
