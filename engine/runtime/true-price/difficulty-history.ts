import type { ChainTip, Retarget } from '../../venues/chain/chain-source.ts';

/** Blocks between two changes of difficulty, and the seconds they are meant to take. */
const RETARGET_BLOCKS = 2016;
const BLOCK_SECONDS = 600;

/** The chain at a moment of the past, as far as it can be told from its changes of difficulty. */
export interface ChainMoment {
  readonly height: number;
  readonly difficulty: number;
}

/**
 * The chain between known changes of difficulty. The difficulty is exact: it holds until the next change.
 * The height lies on a line between two changes, after the last one on the way to the newest block known,
 * else at a block every ten minutes until the next change is due; there it is right to a few blocks.
 */
export class DifficultyHistory {
  readonly #rows: readonly Retarget[];
  /** Unix s up to which the last difficulty holds, not included. */
  readonly #endTime: number;
  readonly #endHeight: number;

  /** `rows` are every change of their time, oldest first; `tip` is the newest block where it is known. */
  constructor(rows: readonly Retarget[], tip?: Pick<ChainTip, 'blockTime' | 'height'>) {
    this.#rows = rows;
    const last = rows.at(-1);
    const isOfTip =
      last !== undefined &&
      tip !== undefined &&
      tip.height > last.height &&
      tip.height < last.height + RETARGET_BLOCKS;
    this.#endTime = isOfTip ? tip.blockTime : (last?.time ?? 0) + RETARGET_BLOCKS * BLOCK_SECONDS;
    this.#endHeight = isOfTip ? tip.height : (last?.height ?? 0) + RETARGET_BLOCKS;
  }

  /** Undefined before the first change known, and after the last one once the next was due. */
  at(time: number): ChainMoment | undefined {
    const index = this.#indexAt(time);
    const from = this.#rows[index];
    if (from === undefined || time >= this.#endTime) return undefined;
    const to = this.#rows[index + 1] ?? { time: this.#endTime, height: this.#endHeight };
    const share = (time - from.time) / (to.time - from.time);
    return {
      height: from.height + Math.floor(share * (to.height - from.height)),
      difficulty: from.difficulty,
    };
  }

  /** The last change at or before a time, -1 where there is none. */
  #indexAt(time: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#rows[middle]?.time ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
