/**
 * Solutions of symmetric positive definite systems with two bands beside the diagonal, in time that grows
 * with their size alone; the lists it works in are made once.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, section 4.3 (banded factorization).
 */
export class PentadiagonalSolver {
  readonly #pivots: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;

  constructor(size: number) {
    this.#pivots = new Float64Array(size);
    this.#first = new Float64Array(size);
    this.#second = new Float64Array(size);
  }

  /**
   * Solves for `b` in place. `near` and `far` are the same all along the first and second band; `diagonal`
   * may change from row to row.
   */
  solve(
    diagonal: Float64Array,
    { far, near }: { readonly near: number; readonly far: number },
    b: Float64Array,
  ): void {
    const pivots = this.#pivots;
    const first = this.#first;
    const second = this.#second;
    const size = b.length;
    // L D L' with a unit lower L: row i has `two` two and `one` one column before the diagonal. What stands
    // before the first rows counts as nothing.
    let pivotOne = Infinity;
    let pivotTwo = Infinity;
    let oneBefore = 0;
    for (let i = 0; i < size; i += 1) {
      const two = far / pivotTwo;
      const one = (near - (i < 2 ? 0 : far * oneBefore)) / pivotOne;
      const pivot = (diagonal[i] as number) - far * two - (i < 1 ? 0 : one * one * pivotOne);
      second[i] = two;
      first[i] = one;
      pivots[i] = 1 / pivot;
      pivotTwo = pivotOne;
      pivotOne = pivot;
      oneBefore = one;
    }
    for (let i = 1; i < size; i += 1) {
      const two = i < 2 ? 0 : (second[i] as number) * (b[i - 2] as number);
      b[i] = (b[i] as number) - (first[i] as number) * (b[i - 1] as number) - two;
    }
    let xOne = 0;
    let xTwo = 0;
    for (let i = size - 1; i >= 0; i -= 1) {
      const one = i + 1 < size ? (first[i + 1] as number) * xOne : 0;
      const two = i + 2 < size ? (second[i + 2] as number) * xTwo : 0;
      xTwo = xOne;
      xOne = (b[i] as number) * (pivots[i] as number) - one - two;
      b[i] = xOne;
    }
  }
}
