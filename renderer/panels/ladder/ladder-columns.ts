/** The columns of the ladder from the left. */
export type LadderColumnName = 'own-buy' | 'bid' | 'price' | 'ask' | 'own-sell' | 'volume' | 'delta';

/** A column and its place, in whole pixels of the page from the left edge. */
export interface LadderColumn {
  readonly name: LadderColumnName;
  readonly left: number;
  readonly width: number;
}

/** From this width on there is room for what was traded. */
const WIDE_PX = 300;

interface Plan {
  /** Narrowest price column. */
  readonly pricePx: number;
  readonly shares: readonly (readonly [LadderColumnName, number])[];
}

const NARROW: Plan = {
  pricePx: 64,
  shares: [
    ['own-buy', 0.7],
    ['bid', 1.2],
    ['price', 1],
    ['ask', 1.2],
    ['own-sell', 0.7],
  ],
};
const WIDE: Plan = {
  pricePx: 68,
  shares: [
    ['own-buy', 0.85],
    ['bid', 1],
    ['price', 1.1],
    ['ask', 1],
    ['own-sell', 0.85],
    ['volume', 0.95],
    ['delta', 1],
  ],
};

/** The columns of a ladder so many pixels wide; what was traded only where there is room. */
export function ladderColumns(widthPx: number): readonly LadderColumn[] {
  const { pricePx, shares } = widthPx < WIDE_PX ? NARROW : WIDE;
  const all = shares.reduce((sum, [, share]) => sum + share, 0);
  const priceShare = shares.find(([name]) => name === 'price')?.[1] ?? 0;
  const price = Math.min(widthPx, Math.max(pricePx, (widthPx * priceShare) / all));
  const shareless = (widthPx - price) / (all - priceShare);
  let end = 0;
  return shares.map(([name, share]) => {
    const left = Math.round(end);
    end += name === 'price' ? price : share * shareless;
    return { name, left, width: Math.round(end) - left };
  });
}
