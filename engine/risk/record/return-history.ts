import type { InstrumentId } from '../../domain/instrument/instrument.ts';

/** Prices are kept this far apart, in ms, at whole multiples of it. */
export const STEP_MS = 4 * 3_600_000;
export const STEPS_PER_DAY = 6;
/** Thirty days. */
const KEPT = 30 * STEPS_PER_DAY + 1;

/**
 * Prices as plain data: number of the newest step, and prices up to it, 0 where there was none. One text an
 * instrument, because it is written with every checkpoint and changes every four hours.
 */
export interface ReturnHistoryState {
  readonly step: number;
  readonly prices: Readonly<Record<InstrumentId, string>>;
}

/** Returns of the last thirty days over steps of four hours, for what moves together and how much. */
export class ReturnHistory {
  #step = -1;
  readonly #prices = new Map<InstrumentId, number[]>();
  #written: Readonly<Record<InstrumentId, string>> | undefined;

  /**
   * Time goes on; `marks` are asked only where a step ended, in ticks, and answer as they were until then. Whoever
   * is not among them has no price in that step, and is forgotten once it had none in thirty days.
   */
  passTime(time: number, marks: () => Iterable<readonly [InstrumentId, number]>): void {
    const step = Math.floor(time / STEP_MS);
    if (step === this.#step) return;
    const missed = this.#step < 0 ? 0 : step - this.#step - 1;
    this.#step = step;
    this.#written = undefined;
    // Nobody looked in between: no price is known there.
    const unseen = Array.from({ length: Math.min(missed, KEPT) }, () => 0);
    const told = new Map(marks());
    for (const id of new Set([...this.#prices.keys(), ...told.keys()])) {
      const prices = [...(this.#prices.get(id) ?? []), ...unseen, told.get(id) ?? 0].slice(-KEPT);
      if (told.has(id) || prices.some((price) => price > 0)) this.#prices.set(id, prices);
      else this.#prices.delete(id);
    }
  }

  /** Log returns of the steps in which all of these were priced, oldest first, one list an instrument. */
  common(ids: readonly InstrumentId[]): number[][] {
    const all = ids.map((id) => this.#prices.get(id) ?? []);
    const length = Math.min(...all.map((prices) => prices.length));
    const ends = all.map((prices) => prices.slice(prices.length - length));
    const returns: number[][] = ids.map(() => []);
    for (let i = 1; i < length; i += 1) {
      const step = ends.map((prices) => returnAt(prices, i));
      if (step.every((each) => each !== undefined))
        step.forEach((each, at) => (returns[at] as number[]).push(each));
    }
    return returns;
  }

  returnsOf(id: InstrumentId): number[] {
    return this.returnsBeside(id, id);
  }

  /** Log returns of another over the very steps of `returnsOf(id)`; 0 in those where it was not priced. */
  returnsBeside(id: InstrumentId, other: InstrumentId): number[] {
    const ours = this.#prices.get(id) ?? [];
    const theirs = this.#prices.get(other) ?? [];
    const behind = ours.length - theirs.length;
    return ours.flatMap((_price, i) =>
      returnAt(ours, i) === undefined ? [] : [returnAt(theirs, i - behind) ?? 0],
    );
  }

  get isEmpty(): boolean {
    return this.#step < 0;
  }

  state(): ReturnHistoryState {
    this.#written ??= Object.fromEntries([...this.#prices].map(([id, prices]) => [id, prices.join(',')]));
    return { step: this.#step, prices: this.#written };
  }

  restore({ prices, step }: ReturnHistoryState): void {
    this.#step = step;
    for (const [id, list] of Object.entries(prices)) this.#prices.set(id, list.split(',').map(Number));
  }
}

/** Log return of the step that ends with a price; undefined where that or the one before is not known. */
function returnAt(prices: readonly number[], i: number): number | undefined {
  const [before = 0, now = 0] = [prices[i - 1], prices[i]];
  return before > 0 && now > 0 ? Math.log(now / before) : undefined;
}
