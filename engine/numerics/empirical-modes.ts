import { NaturalSpline } from './natural-spline.ts';

/** How many modes are taken off, and how often each is sifted. */
export interface ModeSettings {
  readonly modes: number;
  readonly sifts: number;
}

/** A series as swings and what is left without them. */
export interface EmpiricalModes {
  /** The slower swings come later. */
  readonly modes: readonly Float64Array[];
  readonly trend: Float64Array;
}

const LEAST_EXTREMA = 3;
const MIRRORED = 2;

/**
 * Empirical mode decomposition: again and again the mean of an upper and a lower envelope is taken away,
 * until what remains is a swing; the swing is taken off and the rest treated alike. It ends where fewer than
 * three highs or lows are left.
 *
 * Source: Huang et al. (1998), Proceedings of the Royal Society A 454.
 */
export function empiricalModes(values: Float64Array, { modes, sifts }: ModeSettings): EmpiricalModes {
  const found: Float64Array[] = [];
  let trend = values;
  for (let mode = 0; mode < modes; mode += 1) {
    let swing: Float64Array | undefined;
    for (let round = 0; round < sifts; round += 1) {
      const next = sifted(swing ?? trend);
      if (next === undefined) break;
      swing = next;
    }
    if (swing === undefined) break;
    const taken = swing;
    found.push(taken);
    trend = trend.map((each, i) => each - (taken[i] as number));
  }
  return { modes: found, trend };
}

/** The values less the mean of their envelopes; undefined with fewer than three highs or lows inside. */
export function sifted(values: Float64Array): Float64Array | undefined {
  const { highs, lows } = extrema(values);
  if (highs.length < LEAST_EXTREMA || lows.length < LEAST_EXTREMA) return undefined;
  const rest = new Float64Array(values.length);
  const lower = new Float64Array(values.length);
  envelope(values, highs).writeTo(rest);
  envelope(values, lows).writeTo(lower);
  for (let i = 0; i < rest.length; i += 1) {
    rest[i] = (values[i] as number) - ((rest[i] as number) + (lower[i] as number)) / 2;
  }
  return rest;
}

/** Places inside that are above (below) the one before and not below (above) the one after. */
function extrema(values: Float64Array): {
  readonly highs: readonly number[];
  readonly lows: readonly number[];
} {
  const highs: number[] = [];
  const lows: number[] = [];
  let before = values[0] as number;
  let here = values[1] as number;
  for (let k = 1; k < values.length - 1; k += 1) {
    const after = values[k + 1] as number;
    if (here > before) {
      if (here >= after) highs.push(k);
    } else if (here < before && here <= after) lows.push(k);
    before = here;
    here = after;
  }
  return { highs, lows };
}

/** The curve through the extrema, of which two at either end are mirrored beyond it. */
function envelope(values: Float64Array, places: readonly number[]): NaturalSpline {
  const end = values.length - 1;
  const count = places.length;
  const knots = new Float64Array(count + 2 * MIRRORED);
  const heights = new Float64Array(knots.length);
  for (let i = 0; i < count; i += 1) {
    const place = places[i] as number;
    knots[i + MIRRORED] = place;
    heights[i + MIRRORED] = values[place] as number;
  }
  for (let i = 0; i < MIRRORED; i += 1) {
    const first = places[i] as number;
    const last = places[count - 1 - i] as number;
    knots[MIRRORED - 1 - i] = -first;
    heights[MIRRORED - 1 - i] = values[first] as number;
    knots[MIRRORED + count + i] = 2 * end - last;
    heights[MIRRORED + count + i] = values[last] as number;
  }
  return new NaturalSpline(knots, heights);
}
