import type { Parameter } from '../../../numerics/neural/computation.ts';
import { gatedResidualsKernel } from '../../../numerics/simd/gated-residual-kernel.ts';
import { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { pairRows, partRows } from '../../../numerics/simd/row-pairs.ts';

const FLOAT_BYTES = 8;
const TOGETHER = 2;

/**
 * The numbers of `gatedResidual` for some rows, for networks that are asked and not trained. The layer between
 * the units and the gate has no bend, so it is multiplied into what follows once and for all.
 */
export class GatedResidualRows {
  readonly #width: number;
  /** Two rows number by number, then the next two. */
  readonly #rows: KernelFloats;
  readonly #weights: KernelFloats;
  readonly #units: KernelFloats;
  readonly #pairs: number;
  readonly #apply: ReturnType<typeof gatedResidualsKernel>;
  /** Bytes from the weights of two rows to those of the next two: 0 where all rows share them. */
  readonly #apart: number;

  /**
   * The eight lists of numbers of a gated residual in the order in which it adds them, of each of `count` rows
   * or of all.
   */
  constructor(sets: readonly (readonly Parameter[])[], count: number) {
    const weights = sets.map(weightsOf);
    const each = weights[0]?.length ?? 0;
    this.#width = sets[0]?.[0]?.columns ?? 0;
    this.#apply = gatedResidualsKernel(this.#width);
    this.#pairs = Math.ceil(count / TOGETHER);
    this.#rows = new KernelFloats(this.#pairs * TOGETHER * this.#width);
    this.#units = new KernelFloats(TOGETHER * this.#width);
    const isShared = sets.length === 1;
    const blocks = isShared ? 1 : this.#pairs;
    this.#apart = isShared ? 0 : FLOAT_BYTES * TOGETHER * each;
    this.#weights = new KernelFloats(blocks * TOGETHER * each);
    const { values } = this.#weights;
    for (let row = 0; row < blocks * TOGETHER; row += 1) {
      const own = weights[isShared ? 0 : row];
      own?.forEach((weight, i) => (values[placeIn(row, i, each)] = weight));
    }
  }

  /** Where number `j` of a row stands. */
  placeOf(row: number, j: number): number {
    return placeIn(row, j, this.#width);
  }

  /** Takes rows that follow each other from this address, so many places apart. */
  take(rows: number, apart: number): void {
    this.#move(pairRows, rows, apart);
  }

  /** Gives an even number of rows, so many places apart, from this address on. */
  give(rows: number, apart: number): void {
    this.#move(partRows, rows, apart);
  }

  /** The rows; to be asked for anew each time. */
  get values(): Float64Array {
    return this.#rows.values;
  }

  /** Puts what it makes of each row into its place. */
  apply(): void {
    this.#apply(this.#rows.address, this.#weights.address, this.#apart, this.#units.address, this.#pairs);
  }

  #move(move: typeof pairRows, rows: number, apart: number): void {
    move(rows, FLOAT_BYTES * apart, this.#rows.address, FLOAT_BYTES * this.#width, this.#pairs);
  }
}

const placeIn = (row: number, number: number, width: number): number =>
  TOGETHER * (Math.floor(row / TOGETHER) * width + number) + (row % TOGETHER);

/** The weights of one row, as the kernel needs them. */
function weightsOf(parameters: readonly Parameter[]): number[] {
  const [inner, innerStart, middle, middleStart, gate, gateStart, passed, passedStart] = parameters;
  if (!inner || !innerStart || !middle || !middleStart || !gate || !gateStart || !passed || !passedStart)
    throw new Error('a gated residual has eight lists of numbers');
  const width = inner.columns;
  const numbers: number[] = [];
  for (let k = 0; k < width; k += 1) {
    numbers.push(innerStart.values[k] as number, ...inner.values.subarray(k * width, (k + 1) * width));
  }
  for (let j = 0; j < width; j += 1) {
    const gateRow = gate.values.subarray(j * width, (j + 1) * width);
    const passedRow = passed.values.subarray(j * width, (j + 1) * width);
    // A logistic function falls with its exponent.
    numbers.push(
      -(gateStart.values[j] as number) - through(gateRow, middleStart.values, 0, 1),
      (passedStart.values[j] as number) + through(passedRow, middleStart.values, 0, 1),
    );
    for (let k = 0; k < width; k += 1)
      numbers.push(-through(gateRow, middle.values, k), through(passedRow, middle.values, k));
  }
  return numbers;
}

/** The product of a row with a column of a matrix of `columns` columns. */
function through(
  row: Readonly<Float64Array>,
  matrix: Readonly<Float64Array>,
  column: number,
  columns = row.length,
): number {
  let sum = 0;
  for (let i = 0; i < row.length; i += 1)
    sum += (row[i] as number) * (matrix[i * columns + column] as number);
  return sum;
}
