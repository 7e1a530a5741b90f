/** A line through some values. */
export interface SparklineShape {
  /** An SVG path; values that do not exist leave gaps. */
  readonly path: string;
  readonly low: number;
  readonly high: number;
  /** How many values there are. */
  readonly count: number;
  /** Height of zero where the values lie on both sides of it. */
  readonly zeroY: number | undefined;
}

const MARGIN = 3;

/** The line of values in a box, evenly spaced, oldest on the left; undefined while there is no value at all. */
export function sparklineOf(values: Float64Array, width: number, height: number): SparklineShape | undefined {
  const there = values.filter((value) => !Number.isNaN(value));
  if (there.length === 0) return undefined;
  const low = there.reduce((least, value) => Math.min(least, value), Infinity);
  const high = there.reduce((most, value) => Math.max(most, value), -Infinity);
  const span = high - low;
  const y = (value: number) =>
    span > 0 ? MARGIN + ((high - value) / span) * (height - 2 * MARGIN) : height / 2;
  const step = width / Math.max(1, values.length - 1);
  let path = '';
  let isDown = false;
  for (const [at, value] of values.entries()) {
    if (Number.isNaN(value)) isDown = false;
    else {
      path += `${isDown ? 'L' : 'M'}${(at * step).toFixed(1)} ${y(value).toFixed(1)}`;
      // A value by itself is drawn as a dot.
      if (!isDown && Number.isNaN(values[at + 1] ?? Number.NaN)) path += 'h0.5';
      isDown = true;
    }
  }
  return { path, low, high, count: there.length, zeroY: low < 0 && high > 0 ? y(0) : undefined };
}
