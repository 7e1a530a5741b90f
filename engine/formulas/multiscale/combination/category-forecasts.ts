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
  #given: readonly number[] | undefined;
  #members: readonly (readonly number[])[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** One forecast for each category; 0 for formulas that have none. */
  average({ confidences, ids, isReady, signals }: Opinions): Float64Array<ArrayBuffer> {
    if (!this.#isSorted(ids)) this.#sort(ids);
    const said = new Float64Array(this.#members.length);
    for (let category = 0; category < said.length; category += 1) {
      const places = this.#members[category] as readonly number[];
      let sum = 0;
      for (let i = 0; i < places.length; i += 1) {
        const place = places[i] as number;
        if (isReady[place] === 1) sum += (signals[place] as number) * (confidences[place] as number);
      }
      said[category] = (sum / places.length) * FORECAST_SHARE;
    }
    return said;
  }

  #isSorted(ids: readonly number[]): boolean {
    // Whoever gathers opinions gives the same list out each time.
    if (ids === this.#given) return true;
    return ids.length === this.#ids.length && ids.every((id, i) => id === this.#ids[i]);
  }

  #sort(ids: readonly number[]): void {
    this.#given = ids;
    this.#ids = [...ids];
    const places = Map.groupBy(ids.keys(), (place) => categoryOf(ids[place] as number));
    this.#members = [...places.values()].toSorted((a, b) => b.length - a.length).slice(0, this.#most);
  }
}
