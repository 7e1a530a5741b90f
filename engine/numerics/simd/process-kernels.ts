import { exponentialInPlace } from './exponentials.ts';
import { type Code, float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { counted, type Kernel, kernel } from './kernel.ts';

const FLOAT_BYTES = 8;
const PAIR_BYTES = 16;
/** Rows of a folded matrix that have the same number of places. */
export const ROWS_TOGETHER = 4;

/**
 * A symmetric matrix whose square of a column is asked for: below the diagonal the numbers twice, on it once, above
 * it zeros, four rows at a time, as long as the longest of them. The number of rows is a multiple of four.
 */
export const foldedPlaces = (rows: number): number => (rows * (rows + ROWS_TOGETHER)) / 2;

/** The place of a row, from 0, in such a matrix. */
export function foldedRow(row: number): number {
  const group = Math.floor(row / ROWS_TOGETHER);
  return ROWS_TOGETHER * (group + 1) * (2 * group + (row % ROWS_TOGETHER));
}

/** Multiplies a folded matrix with a column from both sides: `folded`, `column`, its `bytes`, where the `square` goes. */
export const squareOf = kernel((locals) => {
  const { bytes, column, folded, square } = locals.given('folded', 'column', 'bytes', 'square');
  const { at, before, width } = locals.wholes('before', 'width', 'at');
  const { total, x } = locals.pairs('x', 'total');
  const rows = Object.values(locals.wholes('row0', 'row1', 'row2', 'row3'));
  const sums = Object.values(locals.pairs('sum0', 'sum1', 'sum2', 'sum3'));
  const number = (row: number): Code =>
    pair.loadTwice(whole.plus(read(column), read(before)), FLOAT_BYTES * row);
  const along = steps(
    write(x, pair.load(whole.plus(read(column), read(at)))),
    ...sums.map((sum, row) =>
      write(
        sum,
        pair.plus(read(sum), pair.times(pair.load(whole.plus(read(rows[row] as Local), read(at))), read(x))),
      ),
    ),
  );
  const group = steps(
    write(width, whole.plus(read(before), whole.of(ROWS_TOGETHER * FLOAT_BYTES))),
    ...rows.map((row, i) =>
      write(row, i === 0 ? read(folded) : whole.plus(read(rows[i - 1] as Local), read(width))),
    ),
    ...sums.map((sum) => write(sum, pair.of(0))),
    counted(at, read(width), along, PAIR_BYTES),
    ...sums.map((sum, row) => write(total, pair.plus(read(total), pair.times(read(sum), number(row))))),
    write(folded, whole.plus(read(rows[ROWS_TOGETHER - 1] as Local), read(width))),
  );
  return steps(
    write(total, pair.of(0)),
    counted(before, read(bytes), group, ROWS_TOGETHER * FLOAT_BYTES),
    float.store(read(square), sumOfBoth(total)),
  );
});

/**
 * Writes a Gaussian bell over the distances of samples from a place. Given are the lists of coordinates, one behind
 * the other, each of `bytes` bytes, the `place`, behind it how much the logarithm of the bell falls with the square
 * of the distance, and the `bells`.
 */
export const bellsKernel = (dimensions: number): Kernel =>
  kernel((locals) => {
    const { bells, bytes, columns, place } = locals.given('columns', 'bytes', 'place', 'bells');
    const { at, list } = locals.wholes('at', 'list');
    const { away, bell } = locals.pairs('away', 'bell');
    const number = (which: number): Code => pair.loadTwice(read(place), FLOAT_BYTES * which);
    const dimension = (which: number): Code =>
      steps(
        write(away, pair.minus(pair.load(read(list)), number(which))),
        write(bell, pair.plus(read(bell), pair.times(read(away), read(away)))),
        write(list, whole.plus(read(list), read(bytes))),
      );
    const sample = steps(
      write(list, whole.plus(read(columns), read(at))),
      write(bell, pair.of(0)),
      ...Array.from({ length: dimensions }, (_, which) => dimension(which)),
      write(bell, pair.times(read(bell), number(dimensions))),
      exponentialInPlace(locals)(bell),
      pair.store(whole.plus(read(bells), read(at)), read(bell)),
    );
    return counted(at, read(bytes), sample, PAIR_BYTES);
  });
