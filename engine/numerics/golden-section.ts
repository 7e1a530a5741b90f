/** Where to look, and how closely. */
export interface Search {
  readonly from: number;
  readonly to: number;
  /** Width of the interval that is left at the end. */
  readonly tolerance: number;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Where a function with one valley between `from` and `to` is lowest. A value of Infinity counts as high;
 * of a function without a valley one of the ends is found.
 *
 * Source: Kiefer (1953), Sequential Minimax Search for a Maximum, Proc. Amer. Math. Soc. 4.
 */
export function goldenSection(value: (x: number) => number, { from, to, tolerance }: Search): number {
  let low = from;
  let high = to;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = value(left);
  let atRight = value(right);
  while (high - low > tolerance) {
    const width = high - low;
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = value(right);
    }
    // Below the spacing of the numbers themselves nothing shrinks any more.
    if (high - low >= width) break;
  }
  return (low + high) / 2;
}
