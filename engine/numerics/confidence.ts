import { clip } from './clip.ts';
import { normalCdf } from './normal-distribution.ts';

/** How sure a standard normal `z` makes one of a sign: `2 Phi(|z|) - 1`, from 0 to 1. */
export function confidenceOfZ(z: number): number {
  return 2 * normalCdf(Math.abs(z)) - 1;
}

/** How sure a probability `p` under the null makes one: 1 at `p` 0, falling to 0 at 0.1 and above. */
export function confidenceOfP(p: number): number {
  return clip(1 - p / 0.1, 0, 1);
}
