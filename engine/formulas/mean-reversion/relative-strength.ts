import { WilderAverage } from '../../numerics/wilder-average.ts';

/** Wilder's relative strength of a series: its average gain as a share of gains and losses, 0 to 100. */
export class RelativeStrength {
  readonly #gains: WilderAverage;
  readonly #losses: WilderAverage;
  #before = NaN;

  constructor(length: number) {
    this.#gains = new WilderAverage(length);
    this.#losses = new WilderAverage(length);
  }

  /** The strength up to this value; undefined until `length` changes were seen, 50 when nothing moved. */
  next(value: number): number | undefined {
    const change = value - this.#before;
    this.#before = value;
    if (Number.isNaN(change)) return undefined;
    this.#gains.push(Math.max(change, 0));
    this.#losses.push(Math.max(-change, 0));
    if (!this.#gains.isWarm) return undefined;
    const both = this.#gains.value + this.#losses.value;
    return both > 0 ? (100 * this.#gains.value) / both : 50;
  }
}
