import { RecentValues } from '../../../numerics/recent-values.ts';
import type { Companions, InputCount } from '../../companions.ts';
import type { FitJob } from '../../refit.ts';
import type { MomentShape } from './pending-moments.ts';
import { SampleRows } from './sample-rows.ts';

/** The last labeled samples; of one run, or of all companions that learn from the same. */
export class SampleHistory {
  readonly #rows: SampleRows;
  readonly #labels: RecentValues;
  readonly #bars: RecentValues;
  readonly #inputs: InputCount | undefined;
  #added = -1;

  /** Where several runs add the same samples, each is counted once. */
  constructor(length: number, width: number, inputs?: InputCount) {
    this.#rows = new SampleRows(length, width);
    this.#labels = new RecentValues(length);
    this.#bars = new RecentValues(length);
    this.#inputs = inputs;
  }

  /** That of all companions that learn from as many samples of this shape. */
  static of(companions: Companions, length: number, shape: MomentShape): SampleHistory {
    const known = companions.shared(SampleHistory, (): Known[] => []);
    const same = known.find(
      (each) =>
        each.length === length &&
        each.horizon === shape.horizon &&
        each.inputs === shape.inputs &&
        each.label === shape.label,
    );
    if (same !== undefined) return same.history;
    const history = new SampleHistory(length, shape.inputs.width, companions.inputs);
    known.push({ ...shape, length, history });
    return history;
  }

  /** Samples held now. */
  get count(): number {
    return this.#labels.count;
  }

  add(inputs: Readonly<Float64Array>, label: number, bar: number): void {
    if (this.#inputs !== undefined && this.#inputs.count === this.#added) return;
    this.#added = this.#inputs?.count ?? 0;
    this.#rows.append(inputs);
    this.#labels.push(label);
    this.#bars.push(bar);
  }

  /** Copies of all samples, the oldest first. */
  toData(): FitJob['data'] {
    return { inputs: this.#rows.toBlock(), labels: this.#labels.toArray(), bars: this.#bars.toArray() };
  }
}

interface Known extends MomentShape {
  readonly length: number;
  readonly history: SampleHistory;
}
