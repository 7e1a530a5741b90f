/** Scalar product of two lists of equal length. */
export function dotProduct(a: Readonly<Float64Array>, b: Readonly<Float64Array>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/**
 * Writes into `products` the scalar products of a list and the first `count` of others: of three in one walk,
 * as none of three sums waits for the additions of another.
 */
export function writeDotProducts(
  products: Float64Array,
  a: Readonly<Float64Array>,
  others: readonly Readonly<Float64Array>[],
  count = others.length,
): void {
  let i = 0;
  for (; i + 2 < count; i += 3) {
    const b = others[i] as Float64Array;
    const c = others[i + 1] as Float64Array;
    const d = others[i + 2] as Float64Array;
    let [ofB, ofC, ofD] = [0, 0, 0];
    for (let t = 0; t < a.length; t += 1) {
      const value = a[t] as number;
      ofB += value * (b[t] as number);
      ofC += value * (c[t] as number);
      ofD += value * (d[t] as number);
    }
    products[i] = ofB;
    products[i + 1] = ofC;
    products[i + 2] = ofD;
  }
  for (; i < count; i += 1) products[i] = dotProduct(a, others[i] as Float64Array);
}
