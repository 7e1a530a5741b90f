import { type Code, float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { counted, kernel, type KernelLocals } from './kernel.ts';

const FLOAT_BYTES = 8;
const PAIR_BYTES = 16;

/**
 * A symmetric matrix as its lower triangle, two rows at a time: both have as many places as the longer one
 * needs, and what stands above the diagonal is not read. The number of rows is even.
 */
export const trianglePlaces = (rows: number): number => rows * (rows / 2 + 1);

/** The place of a row, from 0, in such a triangle. */
export function triangleRow(row: number): number {
  const half = row >> 1;
  return 2 * half * (half + 1) + (row & 1) * (2 * half + 2);
}

/** What both loops walk through: the numbers of two rows up to their diagonal. */
interface TwoRows {
  /** How far the walk is, and how far it goes, in bytes. */
  readonly column: Local;
  readonly before: Local;
  readonly upper: Local;
  readonly lower: Local;
}

const twoRows = (locals: KernelLocals): TwoRows => locals.wholes('column', 'before', 'upper', 'lower');

/** Carries out `body` for two rows after the other of a triangle of `bytes` bytes a column. */
function eachTwoRows({ before, lower, upper }: TwoRows, triangle: Local, bytes: Local, body: Code): Code {
  const width = whole.plus(read(before), whole.of(PAIR_BYTES));
  return steps(
    write(upper, read(triangle)),
    counted(
      before,
      read(bytes),
      steps(write(lower, whole.plus(read(upper), width)), body, write(upper, whole.plus(read(lower), width))),
      PAIR_BYTES,
    ),
  );
}

/** Multiplies a symmetric matrix with a column: `triangle`, `column`, `product`, bytes of a column. */
export const multiplySymmetric = kernel((locals) => {
  const given = locals.given('triangle', 'given', 'product', 'bytes');
  return multiplied(locals, given, { begin: [], take: () => [] });
});

/**
 * What `subtractSquare` does with one column and `multiplySymmetric` with another, in one walk: `triangle`, the column
 * to be multiplied with, `product`, bytes of a column, the column that is `taken`, and where the factor stands.
 */
export const subtractAndMultiply = kernel((locals) => {
  const given = locals.given('triangle', 'given', 'product', 'bytes', 'taken', 'factor');
  const { each, part0, part1, scale } = locals.pairs('part0', 'part1', 'each', 'scale');
  const part = (before: Local, offset: number): Code =>
    pair.times(pair.loadTwice(whole.plus(read(given.taken), read(before)), offset), read(scale));
  const taken = (place: Code, share: Local): Code =>
    pair.store(place, pair.minus(pair.load(place), pair.times(read(share), read(each))));
  const body = multiplied(locals, given, {
    begin: [(before) => write(part0, part(before, 0)), (before) => write(part1, part(before, FLOAT_BYTES))],
    take: (column, upper, lower) => [
      write(each, pair.load(whole.plus(read(given.taken), read(column)))),
      taken(upper, part0),
      taken(lower, part1),
    ],
  });
  return steps(write(scale, pair.loadTwice(read(given.factor))), body);
});

/** What is done with two rows before they are walked through, and with two places of both before they are read. */
interface Before {
  readonly begin: readonly ((before: Local) => Code)[];
  readonly take: (column: Local, upper: Code, lower: Code) => readonly Code[];
}

function multiplied(
  locals: KernelLocals,
  { bytes, given, product, triangle }: Readonly<Record<'triangle' | 'given' | 'product' | 'bytes', Local>>,
  { begin, take }: Before,
): Code {
  const rows = twoRows(locals);
  const { e0, e1, sum0, sum1, x, x0, x1 } = locals.pairs('x0', 'x1', 'sum0', 'sum1', 'e0', 'e1', 'x');
  const { before, column, lower, upper } = rows;
  const at = (list: Local): Code => whole.plus(read(list), read(column));
  const diagonal = (list: Local): Code => whole.plus(read(list), read(before));
  const productHere = at(product);
  const along = steps(
    ...take(column, at(upper), at(lower)),
    write(e0, pair.load(at(upper))),
    write(e1, pair.load(at(lower))),
    write(x, pair.load(at(given))),
    write(sum0, pair.plus(read(sum0), pair.times(read(e0), read(x)))),
    write(sum1, pair.plus(read(sum1), pair.times(read(e1), read(x)))),
    pair.store(
      productHere,
      pair.plus(
        pair.load(productHere),
        pair.plus(pair.times(read(e0), read(x0)), pair.times(read(e1), read(x1))),
      ),
    ),
  );
  const corner = (row: Local, place: number): Code => float.load(diagonal(row), place * FLOAT_BYTES);
  const share = (one: Code, other: Code): Code =>
    float.plus(float.times(one, pair.first(read(x0))), float.times(other, pair.first(read(x1))));
  const body = steps(
    ...begin.map((step) => step(before)),
    write(x0, pair.loadTwice(diagonal(given))),
    write(x1, pair.loadTwice(diagonal(given), FLOAT_BYTES)),
    write(sum0, pair.of(0)),
    write(sum1, pair.of(0)),
    counted(column, read(before), along, PAIR_BYTES),
    // The walk ends at the diagonal.
    ...take(before, diagonal(upper), diagonal(lower)),
    float.store(diagonal(product), float.plus(sumOfBoth(sum0), share(corner(upper, 0), corner(lower, 0)))),
    float.store(
      diagonal(product),
      float.plus(sumOfBoth(sum1), share(corner(lower, 0), corner(lower, 1))),
      FLOAT_BYTES,
    ),
  );
  return eachTwoRows(rows, triangle, bytes, body);
}

/**
 * Takes the product of a column with itself, times a factor, off a symmetric matrix: `triangle`, `column`, where
 * the factor stands, bytes of a column.
 */
export const subtractSquare = kernel((locals) => {
  const { bytes, factor, given, triangle } = locals.given('triangle', 'given', 'factor', 'bytes');
  const rows = twoRows(locals);
  const { each, part0, part1, scale } = locals.pairs('part0', 'part1', 'each', 'scale');
  const { before, column, lower, upper } = rows;
  const at = (list: Local): Code => whole.plus(read(list), read(column));
  const part = (offset: number): Code =>
    pair.times(pair.loadTwice(whole.plus(read(given), read(before)), offset), read(scale));
  const taken = (list: Local, share: Local): Code =>
    pair.store(at(list), pair.minus(pair.load(at(list)), pair.times(read(share), read(each))));
  const body = steps(
    write(part0, part(0)),
    write(part1, part(FLOAT_BYTES)),
    counted(
      column,
      whole.plus(read(before), whole.of(PAIR_BYTES)),
      steps(write(each, pair.load(at(given))), taken(upper, part0), taken(lower, part1)),
      PAIR_BYTES,
    ),
  );
  return steps(write(scale, pair.loadTwice(read(factor))), eachTwoRows(rows, triangle, bytes, body));
});
