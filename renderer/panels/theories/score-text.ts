import type { TheoryScore } from '../../../engine/domain/theory/theory-reading.ts';

/** What can be said of the worth of a theory so far. */
export type Verdict = 'too-few' | 'silent' | 'helped' | 'hurt' | 'open';

/** Reach of a 95 % interval in standard errors. */
const REACH = 1.96;

/** Less than this, in thousandths of a bit, is rounding and no gain: a theory that says the base rate has none. */
const ROUNDING = 1e-6;
const FEWEST_DIGITS = 2;
const MOST_DIGITS = 6;

/** The mean gain with its interval in thousandths of a bit. */
export interface GainInterval {
  readonly mean: number;
  readonly reach: number;
}

/** The gain in thousandths of a bit; undefined while there are too few predictions. */
export function gainOf({ errorBits = 0, gainBits }: TheoryScore): GainInterval | undefined {
  return gainBits === undefined ? undefined : { mean: 1000 * gainBits, reach: 1000 * REACH * errorBits };
}

/** Whether the theory was worth anything, as far as its predictions so far can tell. */
export function verdictOf(score: TheoryScore): Verdict {
  const gain = gainOf(score);
  if (gain === undefined) return 'too-few';
  if (Math.abs(gain.mean) < ROUNDING && gain.reach < ROUNDING) return 'silent';
  if (gain.mean > gain.reach) return 'helped';
  return gain.mean < -gain.reach ? 'hurt' : 'open';
}

/** Digits behind the point with which a gain and its reach can be told from 0: two of the reach, or a few more. */
export function gainDigits({ reach }: GainInterval): number {
  if (reach < ROUNDING) return FEWEST_DIGITS;
  return Math.min(MOST_DIGITS, Math.max(FEWEST_DIGITS, 1 - Math.floor(Math.log10(reach))));
}
