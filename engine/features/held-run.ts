import type { FeatureHandle } from './feature-handle.ts';
import type { SharedRun } from './feature-run.ts';

/** One holder's view of a shared run. */
export class HeldRun implements FeatureHandle {
  readonly #run: SharedRun;
  readonly #letGo: () => void;
  #isHeld = true;

  constructor(run: SharedRun, letGo: () => void) {
    this.#run = run;
    this.#letGo = letGo;
  }

  get value(): number | undefined {
    return this.#run.value;
  }

  get updates(): number {
    return this.#run.updates;
  }

  get updatedAt(): number {
    return this.#run.updatedAt;
  }

  reading(name: string): number | undefined {
    return this.#run.reading(name);
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#letGo();
  }
}
