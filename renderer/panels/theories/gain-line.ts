/** The sum of gains as a line in a box, with the height of zero. */
export interface GainLine {
  /** An SVG path from nothing at the left to the sum of now at the right. */
  readonly path: string;
  readonly zeroY: number;
}

const MARGIN = 2;

/** The line through a growing sum that began at zero; undefined while there is none. */
export function gainLineOf(sums: readonly number[], width: number, height: number): GainLine | undefined {
  if (sums.length === 0) return undefined;
  const all = [0, ...sums];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const span = high - low;
  const y = (sum: number) => (span > 0 ? MARGIN + ((high - sum) / span) * (height - 2 * MARGIN) : height / 2);
  const step = width / (all.length - 1);
  const points = all.map((sum, at) => `${(at * step).toFixed(1)} ${y(sum).toFixed(1)}`);
  return { path: `M${points.join('L')}`, zeroY: y(0) };
}
