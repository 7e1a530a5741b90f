/**
 * Least squares of one value for each part of a day on a constant and `harmonics` waves: the constant, then
 * for each wave its cosine and its sine. The parts count from 1. On a whole day the waves do not overlap, so
 * each coefficient is a sum.
 */
export function fourierCoefficients(values: Float64Array, harmonics: number): Float64Array {
  const count = values.length;
  const coefficients = new Float64Array(2 * harmonics + 1);
  coefficients[0] = values.reduce((sum, each) => sum + each, 0) / count;
  for (let p = 1; p <= harmonics; p += 1) {
    let cosine = 0;
    let sine = 0;
    for (let n = 1; n <= count; n += 1) {
      const angle = (2 * Math.PI * p * n) / count;
      cosine += (values[n - 1] as number) * Math.cos(angle);
      sine += (values[n - 1] as number) * Math.sin(angle);
    }
    coefficients[2 * p - 1] = (2 * cosine) / count;
    coefficients[2 * p] = (2 * sine) / count;
  }
  return coefficients;
}

/** The values the coefficients of {@link fourierCoefficients} stand for, one for each of `count` parts of the day. */
export function fourierLevels(coefficients: Float64Array, count: number): Float64Array {
  const harmonics = (coefficients.length - 1) / 2;
  return Float64Array.from({ length: count }, (_, index) => {
    let level = coefficients[0] as number;
    for (let p = 1; p <= harmonics; p += 1) {
      const angle = (2 * Math.PI * p * (index + 1)) / count;
      level += (coefficients[2 * p - 1] as number) * Math.cos(angle);
      level += (coefficients[2 * p] as number) * Math.sin(angle);
    }
    return level;
  });
}
