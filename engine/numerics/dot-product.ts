/** Scalar product of two lists of equal length. */
export function dotProduct(a: Readonly<Float64Array>, b: Readonly<Float64Array>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
