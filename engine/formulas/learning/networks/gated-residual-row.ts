import type { Parameter } from '../../../numerics/neural/computation.ts';
import { quickExponential } from '../../../numerics/quick-exponential.ts';

const SMALLEST_VARIANCE = 1e-5;

/**
 * The numbers of `gatedResidual` row by row, for networks that are asked and not trained. The layer between
 * the units and the gate has no bend, so it is multiplied into what follows once and for all.
 */
export class GatedResidualRow {
  readonly #width: number;
  readonly #inner: Float64Array;
  readonly #innerStart: Float64Array;
  /** For each output and unit the weight of the gate and behind it that of what is let through. */
  readonly #outer: Float64Array;
  readonly #outerStart: Float64Array;
  readonly #units: Float64Array;

  /** The eight lists of numbers of a gated residual, in the order in which it adds them. */
  constructor(parameters: readonly Parameter[]) {
    const [inner, innerStart, middle, middleStart, gate, gateStart, passed, passedStart] = parameters;
    if (!inner || !innerStart || !middle || !middleStart || !gate || !gateStart || !passed || !passedStart)
      throw new Error('a gated residual has eight lists of numbers');
    const width = inner.columns;
    this.#width = width;
    this.#inner = inner.values.slice();
    this.#innerStart = innerStart.values.slice();
    this.#units = new Float64Array(width);
    this.#outer = new Float64Array(2 * width * width);
    this.#outerStart = new Float64Array(2 * width);
    const sides = [
      [gate, gateStart],
      [passed, passedStart],
    ] as const;
    sides.forEach(([weights, start], side) => {
      for (let j = 0; j < width; j += 1) {
        const row = weights.values.subarray(j * width, (j + 1) * width);
        for (let k = 0; k < width; k += 1)
          this.#outer[2 * (j * width + k) + side] = through(row, middle.values, k);
        this.#outerStart[2 * j + side] = (start.values[j] as number) + through(row, middleStart.values, 0, 1);
      }
    });
  }

  /** Puts what it makes of the row in `rows` that begins at `from` into its place. */
  apply(rows: Float64Array, from: number): void {
    const width = this.#width;
    this.#activate(rows, from);
    const outer = this.#outer;
    const units = this.#units;
    let mean = 0;
    for (let j = 0, w = 0; j < width; j += 1) {
      let gate = this.#outerStart[2 * j] as number;
      let passed = this.#outerStart[2 * j + 1] as number;
      for (let k = 0; k < width; k += 1, w += 2) {
        const unit = units[k] as number;
        gate += (outer[w] as number) * unit;
        passed += (outer[w + 1] as number) * unit;
      }
      const sum = (rows[from + j] as number) + passed / (1 + quickExponential(-gate));
      rows[from + j] = sum;
      mean += sum;
    }
    mean /= width;
    let variance = 0;
    for (let j = from; j < from + width; j += 1) {
      const apart = (rows[j] as number) - mean;
      variance += apart * apart;
    }
    const scale = 1 / Math.sqrt(variance / width + SMALLEST_VARIANCE);
    for (let j = from; j < from + width; j += 1) rows[j] = ((rows[j] as number) - mean) * scale;
  }

  #activate(rows: Float64Array, from: number): void {
    const width = this.#width;
    const inner = this.#inner;
    for (let k = 0, w = 0; k < width; k += 1) {
      let sum = this.#innerStart[k] as number;
      for (let j = 0; j < width; j += 1, w += 1) sum += (inner[w] as number) * (rows[from + j] as number);
      this.#units[k] = sum > 0 ? sum : quickExponential(sum) - 1;
    }
  }
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
