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
  const highs = extrema(values, 1);
  const lows = extrema(values, -1);
  if (highs.length < LEAST_EXTREMA || lows.length < LEAST_EXTREMA) return undefined;
  const upper = envelope(values, highs);
  const lower = envelope(values, lows);
  const rest = new Float64Array(values.length);
  for (let i = 0; i < rest.length; i += 1) {
    rest[i] = (values[i] as number) - (upper.at(i) + lower.at(i)) / 2;
  }
  return rest;
}

/** Places inside that are above (`side` 1) or below the one before and not below (above) the one after. */
function extrema(values: Float64Array, side: 1 | -1): number[] {
  const places: number[] = [];
  for (let k = 1; k < values.length - 1; k += 1) {
    const here = side * (values[k] as number);
    if (here > side * (values[k - 1] as number) && here >= side * (values[k + 1] as number)) places.push(k);
  }
  return places;
}

/** The curve through the extrema, of which two at either end are mirrored beyond it. */
function envelope(values: Float64Array, places: readonly number[]): NaturalSpline {
  const end = values.length - 1;
  const count = places.length;
  const knots = new Float64Array(count + 2 * MIRRORED);
  const heights = new Float64Array(knots.length);
  for (let i = 0; i < knots.length; i += 1) {
    const inside = i - MIRRORED;
    const mirrored = inside < 0 ? -1 - inside : inside < count ? inside : 2 * count - 1 - inside;
    const place = places[mirrored] as number;
    knots[i] = inside < 0 ? -place : inside < count ? place : 2 * end - place;
    heights[i] = values[place] as number;
  }
  return new NaturalSpline(knots, heights);
}
