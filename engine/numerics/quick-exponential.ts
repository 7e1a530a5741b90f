/** Parts an octave is cut into. */
const PARTS = 64;
const PER_UNIT = PARTS / Math.LN2;
/** The logarithm of one part as a number of few digits, whose multiples are exact, and the rest. */
const LONG_PART = Math.round((Math.LN2 / PARTS) * 2 ** 40) / 2 ** 40;
/** The natural logarithm of 2 is this much above the number that stands for it. */
const LN2_REST = 2.3190468138462996e-17;
const SHORT_PART = Math.LN2 / PARTS - LONG_PART + LN2_REST / PARTS;
/** Beyond it the plain function is asked. */
const FARTHEST = 44;
const LOWEST_OCTAVE = -Math.ceil(FARTHEST / Math.LN2) - 1;

const withinOctave = Float64Array.from({ length: PARTS }, (_, part) => 2 ** (part / PARTS));
const octaves = Float64Array.from({ length: 1 - 2 * LOWEST_OCTAVE }, (_, i) => 2 ** (i + LOWEST_OCTAVE));

/**
 * `e^x` to within a few units of the last digit, in a fraction of the time of `Math.exp`: a power of two from
 * a table times the first terms of the series of what is left, which is below 0.0055.
 */
export function quickExponential(x: number): number {
  if (!(x > -FARTHEST && x < FARTHEST)) return Math.exp(x);
  const parts = Math.floor(x * PER_UNIT + 0.5) | 0;
  const r = x - parts * LONG_PART - parts * SHORT_PART;
  const series = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))));
  const octave = octaves[(parts >> 6) - LOWEST_OCTAVE] as number;
  return octave * (withinOctave[parts & (PARTS - 1)] as number) * series;
}

/** Puts the {@link quickExponential} of the first `count` numbers of a list in their place: one call for all of them. */
export function writeExponentials(values: Float64Array, count: number): void {
  for (let i = 0; i < count; i += 1) values[i] = quickExponential(values[i] as number);
}
