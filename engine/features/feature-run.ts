import type { FormulaInputs, FormulaRun, InputKind } from '../formulas/formula.ts';

/** What the holders of a running formula see of it, whatever it is fed with. */
export interface SharedRun {
  readonly name: string;
  readonly value: number | undefined;
  readonly updates: number;
  /** Time of the last input in ms; -Infinity before the first. */
  readonly updatedAt: number;
  holders: number;
  /** What the formula says beyond its value, by name; undefined where it says no such thing. */
  reading(name: string): number | undefined;
}

/** Values of runs that were started one after the other lie side by side, and none of them is a number on the heap. */
const VALUES_TOGETHER = 64;
let values = new Float64Array(VALUES_TOGETHER);
let times = new Float64Array(VALUES_TOGETHER);
let taken = 0;

interface Place {
  readonly values: Float64Array;
  readonly times: Float64Array;
  readonly place: number;
}

function nextPlace(): Place {
  if (taken === VALUES_TOGETHER) {
    values = new Float64Array(VALUES_TOGETHER);
    times = new Float64Array(VALUES_TOGETHER);
    taken = 0;
  }
  taken += 1;
  return { values, times, place: taken - 1 };
}

/** The time of what is being fed, in ms, in its only place: a number that is written with every input and never allocated. */
export type FedTime = Float64Array;

const NO_TIME: FedTime = new Float64Array(1);

/** One running formula, shared by everybody who asked for the same thing. */
export class FeatureRun<Kind extends InputKind> implements SharedRun {
  // What is needed to feed it comes first, and lies in one line of the processor's cache: hundreds take turns.
  #run: FormulaRun<Kind>;
  readonly #values: Float64Array;
  /** Place of the value in `#values`; NaN stands for none there. */
  readonly #place: number;
  updates = 0;
  holders = 0;
  readonly name: string;
  readonly #times: Float64Array;
  readonly #now: FedTime;
  readonly #start: (hasValue: () => boolean) => FormulaRun<Kind>;

  /**
   * `start` may give a run whose values can be anything; it is told how to ask whether the last one was a number.
   * `now` tells the time of the input that is being fed.
   */
  constructor(name: string, start: (hasValue: () => boolean) => FormulaRun<Kind>, now: FedTime = NO_TIME) {
    ({ values: this.#values, times: this.#times, place: this.#place } = nextPlace());
    this.#values[this.#place] = NaN;
    this.#times[this.#place] = -Infinity;
    this.#now = now;
    this.name = name;
    this.#start = start;
    this.#run = start(this.#hasValue);
  }

  get value(): number | undefined {
    const value = this.#values[this.#place] as number;
    return Number.isNaN(value) ? undefined : value;
  }

  get updatedAt(): number {
    return this.#times[this.#place] as number;
  }

  /** Forgets everything fed so far: the value is gone until the formula is warm again. */
  restart(): void {
    this.#run = this.#start(this.#hasValue);
    this.#values[this.#place] = NaN;
  }

  reading(name: string): number | undefined {
    return this.#run.readings?.[name]?.();
  }

  feed(input: FormulaInputs[Kind]): void {
    const value = this.#run(input) as number;
    // Only finite numbers are nothing but themselves: neither `undefined` nor what overflowed comes through.
    this.#values[this.#place] = value - value === 0 ? value : NaN;
    this.#times[this.#place] = this.#now[0] as number;
    this.updates += 1;
  }

  readonly #hasValue = (): boolean => !Number.isNaN(this.#values[this.#place]);
}

/** Feeds one input to every run of a list. */
export function feedAll<Kind extends InputKind>(
  runs: readonly FeatureRun<Kind>[],
  input: FormulaInputs[Kind],
): void {
  for (let i = 0; i < runs.length; i += 1) runs[i]?.feed(input);
}
