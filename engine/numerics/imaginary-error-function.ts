/**
 * `erfi(x) = 2 / sqrt(pi)` times the integral of `exp(t^2)` from 0 to `x`, by its power series: accurate to
 * rounding, since all terms have one sign; the number of terms grows with `x^2`. Infinite beyond about 26.
 */
export function imaginaryErrorFunction(x: number): number {
  let power = x;
  let sum = x;
  for (let n = 1; Math.abs(power) > 1e-17 * Math.abs(sum) && Number.isFinite(sum); n += 1) {
    power *= (x * x) / n;
    sum += power / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
