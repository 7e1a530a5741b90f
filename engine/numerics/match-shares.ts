import { countBits, NearSets } from './near-sets.ts';

/** What {@link MatchShares} says of the stretches of a list. */
export interface MeanLogShares {
  /** Of stretches of `m` values. */
  readonly short: number;
  /** Of stretches of `m + 1` values. */
  readonly long: number;
}

/**
 * Mean logarithm of the share of stretches that match each stretch in every place, itself among them: of
 * stretches of `m` values, and of stretches of one more. Of lists of `count`, one after another in the same
 * memory.
 */
export class MatchShares {
  readonly #m: number;
  readonly #near: NearSets;
  /** The logarithm of each share that so many stretches may have. */
  readonly #shortLogs: Float64Array;
  readonly #longLogs: Float64Array;

  constructor(count: number, m: number) {
    this.#m = m;
    this.#near = new NearSets(count, m);
    this.#shortLogs = logsOfShares(count - m + 1);
    this.#longLogs = logsOfShares(count - m);
  }

  /** Of values of which all but the last `fresh` are the last ones of the list before. */
  of(values: ArrayLike<number>, tolerance: number, fresh = values.length): MeanLogShares {
    const m = this.#m;
    const near = this.#near;
    const shortLogs = this.#shortLogs;
    const longLogs = this.#longLogs;
    const starts = near.count - m;
    const lastWord = starts >>> 5;
    near.take(values, fresh, tolerance, false);
    let short = 0;
    let long = 0;
    for (let i = 0; i <= starts; i += 1) {
      let ofShort = 0;
      let ofLong = 0;
      for (let word = 0; word <= lastWord; word += 1) {
        const matches = near.followed(i, word, m);
        ofShort += countBits(matches);
        if (i < starts) ofLong += countBits(matches & near.shifted(i + m, word, m));
      }
      short += shortLogs[ofShort] as number;
      // Behind the last short stretch there is no value.
      if (i < starts) long += longLogs[ofLong] as number;
    }
    return { short: short / (starts + 1), long: long / starts };
  }
}

function logsOfShares(count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, found) => Math.log(found / count));
}
