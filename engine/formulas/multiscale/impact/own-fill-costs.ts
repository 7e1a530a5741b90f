import { RecentValues } from '../../../numerics/recent-values.ts';
import type { OwnFill, ParentOrder } from '../../step-contents.ts';

const FILLS = 1000;

/**
 * What our last thousand fills cost against the mid price at the decision, beside what was expected of the order
 * they belong to when it began. Fractions of the notional. A fill outside an order is left out.
 */
export class OwnFillCosts {
  readonly #forecast: (sizeBase: number) => number;
  readonly #realized = new RecentValues(FILLS);
  readonly #expected = new RecentValues(FILLS);
  #startedAt = NaN;
  #arrivalMid = NaN;
  #forecastNow = NaN;
  /** As of the last fill, unless another has come since somebody asked. */
  #ratio = NaN;
  #isNew = false;

  /** `forecast` says what an order of a size is expected to cost now. */
  constructor(forecast: (sizeBase: number) => number) {
    this.#forecast = forecast;
  }

  /** Fills whose order had a forecast. */
  get count(): number {
    return this.#realized.count;
  }

  /** Mean cost over mean forecast, never negative; NaN while nothing was expected. */
  get ratio(): number {
    if (this.#isNew) this.#ratio = this.#computed();
    this.#isNew = false;
    return this.#ratio;
  }

  onOrder({ arrivalMid, sizeBase, startedAt }: ParentOrder): void {
    if (startedAt === this.#startedAt) return;
    this.#startedAt = startedAt;
    this.#arrivalMid = arrivalMid;
    this.#forecastNow = this.#forecast(sizeBase);
  }

  onFill({ price, side }: OwnFill): void {
    const sign = side === 'buy' ? 1 : -1;
    const cost = sign * (price / this.#arrivalMid - 1);
    if (!Number.isFinite(cost) || !(this.#forecastNow > 0)) return;
    this.#realized.push(cost);
    this.#expected.push(this.#forecastNow);
    this.#isNew = true;
  }

  #computed(): number {
    let realized = 0;
    let expected = 0;
    for (let age = 0; age < this.count; age += 1) {
      realized += this.#realized.at(age);
      expected += this.#expected.at(age);
    }
    return Math.max(0, realized) / expected;
  }
}
