import { categoryOf } from '../../edge/vote/catalogue-category.ts';
import { FORECAST_SHARE } from '../../opinion-rounds.ts';
import type { Opinions } from '../../step-contents.ts';

/**
 * Forecasts of the next bar in standard deviations of a bar, averaged within the categories of the catalogue.
 * The `most` categories with the most formulas count, the earlier of two with as many.
 */
export class CategoryForecasts {
  readonly #most: number;
  #ids: readonly number[] = [];
  #members: readonly (readonly number[])[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** One forecast for each category; 0 for formulas that have none. */
  average({ confidences, ids, isReady, signals }: Opinions): Float64Array<ArrayBuffer> {
    if (ids.length !== this.#ids.length || ids.some((id, i) => id !== this.#ids[i])) this.#sort(ids);
    return Float64Array.from(this.#members, (places) => {
      let sum = 0;
      for (const place of places)
        if (isReady[place] === 1) sum += (signals[place] as number) * (confidences[place] as number);
      return (sum / places.length) * FORECAST_SHARE;
    });
  }

  #sort(ids: readonly number[]): void {
    this.#ids = [...ids];
    const places = Map.groupBy(ids.keys(), (place) => categoryOf(ids[place] as number));
    this.#members = [...places.values()].toSorted((a, b) => b.length - a.length).slice(0, this.#most);
  }
}
