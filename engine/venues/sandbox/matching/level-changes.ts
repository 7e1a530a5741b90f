import type { Levels } from '../../../domain/market/levels.ts';

/** +1 is the bid side or a buy, -1 the ask side or a sell. */
export type SideSign = 1 | -1;

const NOTHING: Levels = Object.freeze([]);

/**
 * Remembers which levels one action touched and how much rested there before, so that the change can be
 * told once: a level that ends as it began is not mentioned.
 */
export class LevelChanges {
  readonly #prices: number[] = [];
  readonly #sides: SideSign[] = [];
  readonly #before: number[] = [];

  /** Called before the level's size changes; only the first call per level and action counts. */
  note(side: SideSign, price: number, lotsBefore: number): void {
    // An action touches a handful of levels: looking through them beats any map.
    for (let index = this.#prices.length - 1; index >= 0; index -= 1) {
      if (this.#prices[index] === price && this.#sides[index] === side) return;
    }
    this.#prices.push(price);
    this.#sides.push(side);
    this.#before.push(lotsBefore);
  }

  /** The changed levels of one side, given how to look up what rests there now. */
  of(side: SideSign, lotsNow: (side: SideSign, price: number) => number): Levels {
    let changed: number[] | undefined;
    for (let index = 0; index < this.#prices.length; index += 1) {
      if (this.#sides[index] !== side) continue;
      const price = this.#prices[index] ?? 0;
      const now = lotsNow(side, price);
      if (now === this.#before[index]) continue;
      changed ??= [];
      changed.push(price, now);
    }
    return changed ?? NOTHING;
  }

  clear(): void {
    this.#prices.length = 0;
    this.#sides.length = 0;
    this.#before.length = 0;
  }
}
