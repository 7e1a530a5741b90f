import type { TheoryScore } from '../../../engine/domain/theory/theory-reading.ts';

/** What can be said of the worth of a theory so far. */
export type Verdict = 'too-few' | 'silent' | 'helped' | 'hurt' | 'open';

/** Reach of a 95 % interval in standard errors. */
const REACH = 1.96;

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
  if (gain.mean === 0 && gain.reach === 0) return 'silent';
  if (gain.mean > gain.reach) return 'helped';
  return gain.mean < -gain.reach ? 'hurt' : 'open';
}
