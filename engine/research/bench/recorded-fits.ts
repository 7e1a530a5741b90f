import { type Fitter, type FittedModel, fittedModel } from '../../formulas/refit.ts';

interface KeptFit {
  readonly formula: string;
  model: FittedModel | undefined;
}

/**
 * The fits of a world's first life, given again to a second life of the same world. What fits take is then
 * known apart, and neither their time nor what they push out of the caches weighs on the bars: in a session
 * they are done on threads of their own.
 */
export class RecordedFits {
  readonly #kept: KeptFit[] = [];
  #spentUs = 0;

  /** Fits on the spot and keeps what was found. */
  readonly recorder: Fitter = (formula, fit, job) => {
    const kept: KeptFit = { formula, model: undefined };
    this.#kept.push(kept);
    return () => {
      const before = performance.now();
      kept.model = fittedModel(fit(job));
      this.#spentUs += (performance.now() - before) * 1000;
      return kept.model;
    };
  };

  /** What the fits took since the last look. */
  takeUs(): number {
    const taken = this.#spentUs;
    this.#spentUs = 0;
    return taken;
  }

  /**
   * Gives what was found to one further life, from its beginning on.
   * @throws {Error} from the fitter, when that life asks for another fit than the first one did.
   */
  player(): Fitter {
    let next = 0;
    return (formula) => {
      const kept = this.#kept[next];
      next += 1;
      if (kept?.formula !== formula)
        throw new Error(`fit ${next} must be of ${kept?.formula ?? 'nothing'}, was of ${formula}`);
      return () => kept.model;
    };
  }
}
