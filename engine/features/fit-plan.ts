import type { FormulaId } from '../formulas/formula.ts';
import { fitMsOf } from './past-work.ts';

/** A thread starts with the first fit. */
const THREAD_START_MS = 3000;
/** A busy machine, and code that has not been compiled yet, take this much longer than where it was measured. */
const SLOWER = 3;

/**
 * When fits will be done if one thread does them one after the other: a plan by the time of the session and by what
 * fits are known to take. Whoever takes models no sooner waits for none in practice, and the plan is the same on
 * every machine.
 */
export class FitPlan {
  /** Fits begun so far. */
  count = 0;
  #time = 0;
  #doneAt = -Infinity;

  /** Call it with each event, at its time in ms. */
  passTime(time: number): void {
    this.#time = time;
  }

  /** Time in ms when all fits begun so far are planned to be done; -Infinity before the first. */
  get doneAt(): number {
    return this.#doneAt;
  }

  add(formula: FormulaId): void {
    const free = this.count === 0 ? this.#time + THREAD_START_MS : Math.max(this.#time, this.#doneAt);
    this.#doneAt = free + SLOWER * fitMsOf(formula);
    this.count += 1;
  }
}
