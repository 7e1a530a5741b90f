import type { Parameter } from '../../../numerics/neural/computation.ts';
import { quickExponential } from '../../../numerics/quick-exponential.ts';
import { FeatureLines } from '../protocol/feature-lines.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { GatedResidualRows } from './gated-residual-rows.ts';

const RESIDUAL_LISTS = 8;

/**
 * The numbers of `selectFeatures` row by row, for networks that are asked and not trained. Each feature is one
 * number, so that its score needs no detour over the numbers it is spread over.
 */
export class FeatureSelectionRow {
  /** How much each feature counts. */
  readonly shares: Float64Array;
  /** The features as one row. */
  readonly selected: Float64Array;
  readonly #spread: Float64Array;
  readonly #spreadStart: Float64Array;
  readonly #scores: FeatureLines;
  readonly #residuals: GatedResidualRows;

  /** The lists of numbers of the network, in the order in which it adds them. */
  constructor(parameters: readonly Parameter[], width: number) {
    const count = FEATURE_COUNT;
    const lists = parameters.map(({ values }) => values);
    const list = (place: number) => lists[place] as Float64Array;
    this.shares = new Float64Array(count);
    this.selected = new Float64Array(width);
    this.#spread = new Float64Array(count * width);
    this.#spreadStart = new Float64Array(count * width);
    const scores = { slopes: new Float64Array(count * count), starts: list(3 * count).slice() };
    for (let feature = 0; feature < count; feature += 1) {
      this.#spread.set(list(2 * feature), feature * width);
      this.#spreadStart.set(list(2 * feature + 1), feature * width);
      this.#addScores(scores, feature, list(2 * count + feature));
    }
    this.#scores = new FeatureLines(scores.slopes, scores.starts);
    const first = 3 * count + 1;
    const sets = Array.from({ length: count }, (_, feature) => {
      const from = first + feature * RESIDUAL_LISTS;
      return parameters.slice(from, from + RESIDUAL_LISTS);
    });
    this.#residuals = new GatedResidualRows(sets, count);
  }

  /** Selects among the features of one bar. */
  select(features: Readonly<Float64Array>): void {
    this.#share(features);
    const { selected, shares } = this;
    const residuals = this.#residuals;
    const rows = residuals.values;
    const { length: width } = selected;
    for (let feature = 0, from = 0; feature < shares.length; feature += 1, from += width) {
      const value = features[feature] as number;
      const to = residuals.placeOf(feature, 0);
      for (let j = 0; j < width; j += 1) {
        const start = this.#spreadStart[from + j] as number;
        rows[to + 2 * j] = start + (this.#spread[from + j] as number) * value;
      }
    }
    residuals.apply();
    selected.fill(0);
    for (let feature = 0; feature < shares.length; feature += 1) {
      const share = shares[feature] as number;
      const from = residuals.placeOf(feature, 0);
      for (let j = 0; j < width; j += 1)
        selected[j] = (selected[j] as number) + share * (rows[from + 2 * j] as number);
    }
  }

  #addScores({ slopes, starts }: Scores, feature: number, weights: Readonly<Float64Array>): void {
    const count = this.shares.length;
    const { length: width } = this.selected;
    for (let row = 0; row < count; row += 1) {
      let slope = 0;
      let start = starts[row] as number;
      for (let j = 0; j < width; j += 1) {
        const weight = weights[row * width + j] as number;
        slope += weight * (this.#spread[feature * width + j] as number);
        start += weight * (this.#spreadStart[feature * width + j] as number);
      }
      slopes[row * count + feature] = slope;
      starts[row] = start;
    }
  }

  #share(features: Readonly<Float64Array>): void {
    const { shares } = this;
    const scores = this.#scores.at(features);
    let most = -Infinity;
    for (let row = 0; row < shares.length; row += 1) most = Math.max(most, scores[row] as number);
    let sum = 0;
    for (let row = 0; row < shares.length; row += 1)
      sum += shares[row] = quickExponential((scores[row] as number) - most);
    for (let row = 0; row < shares.length; row += 1) shares[row] = (shares[row] as number) / sum;
  }
}

/** What each feature adds to each score, and where the scores begin. */
interface Scores {
  readonly slopes: Float64Array;
  readonly starts: Float64Array;
}
