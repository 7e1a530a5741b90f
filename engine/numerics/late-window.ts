import { RecentValues } from './recent-values.ts';
import { rankAmong } from './rolling-rank.ts';
import { SortedWindow } from './sorted-window.ts';

/**
 * The last `length` values, put in order only when somebody looks: for what a reading alone needs. Asked with every
 * value it costs what a {@link SortedWindow} does; never asked, no more than keeping them.
 */
export class LateWindow {
  readonly #recent: RecentValues;
  readonly #window: SortedWindow;
  /** How many of the newest values are not in order yet. */
  #behind = 0;

  constructor(length: number) {
    this.#recent = new RecentValues(length);
    this.#window = new SortedWindow(length);
  }

  /** Values held now, at most `length`. */
  get count(): number {
    return this.#recent.count;
  }

  get isFull(): boolean {
    return this.#recent.isFull;
  }

  /** Rank of the value pushed last among those held, as a `RollingRank` has it; NaN before the first. */
  get rank(): number {
    return rankAmong(this.#inOrder(), this.#recent.at(0));
  }

  /** The quantile of type 7 of the values held; NaN while there are none. */
  quantile(p: number): number {
    return this.#inOrder().quantile(p);
  }

  push(value: number): void {
    this.#recent.push(value);
    this.#behind += 1;
  }

  #inOrder(): SortedWindow {
    const window = this.#window;
    // Whatever is further behind has left the window.
    for (let age = Math.min(this.#behind, this.count) - 1; age >= 0; age -= 1)
      window.push(this.#recent.at(age));
    this.#behind = 0;
    return window;
  }
}
