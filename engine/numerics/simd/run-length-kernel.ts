import { exponentialInPlace } from './exponentials.ts';
import { float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, kernel } from './kernel.ts';
import { logarithmInPlace } from './logarithms.ts';

const PAIR_BYTES = 16;
const FLOAT_BYTES = 8;

/**
 * Weighs runs of values by how well each foretold another one, and takes it in. Given are the `lengths`, with the
 * weights, means, rates and factors of the runs behind them, each list of `apart` bytes; the `numbers`: the value,
 * strength and shape of the prior, behind which the sum of the weights goes; and the `bytes` of the runs, a
 * multiple of 16.
 */
export const weighRuns = kernel((locals) => {
  const { apart, bytes, lengths, numbers } = locals.given('lengths', 'apart', 'numbers', 'bytes');
  const { at, factors, means, rates, weights } = locals.wholes('at', 'weights', 'means', 'rates', 'factors');
  const { factor, gained, length, off, rate, ratio, shape, strength } = locals.pairs(
    ...(['length', 'off', 'strength', 'gained', 'ratio', 'shape', 'factor', 'rate'] as const),
  );
  const { inverse, share, total } = locals.pairs('inverse', 'share', 'total');
  const raise = exponentialInPlace(locals);
  const logarithm = logarithmInPlace(locals);
  const [one, half] = [constantPair(1), constantPair(0.5)];
  const place = (list: Local) => whole.plus(read(list), read(at));
  const number = (which: number) => pair.loadTwice(read(numbers), FLOAT_BYTES * which);
  const next = pair.plus(read(strength), one);
  const run = steps(
    write(length, pair.load(place(lengths))),
    write(rate, pair.load(place(rates))),
    write(factor, pair.load(place(factors))),
    write(shape, pair.plus(number(2), pair.times(read(length), half))),
    write(strength, pair.plus(number(1), read(length))),
    write(off, pair.minus(number(0), pair.load(place(means)))),
    // One division serves three: a processor takes as long for one as for ten products.
    write(ratio, pair.times(read(rate), next)),
    write(inverse, pair.over(one, pair.times(read(ratio), read(factor)))),
    pair.store(place(factors), pair.times(read(shape), pair.times(read(inverse), read(ratio)))),
    write(inverse, pair.times(read(inverse), read(factor))),
    write(factor, pair.times(read(factor), pair.root(pair.times(read(strength), read(inverse))))),
    write(share, pair.times(read(off), pair.times(read(inverse), read(rate)))),
    write(gained, pair.times(half, pair.times(read(strength), pair.times(read(off), read(share))))),
    // Student's density with twice the shape in degrees of freedom; its constant falls out of the weights.
    write(ratio, pair.plus(one, pair.times(read(gained), pair.times(read(inverse), next)))),
    logarithm(ratio),
    write(ratio, pair.negative(pair.times(read(ratio), pair.plus(read(shape), half)))),
    raise(ratio),
    write(ratio, pair.times(pair.load(place(weights)), pair.times(read(factor), read(ratio)))),
    pair.store(place(weights), read(ratio)),
    write(total, pair.plus(read(total), read(ratio))),
    pair.store(place(means), pair.plus(pair.load(place(means)), read(share))),
    pair.store(place(rates), pair.plus(read(rate), read(gained))),
    pair.store(place(lengths), pair.plus(read(length), one)),
  );
  const lists = [lengths, weights, means, rates, factors];
  return steps(
    ...lists.slice(1).map((list, i) => write(list, whole.plus(read(lists[i] ?? list), read(apart)))),
    write(total, pair.of(0)),
    counted(at, read(bytes), run, PAIR_BYTES),
    float.store(read(numbers), sumOfBoth(total), FLOAT_BYTES * 3),
  );
});
