import type { Quote } from '../../domain/market/quote.ts';
import { clip } from '../../numerics/clip.ts';
import { TimedMean } from '../../numerics/timed-mean.ts';
import { bestQuoteFlow } from './best-quote-flow.ts';

/** The mean depth is that of the last ten minutes, as for the order-flow imbalance itself. */
const DEPTH_MS = 600_000;
const MOST = 10;
/** Weight of the newest interval in the scale of returns. */
const SCALE_WEIGHT = 0.001;

/** The order-flow imbalance and the scaled return of one instrument, interval by interval. */
export class IntervalFlow {
  readonly #depth = new TimedMean(DEPTH_MS);
  readonly #before = { bid: NaN, bidSize: 0, ask: NaN, askSize: 0 };
  #meanDepth = NaN;
  #flow = 0;
  #mid = NaN;
  #midBefore = NaN;
  #square = NaN;

  /** Whether an interval has ended since the first quote. */
  get isKnown(): boolean {
    return !Number.isNaN(this.#midBefore);
  }

  push(quote: Quote): void {
    const { ask, askSize, bid, bidSize, time } = quote;
    this.#meanDepth = this.#depth.push(time, (bidSize + askSize) / 2) ?? NaN;
    if (!Number.isNaN(this.#mid)) this.#flow += bestQuoteFlow(this.#before, quote);
    this.#before.bid = bid;
    this.#before.bidSize = bidSize;
    this.#before.ask = ask;
    this.#before.askSize = askSize;
    this.#mid = (bid + ask) / 2;
  }

  /** Ends the interval: its imbalance in mean depths, at most 10 either way. */
  takeFlow(): number {
    const flow = this.#meanDepth > 0 ? clip(this.#flow / this.#meanDepth, -MOST, MOST) : 0;
    this.#flow = 0;
    return flow;
  }

  /** Ends the interval: its log return by the usual size of such returns; 0 at the first and while nothing moved. */
  takeMove(): number {
    const move = Math.log(this.#mid / this.#midBefore);
    if (!Number.isFinite(move)) {
      this.#midBefore = this.#mid;
      return 0;
    }
    const square = move * move;
    if (Number.isNaN(this.#square)) this.#square = square;
    else this.#square += SCALE_WEIGHT * (square - this.#square);
    this.#midBefore = this.#mid;
    return this.#square > 0 ? move / Math.sqrt(this.#square) : 0;
  }
}
