/** How many inputs some runs were fed so far: the same number is the same input. */
export interface InputCount {
  readonly count: number;
}

/**
 * Runs that are fed the very same inputs, from the first one on. What follows from those alone is worked out
 * by the first of them and read by the others; a run that is on its own has the same values.
 */
export class Companions {
  readonly inputs: InputCount;
  readonly #begun: number;
  readonly #works = new Map<object, unknown>();

  /** Companions from the next input on. */
  constructor(inputs: InputCount) {
    this.inputs = inputs;
    this.#begun = inputs.count;
  }

  /** Whether a run that starts now misses nothing. */
  get isOpen(): boolean {
    return this.inputs.count === this.#begun;
  }

  /** What all of them share under a key; the first who asks begins it. */
  shared<Work>(key: object, begin: (inputs: InputCount) => Work): Work {
    const known = this.#works.get(key);
    if (known !== undefined) return known as Work;
    const begun = begin(this.inputs);
    this.#works.set(key, begun);
    return begun;
  }
}

/** Called before the first input with the companions of a run, where it has some. */
export type JoinCompanions = (companions: Companions) => void;

/** Attaches to a step how its run joins others that are fed the same. */
export function withCompanions<Step extends object>(
  step: Step,
  join: JoinCompanions,
): Step & { readonly join: JoinCompanions } {
  return Object.assign(step, { join });
}
