import { truePriceDistance } from '../formulas/bitcoin/chain/true-price.ts';
import type { TheoryStep } from './theory.ts';

/** The series TRUE PRICE is worked out from: the newest block, and what is assumed of miners where it was told. */
export const TRUE_PRICE_SERIES: readonly string[] = truePriceDistance.series ?? [];

/**
 * Where the price stands beside TRUE PRICE (F259 with its defaults), for a theory: told of bitcoin in dollars alone,
 * as soon as the newest block is known. It describes and does not forecast, so nobody may take it for a direction.
 */
export class TruePriceInput {
  readonly #run = truePriceDistance.start(truePriceDistance.defaults);
  readonly #symbol: string;
  #distance: number | undefined;

  /** `symbol` is what the bars are of, e.g. `BTC/USDT`. */
  constructor(symbol: string) {
    this.#symbol = symbol;
  }

  push(step: TheoryStep): void {
    if (step.kind === 'series') {
      this.#run(step);
      return;
    }
    const { bar } = step;
    const peers = { symbols: [this.#symbol], bars: [bar], leader: 0 };
    this.#distance = this.#run({ kind: 'peers', time: bar.openTime + bar.intervalMs, peers });
  }

  /** Close of the last bar over TRUE PRICE; undefined where there is none. */
  get priceToTruePrice(): number | undefined {
    return this.#distance === undefined ? undefined : Math.exp(-this.#distance);
  }
}
