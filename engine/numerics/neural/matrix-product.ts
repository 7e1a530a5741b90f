import type { Tensor } from './tensor.ts';

/** A factor of a product: where it begins, and how far its rows and the numbers within a row are apart. */
export interface Factor {
  readonly numbers: Float64Array;
  readonly from: number;
  readonly row: number;
  readonly step: number;
}

/** Where a product is added to: where it begins and how far its rows are apart. */
export interface Target {
  readonly numbers: Float64Array;
  readonly from: number;
  readonly row: number;
}

/** Rows and columns of a product and how many numbers each entry is summed over. */
export interface ProductShape {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
}

/** The rows of a matrix as rows of a factor. */
export const rowFactor = ({ columns }: Tensor, numbers: Float64Array): Factor => ({
  numbers,
  from: 0,
  row: columns,
  step: 1,
});

/** The columns of a matrix as rows of a factor. */
export const columnFactor = ({ columns }: Tensor, numbers: Float64Array): Factor => ({
  numbers,
  from: 0,
  row: 1,
  step: columns,
});

/**
 * Adds to each entry of `target` the scalar product of a row of `left` and a row of `right`. Several entries
 * are summed at once, so that each number that is read serves more than one of them.
 */
export function addProduct(target: Target, left: Factor, right: Factor, shape: ProductShape): void {
  addPairs(target, left, right, shape);
  if (shape.rows % 2 === 1) addLastRow(target, left, right, shape);
}

/**
 * Two rows by four columns at a time. Beyond the last column the last is summed again, which gives the same
 * number in the same place.
 */
function addPairs(target: Target, left: Factor, right: Factor, { columns, depth, rows }: ProductShape): void {
  const { numbers: c, row: cRow } = target;
  const { numbers: a, row: aRow, step: aStep } = left;
  const { numbers: b, row: bRow, step: bStep } = right;
  for (let i = 0; i + 1 < rows; i += 2) {
    for (let j = 0; j < columns; j += 4) {
      const j1 = Math.min(1, columns - 1 - j);
      const j2 = Math.min(2, columns - 1 - j);
      const j3 = Math.min(3, columns - 1 - j);
      const at = target.from + i * cRow + j;
      let p = left.from + i * aRow;
      let q = right.from + j * bRow;
      let s0 = c[at] as number;
      let s1 = c[at + j1] as number;
      let s2 = c[at + j2] as number;
      let s3 = c[at + j3] as number;
      let t0 = c[at + cRow] as number;
      let t1 = c[at + cRow + j1] as number;
      let t2 = c[at + cRow + j2] as number;
      let t3 = c[at + cRow + j3] as number;
      for (let k = 0; k < depth; k += 1, p += aStep, q += bStep) {
        const x0 = a[p] as number;
        const x1 = a[p + aRow] as number;
        const y0 = b[q] as number;
        const y1 = b[q + j1 * bRow] as number;
        const y2 = b[q + j2 * bRow] as number;
        const y3 = b[q + j3 * bRow] as number;
        s0 += x0 * y0;
        s1 += x0 * y1;
        s2 += x0 * y2;
        s3 += x0 * y3;
        t0 += x1 * y0;
        t1 += x1 * y1;
        t2 += x1 * y2;
        t3 += x1 * y3;
      }
      c[at] = s0;
      c[at + j1] = s1;
      c[at + j2] = s2;
      c[at + j3] = s3;
      c[at + cRow] = t0;
      c[at + cRow + j1] = t1;
      c[at + cRow + j2] = t2;
      c[at + cRow + j3] = t3;
    }
  }
}

/** The last row where their number is odd, four columns at a time. */
function addLastRow(target: Target, left: Factor, right: Factor, shape: ProductShape): void {
  const { columns, depth, rows } = shape;
  const { numbers: c } = target;
  const { numbers: a, step: aStep } = left;
  const { numbers: b, row: bRow, step: bStep } = right;
  for (let j = 0; j < columns; j += 4) {
    const j1 = Math.min(1, columns - 1 - j);
    const j2 = Math.min(2, columns - 1 - j);
    const j3 = Math.min(3, columns - 1 - j);
    const at = target.from + (rows - 1) * target.row + j;
    let p = left.from + (rows - 1) * left.row;
    let q = right.from + j * bRow;
    let s0 = c[at] as number;
    let s1 = c[at + j1] as number;
    let s2 = c[at + j2] as number;
    let s3 = c[at + j3] as number;
    for (let k = 0; k < depth; k += 1, p += aStep, q += bStep) {
      const x = a[p] as number;
      s0 += x * (b[q] as number);
      s1 += x * (b[q + j1 * bRow] as number);
      s2 += x * (b[q + j2 * bRow] as number);
      s3 += x * (b[q + j3 * bRow] as number);
    }
    c[at] = s0;
    c[at + j1] = s1;
    c[at + j2] = s2;
    c[at + j3] = s3;
  }
}
