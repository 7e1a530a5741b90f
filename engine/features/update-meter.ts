import type { FormulaRun, InputKind } from '../formulas/formula.ts';

/** What the updates of one formula took, all its runs together. */
export interface UpdateTimes {
  updates: number;
  totalUs: number;
  /** The last updates in microseconds, oldest overwritten first. */
  readonly recentUs: Float64Array;
}

const KEPT = 4096;

/** Measures how long formulas take over an update. Only what is started with it is measured. */
export class UpdateMeter {
  readonly #nowUs: () => number;
  readonly #times = new Map<string, UpdateTimes>();

  /** `nowUs` is a monotonic clock in microseconds. */
  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  /** By formula id; undefined where it was never updated. */
  timesOf(formula: string): UpdateTimes | undefined {
    return this.#times.get(formula);
  }

  /** The same run, measured. */
  metered<Kind extends InputKind>(formula: string, run: FormulaRun<Kind>): FormulaRun<Kind> {
    const known = this.#times.get(formula);
    const times = known ?? { updates: 0, totalUs: 0, recentUs: new Float64Array(KEPT) };
    this.#times.set(formula, times);
    const measured: FormulaRun<Kind> = (input) => {
      const before = this.#nowUs();
      const value = run(input);
      const took = this.#nowUs() - before;
      times.recentUs[times.updates % KEPT] = took;
      times.updates += 1;
      times.totalUs += took;
      return value;
    };
    return run.readings === undefined ? measured : Object.assign(measured, { readings: run.readings });
  }
}
