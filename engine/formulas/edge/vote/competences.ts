import type { Interval } from '../../../numerics/wilson.ts';
import { BetaPosterior } from '../../../numerics/beta-posterior.ts';
import { clip } from '../../../numerics/clip.ts';
import type { VoteSettings } from './vote-settings.ts';

const CREDIBLE = 0.9;

/**
 * How often each formula is right: a Beta belief that starts at the prior, forgets a little with each of
 * its outcomes and never speaks for more than the cap. Nobody is inverted: a belief below one half is noise.
 */
export class Competences {
  /** What outcomes added to the prior. */
  readonly hits: Float64Array;
  readonly misses: Float64Array;
  readonly #settings: VoteSettings;
  readonly #probabilities: Float64Array;
  readonly #logOdds: Float64Array;
  readonly #intervals: (Interval | undefined)[];

  constructor(count: number, settings: VoteSettings) {
    this.#settings = settings;
    this.hits = new Float64Array(count);
    this.misses = new Float64Array(count);
    this.#probabilities = new Float64Array(count);
    this.#logOdds = new Float64Array(count);
    this.#intervals = Array.from({ length: count }, () => undefined);
    for (let i = 0; i < count; i += 1) this.#refresh(i);
  }

  /** Mean of the belief, clipped. */
  probability(place: number): number {
    return this.#probabilities[place] as number;
  }

  /** Log odds of being right, at least 0 (Nitzan and Paroush 1982). */
  logOdds(place: number): number {
    return this.#logOdds[place] as number;
  }

  /** Where the true hit rate lies with a belief of 90 %. Computed once per outcome. */
  interval(place: number): Interval {
    const known = this.#intervals[place];
    if (known !== undefined) return known;
    const { alpha, beta } = this.#belief(place);
    const found = new BetaPosterior(alpha, beta).credible(CREDIBLE);
    this.#intervals[place] = found;
    return found;
  }

  score(place: number, isRight: boolean): void {
    const { forget } = this.#settings;
    this.hits[place] = forget * (this.hits[place] as number) + (isRight ? 1 : 0);
    this.misses[place] = forget * (this.misses[place] as number) + (isRight ? 0 : 1);
    this.#refresh(place);
  }

  restore(place: number, hits: number, misses: number): void {
    this.hits[place] = hits;
    this.misses[place] = misses;
    this.#refresh(place);
  }

  #belief(place: number): { alpha: number; beta: number } {
    const { priorMean, priorN } = this.#settings;
    const alpha = priorN * priorMean;
    return {
      alpha: alpha + (this.hits[place] as number),
      beta: priorN - alpha + (this.misses[place] as number),
    };
  }

  #refresh(place: number): void {
    const { alpha, beta } = this.#belief(place);
    const { cap } = this.#settings;
    const probability = clip(alpha / (alpha + beta), 1 - cap, cap);
    this.#probabilities[place] = probability;
    this.#logOdds[place] = Math.max(0, Math.log(probability / (1 - probability)));
    this.#intervals[place] = undefined;
  }
}
