import type { CoreMarket } from './core-market.ts';
import type { CoreAsk } from './core-order.ts';

/** Triggers of the stops that belong to positions, by symbol. */
export class PositionStops {
  readonly #triggers = new Map<string, number>();

  of(symbol: string): number | undefined {
    return this.#triggers.get(symbol);
  }

  set(symbol: string, trigger: number | undefined): void {
    if (trigger === undefined) this.#triggers.delete(symbol);
    else this.#triggers.set(symbol, trigger);
  }

  /** The order that closes a position of so many signed lots; undefined while its stop is not hit. */
  hit({ ask, bid, symbol }: CoreMarket, position: number): CoreAsk | undefined {
    const trigger = this.of(symbol);
    if (trigger === undefined || position === 0) return undefined;
    const isHit = position > 0 ? bid <= trigger : ask >= trigger;
    return isHit ? closing(symbol, position) : undefined;
  }
}

/** An order at the market that takes so many lots off a position of so many signed lots; all where it says none. */
export const closing = (symbol: string, position: number, most = Infinity): CoreAsk => ({
  clientId: '',
  symbol,
  side: position > 0 ? 'sell' : 'buy',
  kind: 'market',
  lots: Math.min(Math.abs(position), most),
  reduceOnly: true,
});
