import type { TimedMoves } from '../../../numerics/hayashi-yoshida.ts';
import { TimedValues } from '../../../numerics/timed-values.ts';

/** The changes of a log price within a window of time, each over the stretch since the update before. */
export class RecentMoves {
  readonly #windowMs: number;
  readonly #ends = new TimedValues();
  readonly #starts = new TimedValues();
  #time = NaN;
  #level = NaN;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Takes in a new level. An update that changes nothing only begins the next stretch. */
  push(time: number, level: number): void {
    const size = level - this.#level;
    if (size !== 0 && Number.isFinite(size)) {
      this.#ends.append(time, size);
      this.#starts.append(this.#time, 0);
    }
    this.#time = time;
    this.#level = level;
    this.forget(time);
  }

  /** Drops what ended before the window. */
  forget(now: number): void {
    while (this.#ends.timeAt(0) <= now - this.#windowMs) {
      this.#ends.dropOldest();
      this.#starts.dropOldest();
    }
  }

  toMoves(): TimedMoves {
    const { count } = this.#ends;
    return {
      starts: Float64Array.from({ length: count }, (_, i) => this.#starts.timeAt(i)),
      ends: Float64Array.from({ length: count }, (_, i) => this.#ends.timeAt(i)),
      sizes: Float64Array.from({ length: count }, (_, i) => this.#ends.valueAt(i)),
    };
  }
}
