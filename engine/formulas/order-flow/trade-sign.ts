/** +1 for a buyer who crossed the spread, -1 for a seller, 0 while nobody can tell. */
export type TradeSign = -1 | 0 | 1;

/**
 * Tells from prices alone who crossed the spread, for tapes that do not say: up from the last different
 * price is a buyer, down a seller, an unchanged price repeats the last answer.
 */
export class TickRule {
  #price = NaN;
  #sign: TradeSign = 0;

  /** Takes in the price of the next trade and answers its sign. */
  push(price: number): TradeSign {
    if (price > this.#price) this.#sign = 1;
    else if (price < this.#price) this.#sign = -1;
    this.#price = price;
    return this.#sign;
  }
}

/**
 * Tells who crossed the spread from where a trade stands against the last mid before it: above is a buyer,
 * below a seller, and at the mid the tick rule decides.
 *
 * Source: Lee & Ready (1991), Inferring Trade Direction from Intraday Data, J. Finance 46(2).
 */
export class LeeReadyRule {
  readonly #ticks = new TickRule();

  /** Takes in the next trade and the last mid known before it; answers its sign. */
  push(price: number, mid: number): TradeSign {
    const byTick = this.#ticks.push(price);
    if (price > mid) return 1;
    return price < mid ? -1 : byTick;
  }
}
