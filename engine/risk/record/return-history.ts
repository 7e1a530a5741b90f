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

  /** Time goes on; `marks` are asked only where a step ended, in ticks, and answer as they were until then. */
  passTime(time: number, marks: () => Iterable<readonly [InstrumentId, number]>): void {
    const step = Math.floor(time / STEP_MS);
    if (step === this.#step) return;
    const missed = this.#step < 0 ? 0 : step - this.#step - 1;
    this.#step = step;
    this.#written = undefined;
    for (const [id, mark] of marks()) {
      const prices = this.#prices.get(id) ?? [];
      this.#prices.set(id, prices);
      // Nobody looked in between: the price is not known there.
      for (let i = 0; i < Math.min(missed, KEPT); i += 1) prices.push(0);
      prices.push(mark);
      if (prices.length > KEPT) prices.splice(0, prices.length - KEPT);
    }
  }

  /** Log returns of the steps in which all of these were priced, oldest first, one list an instrument. */
  common(ids: readonly InstrumentId[]): number[][] {
    const all = ids.map((id) => this.#prices.get(id) ?? []);
    const length = Math.min(...all.map((prices) => prices.length));
    const ends = all.map((prices) => prices.slice(prices.length - length));
    const returns: number[][] = ids.map(() => []);
    for (let i = 1; i < length; i += 1) {
      if (!ends.every((prices) => (prices[i] as number) > 0 && (prices[i - 1] as number) > 0)) continue;
      ends.forEach((prices, at) =>
        returns[at]?.push(Math.log((prices[i] as number) / (prices[i - 1] as number))),
      );
    }
    return returns;
  }

  returnsOf(id: InstrumentId): number[] {
    return this.common([id])[0] as number[];
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
