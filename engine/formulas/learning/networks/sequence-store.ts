import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import type { FitJob } from '../../refit.ts';
import type { Label } from '../protocol/labels.ts';
import { SampleRows } from '../protocol/sample-rows.ts';

/** What a run of sequences learns from. */
export interface SequenceShape {
  /** Places of the features that are used, among those all learners share. */
  readonly columns: readonly number[];
  /** Bars of one sample. */
  readonly length: number;
  readonly label: Label;
  /** Bars until the labels of a sample are known, ascending; one label for each. */
  readonly horizons: readonly number[];
}

/** How many samples are kept, and bars between two fits. */
export interface StoreParams {
  readonly [name: string]: number;
  readonly N: number;
  readonly k: number;
}

/** Bars that are kept for each sample: some have no label. */
const BARS_PER_SAMPLE = 2;

/**
 * The features of the last bars and which of them end a labeled sample. Bars are kept once and not once for
 * each sample they belong to; samples that reach back further than twice as many bars as there are samples
 * are dropped.
 */
export class SequenceStore {
  readonly rows: SampleRows;
  readonly #params: StoreParams;
  readonly #shape: SequenceShape;
  readonly #farthest: number;
  readonly #closes: RecentValues;
  readonly #volatilities: RecentValues;
  readonly #ends: RecentValues;
  readonly #labels: readonly RecentValues[];
  /** The features of one bar that are used. */
  readonly #row: Float64Array;
  /** Labels of one sample. */
  readonly #known: Float64Array;
  #bar = 0;
  #untilDue = 0;
  #isDue = false;

  constructor(params: StoreParams, shape: SequenceShape) {
    this.#params = params;
    this.#shape = shape;
    this.#farthest = wholeNumber('a horizon', shape.horizons.at(-1) ?? 0);
    wholeNumber('the length of a sequence', shape.length);
    this.rows = new SampleRows(
      BARS_PER_SAMPLE * params.N + shape.length + this.#farthest,
      shape.columns.length,
    );
    this.#row = new Float64Array(shape.columns.length);
    this.#closes = new RecentValues(this.#farthest + 1);
    this.#volatilities = new RecentValues(this.#farthest + 1);
    this.#ends = new RecentValues(params.N);
    this.#labels = shape.horizons.map(() => new RecentValues(params.N));
    this.#known = new Float64Array(shape.horizons.length);
  }

  /** Takes in a bar, and the sample whose last label it makes known. */
  push(features: Readonly<Float64Array>, close: number, volatility: number): void {
    const row = this.#row;
    const { columns } = this.#shape;
    for (let i = 0; i < columns.length; i += 1) row[i] = features[columns[i] as number] as number;
    this.rows.append(row);
    this.#bar += 1;
    this.#closes.push(close);
    this.#volatilities.push(volatility);
    if (this.#bar - this.#farthest >= this.#shape.length) this.#addSample();
    if (this.#ends.count < Math.ceil(this.#params.N / 2)) return;
    this.#isDue = this.#untilDue === 0;
    this.#untilDue = (this.#isDue ? this.#params.k : this.#untilDue) - 1;
  }

  /** The job of the fit that became due with the last bar, handed out once. */
  takeJob(): FitJob | undefined {
    if (!this.#isDue) return undefined;
    this.#isDue = false;
    const firstBar = this.#bar - this.rows.count + 1;
    const ends = this.#ends.toArray();
    for (let i = 0; i < ends.length; i += 1) ends[i] = (ends[i] as number) - firstBar;
    const dropped = ends.findIndex((end) => end + 1 >= this.#shape.length);
    const kept = ends.subarray(dropped < 0 ? ends.length : dropped);
    const labels = this.#labels.map((each) => each.toArray().subarray(ends.length - kept.length));
    return {
      params: this.#params,
      data: {
        bars: this.rows.toBlock(),
        ends: kept,
        labels: interleaved(labels, kept.length),
      },
    };
  }

  #addSample(): void {
    const { horizons } = this.#shape;
    for (let i = 0; i < horizons.length; i += 1) {
      const label = this.#labelAfter(horizons[i] as number);
      if (Number.isNaN(label)) return;
      this.#known[i] = label;
    }
    this.#ends.push(this.#bar - this.#farthest);
    for (let i = 0; i < horizons.length; i += 1) this.#labels[i]?.push(this.#known[i] as number);
  }

  #labelAfter(horizon: number): number {
    const start = this.#farthest;
    const move = Math.log(this.#closes.at(start - horizon) / this.#closes.at(start));
    return this.#shape.label(move, this.#volatilities.at(start), horizon);
  }
}

/** The first number of each list, then the second of each, and so on. */
function interleaved(lists: readonly Float64Array[], length: number): Float64Array {
  const numbers = new Float64Array(length * lists.length);
  for (let k = 0; k < lists.length; k += 1) {
    const list = lists[k] as Float64Array;
    for (let i = 0; i < length; i += 1) numbers[i * lists.length + k] = list[i] as number;
  }
  return numbers;
}
