import { RecentValues } from '../../../numerics/recent-values.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import type { Label } from './labels.ts';
import { SampleRows } from './sample-rows.ts';

/** The inputs of the last bars, which wait for their labels. */
export class PendingInputs {
  readonly #horizon: number;
  readonly #label: Label;
  readonly #rows: SampleRows;
  readonly #closes: RecentValues;
  readonly #volatilities: RecentValues;

  /** Labels are known `horizon` bars later, from 1. */
  constructor(horizon: number, width: number, label: Label) {
    this.#horizon = wholeNumber('a horizon', horizon);
    this.#label = label;
    // The newest inputs and those whose label has just become known are held side by side.
    this.#rows = new SampleRows(horizon + 1, width);
    this.#closes = new RecentValues(horizon + 1);
    this.#volatilities = new RecentValues(horizon + 1);
  }

  /** Takes in the next bar and answers the place for its inputs. */
  add(close: number, volatility: number): Float64Array {
    this.#closes.push(close);
    this.#volatilities.push(volatility);
    return this.#rows.advance();
  }

  /** The label of the inputs of `horizon` bars ago; NaN where there are none and where it is left out. */
  get label(): number {
    const before = this.#closes.at(this.#horizon);
    if (!(before > 0)) return NaN;
    const move = Math.log(this.#closes.at(0) / before);
    return this.#label(move, this.#volatilities.at(this.#horizon), this.#horizon);
  }

  /** The inputs of `horizon` bars ago; they exist where the label does. */
  get inputs(): Float64Array {
    return this.#rows.at(this.#horizon);
  }
}
