import type { StrategyReturns } from '../formulas/step-contents.ts';

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
  add(time: number, { names, returns }: StrategyReturns): readonly BarReturns[] {
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
