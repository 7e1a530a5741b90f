import type { FormulaInputs, FormulaRun, InputKind } from '../formulas/formula.ts';

/** What the holders of a running formula see of it, whatever it is fed with. */
export interface SharedRun {
  readonly name: string;
  readonly value: number | undefined;
  readonly updates: number;
  holders: number;
  /** What the formula says beyond its value, by name; undefined where it says no such thing. */
  reading(name: string): number | undefined;
}

/** One running formula, shared by everybody who asked for the same thing. */
export class FeatureRun<Kind extends InputKind> implements SharedRun {
  readonly name: string;
  updates = 0;
  holders = 0;
  readonly #start: () => FormulaRun<Kind>;
  #run: FormulaRun<Kind>;
  /** NaN for none: what is always a number is written in place, hundreds of times a bar. */
  #value = NaN;

  constructor(name: string, start: () => FormulaRun<Kind>) {
    this.name = name;
    this.#start = start;
    this.#run = start();
  }

  get value(): number | undefined {
    return Number.isNaN(this.#value) ? undefined : this.#value;
  }

  /** Forgets everything fed so far: the value is gone until the formula is warm again. */
  restart(): void {
    this.#run = this.#start();
    this.#value = NaN;
  }

  reading(name: string): number | undefined {
    return this.#run.readings?.[name]?.();
  }

  feed(input: FormulaInputs[Kind]): void {
    this.#value = this.#run(input) ?? NaN;
    this.updates += 1;
  }
}

/** Feeds one input to every run of a list. */
export function feedAll<Kind extends InputKind>(
  runs: readonly FeatureRun<Kind>[],
  input: FormulaInputs[Kind],
): void {
  for (let i = 0; i < runs.length; i += 1) runs[i]?.feed(input);
}
