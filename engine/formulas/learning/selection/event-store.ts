import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import type { FitJob } from '../../refit.ts';
import { SampleRows } from '../protocol/sample-rows.ts';
import type { EndedEvent } from './open-events.ts';

/** Events of the first fit. */
export const LEAST_EVENTS = 100;

/** The last `N` events whose label is known. A fit is due every `k` of them, first at 100. */
export class EventStore {
  readonly #params: FitJob['params'];
  readonly #rows: SampleRows;
  readonly #labels: RecentValues;
  readonly #weights: RecentValues;
  readonly #bars: RecentValues;
  #untilFit = LEAST_EVENTS;

  constructor(params: FitJob['params'] & { readonly N: number; readonly k: number }, width: number) {
    wholeNumber('k', params.k);
    this.#params = params;
    this.#rows = new SampleRows(wholeNumber('N', params.N, LEAST_EVENTS), width);
    this.#labels = new RecentValues(params.N);
    this.#weights = new RecentValues(params.N);
    this.#bars = new RecentValues(params.N);
  }

  add({ bar, inputs, label, uniqueness }: EndedEvent): void {
    this.#rows.advance().set(inputs);
    this.#labels.push(label);
    this.#weights.push(uniqueness);
    this.#bars.push(bar);
    this.#untilFit -= 1;
  }

  /** The job of a fit that is due, handed out once. */
  takeJob(): FitJob | undefined {
    if (this.#untilFit > 0) return undefined;
    this.#untilFit = this.#params['k'] as number;
    return {
      params: this.#params,
      data: {
        inputs: this.#rows.toBlock(),
        labels: this.#labels.toArray(),
        weights: this.#weights.toArray(),
        bars: this.#bars.toArray(),
      },
    };
  }
}
