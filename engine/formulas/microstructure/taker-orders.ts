import type { Side } from '../../domain/order/side.ts';

/** What is needed of a print. */
interface Print {
  readonly time: number;
  readonly price: number;
  readonly sizeBase: number;
  readonly side: Side;
}

/**
 * Puts the prints of one taker order together: those of one millisecond and side. An order is complete with
 * the first print of another.
 */
export class TakerOrders {
  /** +1 when the taker of the last complete order bought, -1 when he sold; 0 before the first. */
  sign = 0;
  /** What he paid or got on average, weighted by size. */
  price = NaN;
  sizeBase = 0;
  readonly #running = { time: NaN, sign: 0, notional: 0, sizeBase: 0 };

  /** Sign of the order that the last print belongs to; 0 before the first. */
  get runningSign(): number {
    return this.#running.sign;
  }

  /** Takes in a print and answers whether it began an order. */
  push({ time, price, side, sizeBase }: Print): boolean {
    const running = this.#running;
    const sign = side === 'buy' ? 1 : -1;
    const begins = sign !== running.sign || time !== running.time;
    if (begins) {
      this.sign = running.sign;
      this.sizeBase = running.sizeBase;
      this.price = running.notional / running.sizeBase;
      running.time = time;
      running.sign = sign;
      running.notional = 0;
      running.sizeBase = 0;
    }
    running.notional += price * sizeBase;
    running.sizeBase += sizeBase;
    return begins;
  }
}
