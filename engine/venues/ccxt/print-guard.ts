import type { PrintFields } from '../wire/live-frame.ts';

/** Further than this share from the mid, a print is doubted. */
export const LARGEST_JUMP = 0.2;
const AGREEING_PRINTS = 3;

const NONE: readonly PrintFields[] = Object.freeze([]);

/**
 * Holds back prints far away from the book until three in a row agree: one wrong price must not reach
 * a chart or a stop, a market that really moved must.
 */
export class PrintGuard {
  #held: PrintFields[] = [];
  #withheld = 0;

  /** Prints that nothing confirmed. */
  get withheld(): number {
    return this.#withheld;
  }

  /** The prints that may be told now that `print` came. `mid` in ticks, 0 where the book says nothing. */
  take(print: PrintFields, mid: number): readonly PrintFields[] {
    if (mid === 0 || isNear(print.ticks, mid)) {
      this.#forget();
      return [print];
    }
    const [first] = this.#held;
    if (first !== undefined && !isNear(print.ticks, first.ticks)) this.#forget();
    this.#held.push(print);
    if (this.#held.length < AGREEING_PRINTS) return NONE;
    const agreed = this.#held;
    this.#held = [];
    return agreed;
  }

  #forget(): void {
    this.#withheld += this.#held.length;
    this.#held = [];
  }
}

/** Whether a price is within a fifth of another. */
export const isNear = (ticks: number, reference: number): boolean =>
  Math.abs(ticks - reference) <= LARGEST_JUMP * reference;
