import type { StrategyReturns } from '../formulas/step-contents.ts';

const MINUTE_MS = 60_000;

/** What strategies returned over a bar that ended at `time`. */
export interface BarReturns {
  readonly time: number;
  readonly strategies: StrategyReturns;
}

/** Adds up what strategies returned minute by minute to bars of a longer interval. */
export class SummedReturns {
  readonly #intervalMs: number;
  readonly #sums = new Map<string, number>();
  #endTime = 0;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Takes in the time that ended at `time` and gives out the bars that ended by then, oldest first. */
  add(time: number, minute: StrategyReturns): readonly BarReturns[] {
    const { names, returns } = minute;
    // Minutes that end in time are their own bars, and nothing has to be added up.
    const isWhole = this.#intervalMs === MINUTE_MS && time % MINUTE_MS === 0 && this.#sums.size === 0;
    if (isWhole && names.length > 0) return [{ time, strategies: minute }];
    const ended: BarReturns[] = [];
    const endTime = Math.ceil(time / this.#intervalMs) * this.#intervalMs;
    if (endTime !== this.#endTime) this.#giveOut(ended);
    this.#endTime = endTime;
    for (const [at, name] of names.entries())
      this.#sums.set(name, (this.#sums.get(name) ?? 0) + (returns[at] ?? 0));
    if (time === endTime) this.#giveOut(ended);
    return ended;
  }

  #giveOut(ended: BarReturns[]): void {
    if (this.#sums.size === 0) return;
    const strategies = { names: [...this.#sums.keys()], returns: [...this.#sums.values()] };
    ended.push({ time: this.#endTime, strategies });
    this.#sums.clear();
  }
}
