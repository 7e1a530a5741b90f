import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import type { FitJob } from '../../refit.ts';
import { SampleHistory } from './sample-history.ts';

/** The last labeled samples of a run, and when a fit on them is due. */
export class SampleStore {
  readonly #params: FitJob['params'];
  readonly #firstFit: number;
  readonly #interval: number;
  #history: SampleHistory;
  #untilDue = 0;
  #isDue = false;

  /** Holds `N` samples; fits are due every `k` bars once there are half as many. */
  constructor(params: FitJob['params'] & { readonly N: number; readonly k: number }, width: number) {
    this.#params = params;
    this.#history = new SampleHistory(wholeNumber('N', params.N), width);
    this.#firstFit = Math.ceil(params.N / 2);
    this.#interval = params.k;
  }

  /** Holds its samples together with others, before the first of them. */
  share(history: SampleHistory): void {
    this.#history = history;
  }

  add(inputs: Readonly<Float64Array>, label: number, bar: number): void {
    this.#history.add(inputs, label, bar);
  }

  /** Counts a bar after its sample was added. */
  endBar(): void {
    if (this.#history.count < this.#firstFit) return;
    this.#isDue = this.#untilDue === 0;
    this.#untilDue = (this.#isDue ? this.#interval : this.#untilDue) - 1;
  }

  /** The job of the fit that became due with the last bar, handed out once. */
  takeJob(): FitJob | undefined {
    if (!this.#isDue) return undefined;
    this.#isDue = false;
    return { params: this.#params, data: this.#history.toData() };
  }
}
