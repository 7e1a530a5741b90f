import { exponentialInPlace } from './exponentials.ts';
import { type Code, float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, type Kernel, kernel } from './kernel.ts';

const PAIR_BYTES = 16;
const FLOAT_BYTES = 8;

/**
 * Adds the scalar product of each row of a matrix with a column to the sum that stands in its place: given are
 * the `matrix`, the `column` and its `size` in bytes, a multiple of 16, the `sums` and the `bytes` of these.
 */
export const addRowProducts = kernel((locals) => {
  const { bytes, column, matrix, size, sums } = locals.given('matrix', 'column', 'size', 'sums', 'bytes');
  const { at, j } = locals.wholes('at', 'j');
  const { sum } = locals.pairs('sum');
  const place = whole.plus(read(sums), read(at));
  const product = pair.times(
    pair.load(whole.plus(read(matrix), read(j))),
    pair.load(whole.plus(read(column), read(j))),
  );
  const row = steps(
    write(sum, pair.of(0)),
    counted(j, read(size), write(sum, pair.plus(read(sum), product)), PAIR_BYTES),
    float.store(place, float.plus(float.load(place), sumOfBoth(sum))),
    write(matrix, whole.plus(read(matrix), read(size))),
  );
  return counted(at, read(bytes), row, FLOAT_BYTES);
});

/** A sample this far away weighs so little that no digit depends on it, and its square is a normal number yet. */
const WEIGHTLESS = 300;

/** Pairs of samples that take turns, since a processor would wait for one of them alone. */
const PAIRS = 3;
/** Samples weighed together. */
export const SAMPLES_TOGETHER = 2 * PAIRS;

/**
 * Sums over samples around a place, each weighed by a Gaussian bell in some dimensions: of the weights, of their
 * squares, and of the weights times the labels. Given are the lists of coordinates, one behind the other, the
 * `labels` behind them, the bytes of a list (`apart`), the `place` and behind it how narrow the bell is in each
 * dimension, the three `sums`, and the `bytes` of the samples that count, of which there are a multiple of
 * {@link SAMPLES_TOGETHER}.
 */
export const bellSumsKernel = (dimensions: number): Kernel =>
  kernel((locals) => {
    const { apart, bytes, columns, place, sums } = locals.given('columns', 'apart', 'place', 'sums', 'bytes');
    const { at, list } = locals.wholes('at', 'list');
    const { label, squares, weights } = locals.pairs('weights', 'squares', 'label');
    const pairs = Array.from({ length: PAIRS }, () => locals.pairs('away', 'weight'));
    const raise = exponentialInPlace(locals);
    const total = [weights, squares, label];
    const each = (step: (away: Local, weight: Local, offset: number) => Code): Code =>
      steps(...pairs.map(({ away, weight }, i) => step(away, weight, PAIR_BYTES * i)));
    const farther = (dimension: number): Code => {
      const narrow = pair.loadTwice(read(place), FLOAT_BYTES * (dimensions + dimension));
      const from = pair.loadTwice(read(place), FLOAT_BYTES * dimension);
      return steps(
        each((away, _, offset) => {
          const apartFrom = pair.minus(pair.load(read(list), offset), from);
          return write(away, pair.times(apartFrom, narrow));
        }),
        each((away, weight) => write(weight, pair.minus(read(weight), pair.times(read(away), read(away))))),
        write(list, whole.plus(read(list), read(apart))),
      );
    };
    const sample = steps(
      write(list, whole.plus(read(columns), read(at))),
      each((_, weight) => write(weight, pair.of(0))),
      ...Array.from({ length: dimensions }, (_, dimension) => farther(dimension)),
      each((_, weight) => write(weight, pair.most(read(weight), constantPair(-WEIGHTLESS)))),
      raise(...pairs.map(({ weight }) => weight)),
      each((_, weight, offset) =>
        steps(
          write(weights, pair.plus(read(weights), read(weight))),
          write(squares, pair.plus(read(squares), pair.times(read(weight), read(weight)))),
          write(label, pair.plus(read(label), pair.times(read(weight), pair.load(read(list), offset)))),
        ),
      ),
    );
    return steps(
      ...total.map((sum) => write(sum, pair.of(0))),
      counted(at, read(bytes), sample, PAIRS * PAIR_BYTES),
      ...total.map((sum, i) => float.store(read(sums), sumOfBoth(sum), FLOAT_BYTES * i)),
    );
  });
