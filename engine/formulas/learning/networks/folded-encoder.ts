import type { Parameter } from '../../../numerics/neural/computation.ts';
import { evenOf, type Matrix } from './streamed-line.ts';

/** Lists of numbers of an encoder. */
const LISTS = 16;

/** A matrix, and a constant for each of its rows. */
export interface Line {
  readonly matrix: Matrix;
  readonly constants: Float64Array;
}

/** The linear parts of an encoder in the order in which they are asked. */
export interface EncoderLines<Each = Line> {
  /** Of a bar: its row, without its place. */
  readonly embed: Each;
  /** Of the last row, standardized: what each head asks of a row for its score. */
  readonly ask: Each;
  /** Of the means of the heads: what the last row takes from them. */
  readonly tell: Each;
  /** Of what came of it, standardized: the units before they are rectified. */
  readonly units: Each;
  /** Of the units: what the last row takes from them. */
  readonly join: Each;
  /** Of what came of that, standardized: the log odds. */
  readonly odds: Each;
}

/**
 * An encoder with fewer steps and the same log odds. Gains and shifts of standardized rows are worked into the
 * matrices behind them, and the matrices of a head into one each way: a product with the keys is one of the rows
 * with what the keys make of the query, the values of a mean are the mean of the values, and what all scores
 * share moves none of their exponentials apart. As rows are only read in deviations from their mean, all that
 * makes them up is taken without its own, codes of the places too.
 */
export function foldedEncoder(
  lists: readonly Parameter[],
  codes: Readonly<Float64Array>,
  heads: number,
): EncoderLines & { readonly codes: Matrix } {
  if (lists.length !== LISTS)
    throw new Error(`an encoder has ${LISTS} lists of numbers, not ${lists.length}`);
  const at = (place: number): Parameter => lists[place] as Parameter;
  const { rows: width } = at(0);
  const steps = codes.length / width;
  const asked = askedBy(at(4), at(5), { heads, gain: at(2).values });
  const told = toldBy(at(6), at(7), heads);
  return {
    codes: inDeviations(steps, width, (i, j) => codes[i * width + j] as number),
    embed: centered({ matrix: at(0), constants: at(1).values }),
    ask: behindNorm(asked, at(2).values, at(3).values),
    tell: centered(behindNorm(told, repeated(at(2).values, heads), repeated(at(3).values, heads))),
    units: behindNorm(at(10), at(8).values, at(9).values),
    join: centered({ matrix: at(11), constants: new Float64Array(width) }),
    odds: behindNorm(at(14), at(12).values, at(13).values, at(15).values),
  };
}

/** Of the last row: what each head asks of a row before its own gain, heads at even places. */
function askedBy(
  query: Matrix,
  keys: Matrix,
  { gain, heads }: { readonly gain: Readonly<Float64Array>; readonly heads: number },
): Matrix {
  const width = query.columns;
  const size = evenOf(width);
  const part = width / heads;
  return matrixOf(heads * size, width, (row, k) => {
    const head = Math.floor(row / size);
    const j = row % size;
    if (j >= width) return 0;
    const sum = sumOver(head * part, part, (i) => entry(keys, i, j) * entry(query, i, k));
    return ((gain[j] as number) * sum) / Math.sqrt(part);
  });
}

/** What the last row takes from the means of the heads, which stand at even places. */
function toldBy(values: Matrix, output: Matrix, heads: number): Matrix {
  const width = values.columns;
  const size = evenOf(width);
  const part = width / heads;
  return matrixOf(width, heads * size, (row, column) => {
    const head = Math.floor(column / size);
    const k = column % size;
    if (k >= width) return 0;
    return sumOver(head * part, part, (i) => entry(output, row, i) * entry(values, i, k));
  });
}

/** A line behind rows that are standardized, with their gain and shift worked into it. */
function behindNorm(
  matrix: Matrix,
  gain: Readonly<Float64Array>,
  ...[shift, constants]: [shift: Readonly<Float64Array>, constants?: Readonly<Float64Array>]
): Line {
  const { columns, rows } = matrix;
  return {
    matrix: matrixOf(rows, columns, (i, j) => entry(matrix, i, j) * (gain[j] as number)),
    constants: Float64Array.from(
      { length: rows },
      (_, i) =>
        (constants?.[i] ?? 0) + sumOver(0, columns, (j) => entry(matrix, i, j) * (shift[j] as number)),
    ),
  };
}

/** A line whose answers have a mean of 0, and lie as far apart as before. */
const centered = ({ constants, matrix }: Line): Line => ({
  matrix: turned(inDeviations(matrix.columns, matrix.rows, (i, j) => entry(matrix, j, i))),
  constants: inDeviations(1, matrix.rows, (_, j) => constants[j] as number).values,
});

/** A matrix of rows in deviations from their mean. */
function inDeviations(rows: number, columns: number, of: (row: number, column: number) => number): Matrix {
  const means = Float64Array.from({ length: rows }, (_, i) => sumOver(0, columns, (j) => of(i, j)) / columns);
  return matrixOf(rows, columns, (i, j) => of(i, j) - (means[i] as number));
}

/** The gains of a row once for each head, at even places. */
function repeated(values: Readonly<Float64Array>, heads: number): Float64Array {
  const size = evenOf(values.length);
  return Float64Array.from({ length: heads * size }, (_, i) => values[i % size] ?? 0);
}

const entry = ({ columns, values }: Matrix, row: number, column: number): number =>
  values[row * columns + column] as number;

const turned = (matrix: Matrix): Matrix =>
  matrixOf(matrix.columns, matrix.rows, (i, j) => entry(matrix, j, i));

function matrixOf(rows: number, columns: number, of: (row: number, column: number) => number): Matrix {
  const values = new Float64Array(rows * columns);
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1, at += 1) values[at] = of(i, j);
  return { rows, columns, values };
}

function sumOver(first: number, count: number, of: (i: number) => number): number {
  let sum = 0;
  for (let i = first; i < first + count; i += 1) sum += of(i);
  return sum;
}
