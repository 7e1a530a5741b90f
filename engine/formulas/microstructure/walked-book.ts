/** What an order that takes liquidity would get from the levels it can see. */
export interface WalkedBook {
  /** Mean price of what was filled, quote per base; undefined when nothing was. */
  readonly averagePrice: number | undefined;
  /** Price of the last level touched; undefined when nothing was filled. */
  readonly worstPrice: number | undefined;
  readonly filledBase: number;
  /** What the visible levels could not fill. */
  readonly unfilledBase: number;
}

/**
 * Takes `sizeBase` from the best levels of a flat `price, size, …` side: asks for a buyer, bids for a
 * seller; no more than `levels` of them. Nobody is assumed to come or to leave meanwhile.
 */
export function walkedBook(side: readonly number[], sizeBase: number, levels = Infinity): WalkedBook {
  const end = Math.min(side.length, 2 * levels);
  let open = sizeBase;
  let paid = 0;
  let worstPrice: number | undefined;
  for (let i = 0; i + 1 < end && open > 0; i += 2) {
    const price = side[i] as number;
    const taken = Math.min(open, side[i + 1] as number);
    if (taken <= 0) continue;
    paid += taken * price;
    open -= taken;
    worstPrice = price;
  }
  const filledBase = sizeBase - open;
  return {
    averagePrice: worstPrice === undefined ? undefined : paid / filledBase,
    worstPrice,
    filledBase,
    unfilledBase: open,
  };
}
