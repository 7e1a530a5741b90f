import { exponentialInPlace } from './exponentials.ts';
import { type Code, float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, type Kernel, kernel, type KernelLocals } from './kernel.ts';

const PAIR_BYTES = 16;
const FLOAT_BYTES = 8;
/** Below every score. */
const LOWEST = -Number.MAX_VALUE;

/** How rows are brought to a variance of 1. */
export interface RowScale {
  /** Numbers of a row that vary. */
  readonly width: number;
  /** Added to the variance. */
  readonly least: number;
}

/**
 * Rows of a ring, each with the code of its step added, times `1 / sqrt(variance + least)`. Rows and codes have a
 * mean of 0. Given are the `rows` from the first step on, the `end` and the `size` of the ring, the `codes`, where
 * the scaled rows go `to`, and the `bytes` of all of them. A row has twice as many numbers as `twos`.
 */
export const scaledRowsKernel = (twos: number, { least, width }: RowScale): Kernel =>
  kernel((locals) => {
    const { bytes, codes, end, rows, size, to } = locals.given('rows', 'end', 'size', 'codes', 'to', 'bytes');
    const { at } = locals.wholes('at');
    const { scale, sum } = locals.pairs('sum', 'scale');
    const row = pairsOf(locals, twos);
    const squares = row.map((each) => pair.times(read(each), read(each)));
    const variance = pair.times(pair.twice(sumOfBoth(sum)), constantPair(1 / width));
    const place = whole.plus(read(to), read(at));
    const step = steps(
      ...row.map((each, i) =>
        write(
          each,
          pair.plus(
            pair.load(read(rows), PAIR_BYTES * i),
            pair.load(whole.plus(read(codes), read(at)), PAIR_BYTES * i),
          ),
        ),
      ),
      write(sum, squares.reduce(pair.plus)),
      write(scale, pair.over(constantPair(1), pair.root(pair.plus(variance, constantPair(least))))),
      ...row.map((each, i) => pair.store(place, pair.times(read(each), read(scale)), PAIR_BYTES * i)),
      write(rows, whole.plus(read(rows), whole.of(PAIR_BYTES * twos))),
      // Behind the end of the ring it goes on with its beginning.
      write(rows, whole.minus(read(rows), whole.times(whole.equal(read(rows), read(end)), read(size)))),
    );
    return counted(at, read(bytes), step, PAIR_BYTES * twos);
  });

/**
 * The mean of rows, each by the exponential of its product with what is asked. Given are the `rows`, what is `asked`,
 * room for a `share` of each row and one more, the `bytes` of a share for each row, and where the `mean` goes. A row
 * has twice as many numbers as `twos`.
 */
export const attentionKernel = (twos: number): Kernel =>
  kernel((locals) => {
    const { asked, bytes, mean, rows, shares } = locals.given('rows', 'asked', 'shares', 'bytes', 'mean');
    const { at, row } = locals.wholes('at', 'row');
    const { most, share, sum } = locals.pairs('share', 'most', 'sum');
    const raise = exponentialInPlace(locals);
    const numbers = pairsOf(locals, twos);
    const place = whole.plus(read(shares), read(at));
    const each = (body: (number: Local, i: number) => Code): Code => steps(...numbers.map(body));
    const numberOf = (i: number): Code => pair.load(read(row), PAIR_BYTES * i);
    const rowByRow = (body: Code): Code => {
      const next = write(row, whole.plus(read(row), whole.of(PAIR_BYTES * twos)));
      return steps(write(row, read(rows)), counted(at, read(bytes), steps(body, next), FLOAT_BYTES));
    };
    const products = numbers.map((number, i) => pair.times(read(number), numberOf(i)));
    const score = steps(
      write(sum, products.reduce(pair.plus)),
      write(share, pair.twice(sumOfBoth(sum))),
      write(most, pair.most(read(most), read(share))),
      float.store(place, pair.first(read(share))),
    );
    const raiseTwo = steps(
      write(share, pair.minus(pair.load(place), read(most))),
      raise(share),
      write(sum, pair.plus(read(sum), read(share))),
      pair.store(place, read(share)),
    );
    return steps(
      each((number, i) => write(number, pair.load(read(asked), PAIR_BYTES * i))),
      write(most, constantPair(LOWEST)),
      rowByRow(score),
      // The last of an odd number of rows has no partner.
      float.store(whole.plus(read(shares), read(bytes)), float.of(LOWEST)),
      write(sum, pair.of(0)),
      counted(at, read(bytes), raiseTwo, PAIR_BYTES),
      write(sum, pair.twice(sumOfBoth(sum))),
      each((number) => write(number, pair.of(0))),
      rowByRow(
        steps(
          write(share, pair.loadTwice(place)),
          each((number, i) => write(number, pair.plus(read(number), pair.times(read(share), numberOf(i))))),
        ),
      ),
      each((number, i) => pair.store(read(mean), pair.over(read(number), read(sum)), PAIR_BYTES * i)),
    );
  });

/** So many pairs of numbers, for those of a row. */
const pairsOf = (locals: KernelLocals, count: number): readonly Local[] =>
  Object.values(locals.pairs(...Array.from({ length: count }, (_, i) => `of ${i}`)));
