import type { TapeStep } from '../formula.ts';
import { LeeReadyRule, type TradeSign } from './trade-sign.ts';

/** Tells trades apart by the rule of Lee and Ready against quotes that are `lagMs` old at least. */
export class QuotedTradeSign {
  readonly #rule = new LeeReadyRule();
  readonly #lagMs: number;
  readonly #later: { readonly time: number; readonly mid: number }[] = [];
  #mid: number | undefined;

  /** @throws {RangeError} when `lagMs` is not finite or is below zero. */
  constructor(lagMs: number) {
    if (!(lagMs >= 0) || lagMs === Infinity)
      throw new RangeError(`lag must be finite and not negative, was ${lagMs} ms`);
    this.#lagMs = lagMs;
  }

  /** Takes in the next step; answers the sign of a trade, undefined of a quote and before any was old enough. */
  push(step: TapeStep): TradeSign | undefined {
    const isTrade = step.event === 'trade';
    // A trade brings the quote it met with it, which is as old as nothing.
    if (!isTrade || this.#lagMs === 0) this.#keep(step.time, (step.bid + step.ask) / 2);
    this.#advance(step.time);
    return isTrade && this.#mid !== undefined ? this.#rule.push(step.price, this.#mid) : undefined;
  }

  #keep(time: number, mid: number): void {
    this.#later.push({ time, mid });
  }

  #advance(now: number): void {
    let next = this.#later[0];
    while (next !== undefined && next.time + this.#lagMs <= now) {
      this.#mid = next.mid;
      this.#later.shift();
      next = this.#later[0];
    }
  }
}
