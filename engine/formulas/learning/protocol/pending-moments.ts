import type { Companions, InputCount } from '../../companions.ts';
import type { Label } from './labels.ts';
import type { LearnerInputs } from './learner-inputs.ts';
import type { MarketFeatures } from './market-features.ts';
import { PendingInputs } from './pending-inputs.ts';

/** What of a moment a learner reads, and what of the moves behind it. */
export interface MomentShape {
  /** Bars until a label is known. */
  readonly horizon: number;
  readonly inputs: LearnerInputs;
  readonly label: Label;
}

/** The inputs of the last bars, which wait for their labels; of one run, or of all companions that read the same. */
export class PendingMoments {
  /** Of the inputs of `horizon` bars ago; NaN where there are none and where it is left out. */
  label = NaN;
  readonly #pending: PendingInputs;
  readonly #inputs: LearnerInputs;
  readonly #count: InputCount | undefined;
  #pushed = -1;
  #now: Readonly<Float64Array> = new Float64Array();

  /** Where several runs push the same bars, each is counted once. */
  constructor({ horizon, inputs, label }: MomentShape, count?: InputCount) {
    this.#pending = new PendingInputs(horizon, inputs.width, label);
    this.#inputs = inputs;
    this.#count = count;
  }

  /** Those of all companions that read the same. */
  static of(companions: Companions, shape: MomentShape): PendingMoments {
    const known = companions.shared(PendingMoments, (): Known[] => []);
    const same = known.find(
      ({ horizon, inputs, label }) =>
        horizon === shape.horizon && inputs === shape.inputs && label === shape.label,
    );
    if (same !== undefined) return same.moments;
    const moments = new PendingMoments(shape, companions.inputs);
    known.push({ ...shape, moments });
    return moments;
  }

  /** The inputs of now. */
  get now(): Readonly<Float64Array> {
    return this.#now;
  }

  /** The inputs of `horizon` bars ago; they exist where the label does. */
  get inputs(): Readonly<Float64Array> {
    return this.#pending.inputs;
  }

  /** Takes in the bar the features describe. */
  push({ close, values, volatility }: MarketFeatures): void {
    if (this.#count !== undefined && this.#count.count === this.#pushed) return;
    this.#pushed = this.#count?.count ?? 0;
    const row = this.#pending.add(close, volatility);
    this.#inputs.write(values, row);
    this.#now = row;
    this.label = this.#pending.label;
  }
}

interface Known extends MomentShape {
  readonly moments: PendingMoments;
}
