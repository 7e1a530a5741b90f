import { clip } from './clip.ts';

const MEMORY = 0.99;
const COIN = 0.5;

/** How far a model beats a coin whose signs were right this often: 0 up to one half, 1 from 0.6. */
export function skillOf(hitRate: number): number {
  return clip(10 * (hitRate - COIN), 0, 1);
}

/**
 * How far a model beats a coin, from 0 (no better) to 1 (six of ten right): ten times what its hit rate
 * has above a half. The rate remembers about the last hundred outcomes and begins at that of a coin. It
 * is the `SKILL` of the formula catalogue.
 */
export class HitRateSkill {
  #hitRate = COIN;

  get value(): number {
    return skillOf(this.#hitRate);
  }

  push(isHit: boolean): void {
    this.#hitRate = MEMORY * this.#hitRate + (isHit ? 1 - MEMORY : 0);
  }
}
