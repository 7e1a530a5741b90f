import { RecentValues } from '../../../numerics/recent-values.ts';
import type { FitJob } from '../../refit.ts';
import { SampleRows } from './sample-rows.ts';

/** The last labeled samples of a run, and when a fit on them is due. */
export class SampleStore {
  readonly #params: FitJob['params'];
  readonly #rows: SampleRows;
  readonly #labels: RecentValues;
  readonly #bars: RecentValues;
  readonly #firstFit: number;
  readonly #interval: number;
  #untilDue = 0;
  #isDue = false;

  /** Holds `N` samples; fits are due every `k` bars once there are half as many. */
  constructor(params: FitJob['params'] & { readonly N: number; readonly k: number }, width: number) {
    this.#params = params;
    this.#rows = new SampleRows(params.N, width);
    this.#labels = new RecentValues(params.N);
    this.#bars = new RecentValues(params.N);
    this.#firstFit = Math.ceil(params.N / 2);
    this.#interval = params.k;
  }

  add(inputs: Readonly<Float64Array>, label: number, bar: number): void {
    this.#rows.advance().set(inputs);
    this.#labels.push(label);
    this.#bars.push(bar);
  }

  /** Counts a bar after its sample was added. */
  endBar(): void {
    if (this.#labels.count < this.#firstFit) return;
    this.#isDue = this.#untilDue === 0;
    this.#untilDue = (this.#isDue ? this.#interval : this.#untilDue) - 1;
  }

  /** The job of the fit that became due with the last bar, handed out once. */
  takeJob(): FitJob | undefined {
    if (!this.#isDue) return undefined;
    this.#isDue = false;
    return {
      params: this.#params,
      data: {
        inputs: this.#rows.toBlock(),
        labels: this.#labels.toArray(),
        bars: this.#bars.toArray(),
      },
    };
  }
}
