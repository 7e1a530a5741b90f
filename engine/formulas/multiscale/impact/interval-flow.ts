import { RecentValues } from '../../../numerics/recent-values.ts';

/** Log moves of the mid price and signed quote volume of one instrument over the last intervals. */
export class IntervalFlow {
  readonly moves: RecentValues;
  readonly flows: RecentValues;
  #mid = NaN;
  #midBefore = NaN;
  #flow = 0;

  constructor(intervals: number) {
    this.moves = new RecentValues(intervals);
    this.flows = new RecentValues(intervals);
  }

  /** A new best quote; one that is crossed says nothing. */
  quoted(bid: number, ask: number): void {
    if (ask > bid) this.#mid = (bid + ask) / 2;
  }

  /** A trade; above zero the taker bought. */
  traded(signedQuote: number): void {
    this.#flow += signedQuote;
  }

  /** Ends an interval. An interval whose price was not known at its beginning does not count. */
  end(): void {
    const move = Math.log(this.#mid / this.#midBefore);
    this.#midBefore = this.#mid;
    if (Number.isFinite(move)) {
      this.moves.push(move);
      this.flows.push(this.#flow);
    } else {
      this.moves.clear();
      this.flows.clear();
    }
    this.#flow = 0;
  }
}
