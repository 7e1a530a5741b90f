import type { AnyFormula, FormulaRun, InputKind } from '../formulas/formula.ts';
import { type RunWatch, withReadingsOf } from './run-watch.ts';

/** What the updates of one formula took, all its runs together. */
export interface UpdateTimes {
  updates: number;
  totalUs: number;
  /** The last updates in microseconds; once it is full the oldest is overwritten first. */
  readonly recentUs: Float64Array;
}

const KEPT = 2048;

/** Measures how long formulas take over an update. */
export class UpdateMeter implements RunWatch {
  readonly #nowUs: () => number;
  readonly #times = new Map<string, UpdateTimes>();

  /** `nowUs` is a monotonic clock in microseconds. */
  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  /** By formula id; undefined where it was never started. */
  timesOf(formula: string): UpdateTimes | undefined {
    return this.#times.get(formula);
  }

  /** Forgets what was measured so far. */
  clear(): void {
    for (const times of this.#times.values()) {
      times.updates = 0;
      times.totalUs = 0;
    }
  }

  watched<Kind extends InputKind>({ id }: AnyFormula, run: FormulaRun<Kind>): FormulaRun<Kind> {
    const times = this.#times.get(id) ?? { updates: 0, totalUs: 0, recentUs: new Float64Array(KEPT) };
    this.#times.set(id, times);
    return withReadingsOf(run, (input) => {
      const before = this.#nowUs();
      const value = run(input);
      const took = this.#nowUs() - before;
      times.recentUs[times.updates % KEPT] = took;
      times.updates += 1;
      times.totalUs += took;
      return value;
    });
  }
}

/** The measured updates that are still kept, in microseconds, smallest first. */
export const sortedUs = ({ recentUs, updates }: UpdateTimes): Float64Array =>
  recentUs.slice(0, Math.min(updates, KEPT)).toSorted();
