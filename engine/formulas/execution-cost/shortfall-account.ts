import type { OwnFill, ParentOrder } from '../step-contents.ts';

const BPS = 10_000;

/** What an order cost against the price at its decision, in quote units; below zero it gained. */
export interface Shortfall {
  /** What the price moved until the order reached the market, on what was filled. */
  readonly delay: number;
  /** What the fills were worse than the price then. */
  readonly trading: number;
  /** What the price has moved since the decision, on what was not filled. */
  readonly opportunity: number;
  readonly fees: number;
}

/** An order to measure. Mid prices at its decision, when it reached the market, and at its end. */
export interface MeasuredOrder {
  /** 1 buys, -1 sells. */
  readonly side: 1 | -1;
  readonly sizeBase: number;
  readonly decision: number;
  readonly arrival: number;
  readonly end: number;
  readonly filledBase: number;
  /** Sum of size times price of the fills. */
  readonly paidQuote: number;
  readonly feesQuote: number;
}

/**
 * The parts of the implementation shortfall.
 *
 * Source: Perold (1988), The Implementation Shortfall: Paper Versus Reality, J. Portfolio Management 14.
 */
export function shortfallOf(order: MeasuredOrder): Shortfall {
  const { arrival, decision, end, feesQuote, filledBase, paidQuote, side, sizeBase } = order;
  return {
    delay: side * filledBase * (arrival - decision),
    trading: side * (paidQuote - filledBase * arrival),
    opportunity: side * (sizeBase - filledBase) * (end - decision),
    fees: feesQuote,
  };
}

/** All parts together in bps of the value at the decision. */
export function shortfallBps(
  { delay, fees, opportunity, trading }: Shortfall,
  { decision, sizeBase }: Pick<MeasuredOrder, 'decision' | 'sizeBase'>,
): number {
  return ((delay + trading + opportunity + fees) / (sizeBase * decision)) * BPS;
}

/** The fills of one order as they come in. */
export class ShortfallAccount {
  readonly #side: 1 | -1;
  readonly #sizeBase: number;
  readonly #startedAt: number;
  readonly #decision: number;
  readonly #arrival: number;
  #filledBase = 0;
  #paidQuote = 0;
  #feesQuote = 0;

  /** `mid` is that of the moment in which the order reaches the market, NaN where it is not known. */
  constructor({ arrivalMid, side, sizeBase, startedAt }: ParentOrder, mid: number) {
    this.#side = side === 'buy' ? 1 : -1;
    this.#sizeBase = sizeBase;
    this.#startedAt = startedAt;
    this.#decision = arrivalMid;
    this.#arrival = Number.isNaN(mid) ? arrivalMid : mid;
  }

  isOf({ sizeBase, startedAt }: ParentOrder): boolean {
    return sizeBase === this.#sizeBase && startedAt === this.#startedAt;
  }

  /** Whether all of it was filled; rounding of the last fill does not count. */
  get isFilled(): boolean {
    return this.#filledBase >= this.#sizeBase * (1 - 1e-9);
  }

  /** Adds a fill; `feeBps` is charged where it does not know its own fee. */
  fill({ feeQuote, price, sizeBase }: OwnFill, feeBps: number): void {
    const paid = price * sizeBase;
    this.#filledBase += sizeBase;
    this.#paidQuote += paid;
    this.#feesQuote += Number.isFinite(feeQuote) ? feeQuote : (paid * feeBps) / BPS;
  }

  /** The order as it stands if it ended at this mid price. */
  at(mid: number): MeasuredOrder {
    return {
      side: this.#side,
      sizeBase: this.#sizeBase,
      decision: this.#decision,
      arrival: this.#arrival,
      end: mid,
      filledBase: this.#filledBase,
      paidQuote: this.#paidQuote,
      feesQuote: this.#feesQuote,
    };
  }
}
