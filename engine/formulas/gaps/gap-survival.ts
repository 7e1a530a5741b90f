import { wholeNumber } from '../../numerics/checked-numbers.ts';

/** A gap that was opened at some moment of its own clock, bars or ms. */
export interface OpenGap {
  readonly start: number;
}

interface Observation<Gap> {
  readonly gap: Gap;
  /** Infinity while it is open. */
  duration: number;
  isFill: boolean;
}

/**
 * How long gaps stay open, from the last ones: the estimate of Kaplan and Meier, in which a gap that is still
 * open, or is watched no longer, counts for as long as it was seen.
 *
 * Source: Kaplan & Meier (1958), Nonparametric Estimation from Incomplete Observations, JASA 53.
 */
export class GapSurvival<Gap extends OpenGap> {
  readonly #most: number;
  /** In the order in which they opened. */
  readonly #observations: Observation<Gap>[] = [];
  readonly #fills: number[] = [];
  readonly #censored: number[] = [];

  /** Remembers the last `most` gaps. */
  constructor(most: number) {
    this.#most = wholeNumber('max_store', most);
  }

  /** Gaps remembered, open ones among them. */
  get count(): number {
    return this.#observations.length;
  }

  /** When the oldest gap opened that is remembered; NaN of none. */
  get oldestStart(): number {
    return this.#observations[0]?.gap.start ?? NaN;
  }

  /** Begins to watch a gap; gaps come in the order in which they opened. */
  open(gap: Gap): void {
    this.#observations.push({ gap, duration: Infinity, isFill: false });
    if (this.#observations.length > this.#most) this.#forgetOldest();
  }

  /** Ends the watch: the gap was filled `duration` after it opened, or is watched no longer. */
  close(gap: Gap, duration: number, isFill: boolean): void {
    const known = this.#observations.find((each) => each.gap === gap);
    if (known === undefined) return;
    known.duration = duration;
    known.isFill = isFill;
    const list = isFill ? this.#fills : this.#censored;
    list.splice(countBelow(list, duration), 0, duration);
  }

  /** Probability that a gap stays open for longer than `age`, as of `now`. */
  survival(age: number, now: number): number {
    let share = 1;
    for (let i = 0; i < this.#fills.length;) {
      const time = this.#fills[i] as number;
      if (time > age) break;
      const next = countNotAbove(this.#fills, time);
      share *= 1 - (next - i) / this.#watched(time, i, now);
      i = next;
    }
    return share;
  }

  /** Probability that a gap as old as `age` is filled within `horizon` from now on. */
  fillProbability(age: number, horizon: number, now: number): number {
    const still = this.survival(age, now);
    return still > 0 ? 1 - this.survival(age + horizon, now) / still : 0;
  }

  /** Gaps seen for at least `time`, where `before` fills came sooner. */
  #watched(time: number, before: number, now: number): number {
    const closed = this.#fills.length - before + this.#censored.length - countBelow(this.#censored, time);
    return closed + this.#openSince(now - time);
  }

  #openSince(start: number): number {
    let count = 0;
    for (const { duration, gap } of this.#observations) {
      if (gap.start > start) break;
      if (duration === Infinity) count += 1;
    }
    return count;
  }

  #forgetOldest(): void {
    const oldest = this.#observations.shift();
    if (oldest === undefined || oldest.duration === Infinity) return;
    const list = oldest.isFill ? this.#fills : this.#censored;
    list.splice(countBelow(list, oldest.duration), 1);
  }
}

/** How many of an ascending list lie below `value`. */
function countBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of an ascending list are at most `value`. */
function countNotAbove(sorted: readonly number[], value: number): number {
  let count = countBelow(sorted, value);
  while (sorted[count] === value) count += 1;
  return count;
}
