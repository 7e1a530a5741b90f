import type { TradedPrices } from '../../contract/heatmap-commands.ts';
import type { TradedPrice, TradedPricesKeeper } from '../../market/heatmap/traded-prices.ts';
import type { FlowSource } from './flow-source.ts';

/** Packs what was traded at these prices. */
export function tradedPrices(
  prices: ReadonlyMap<number, Readonly<TradedPrice>>,
  ticks: readonly number[],
  lotValue: number,
): TradedPrices {
  const packed = {
    ticks: Int32Array.from(ticks),
    boughtBase: new Float64Array(ticks.length),
    soldBase: new Float64Array(ticks.length),
  };
  for (const [at, price] of ticks.entries()) {
    packed.boughtBase[at] = (prices.get(price)?.boughtLots ?? 0) * lotValue;
    packed.soldBase[at] = (prices.get(price)?.soldLots ?? 0) * lotValue;
  }
  return packed;
}

/** Tells what was traded at the prices where that changed since the update before. */
export class TradedPricesSource implements FlowSource {
  readonly #keeper: TradedPricesKeeper;
  #lotValue = 0;

  constructor(keeper: TradedPricesKeeper) {
    this.#keeper = keeper;
    // Whoever watches asks for the past by itself.
    keeper.takeChanged();
  }

  onEvent(...[, market]: Parameters<FlowSource['onEvent']>): void {
    this.#lotValue = market.instrument.lotValue;
  }

  takeUpdate(): TradedPrices | undefined {
    if (this.#lotValue === 0) return undefined;
    const changed = this.#keeper.takeChanged();
    return changed.length === 0 ? undefined : tradedPrices(this.#keeper.prices(), changed, this.#lotValue);
  }
}
