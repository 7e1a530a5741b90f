/** Below this a span cannot be divided into steps that doubles still tell apart. */
const SMALLEST_SPAN = 1e-300;

/** Round numbers (1, 2 or 5 times a power of ten apart) that cover `low` to `high` in about `count` steps. */
export function niceSteps(low: number, high: number, count: number): readonly number[] {
  const span = high - low;
  if (!(span > SMALLEST_SPAN)) return [low];
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  const step = factor * power;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
