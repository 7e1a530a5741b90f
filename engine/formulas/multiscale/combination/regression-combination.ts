import { combiningWeights } from './combining-weights.ts';

export interface RegressionSettings {
  readonly window: number;
  readonly refit: number;
  /** Outcomes from the first solution to the second, see `secondTurn`. */
  readonly second: number;
  /** Penalty in units of the mean squared forecast times their number. */
  readonly ridge: number;
}

/** Weights of forecasts by a regression over the last ones, solved again every `refit` outcomes. */
export class RegressionCombination {
  weights: Float64Array | undefined;
  readonly size: number;
  readonly #settings: RegressionSettings;
  readonly #forecasts: Float64Array;
  readonly #outcomes: Float64Array;
  #count = 0;
  #dueAt: number;

  constructor(size: number, settings: RegressionSettings) {
    this.size = size;
    this.#settings = settings;
    this.#dueAt = settings.refit;
    this.#forecasts = new Float64Array(size * settings.window);
    this.#outcomes = new Float64Array(settings.window);
  }

  /** Takes in what came of forecasts; those that were none (NaN) teach nothing. */
  learn(forecasts: Readonly<Float64Array>, outcome: number): void {
    if (Number.isNaN(forecasts[0] ?? NaN) || !Number.isFinite(outcome)) return;
    const { refit, second, window } = this.#settings;
    const place = this.#count % window;
    this.#forecasts.set(forecasts, place * this.size);
    this.#outcomes[place] = outcome;
    this.#count += 1;
    if (this.#count !== this.#dueAt) return;
    this.#dueAt += this.#dueAt === refit ? second : refit;
    this.weights = this.#solve() ?? this.weights;
  }

  #solve(): Float64Array | undefined {
    const { size } = this;
    const rows = Math.min(this.#count, this.#settings.window);
    const products = Array.from({ length: size }, () => new Float64Array(size));
    const hits = new Float64Array(size);
    for (let row = 0; row < rows; row += 1) this.#addRow(row, products, hits);
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < i; j += 1) (products[j] as Float64Array)[i] = products[i]?.[j] as number;
    const diagonal = products.reduce((sum, each, i) => sum + (each[i] as number), 0) / size;
    return combiningWeights(products, hits, this.#settings.ridge * diagonal);
  }

  /** Both halves of the products are the same: only the lower one is summed up. */
  #addRow(row: number, products: readonly Float64Array[], hits: Float64Array): void {
    const at = row * this.size;
    for (let i = 0; i < this.size; i += 1) {
      const own = this.#forecasts[at + i] as number;
      const line = products[i] as Float64Array;
      hits[i] = (hits[i] as number) + own * (this.#outcomes[row] as number);
      for (let j = 0; j <= i; j += 1)
        line[j] = (line[j] as number) + own * (this.#forecasts[at + j] as number);
    }
  }
}
