import { clip } from '../../../numerics/clip.ts';

const MEMORY = 0.99;

/** How far to believe a learner whose forecasts had the right sign this often: 0 up to one half, 1 from 0.6. */
export function skillOf(hitRate: number): number {
  return clip(10 * (hitRate - 0.5), 0, 1);
}

/** How often the forecasts of late had the right sign, begun at one half. */
export class HitRate {
  #rate = 0.5;

  get value(): number {
    return this.#rate;
  }

  push(isHit: boolean): void {
    this.#rate = MEMORY * this.#rate + (isHit ? 1 - MEMORY : 0);
  }
}
