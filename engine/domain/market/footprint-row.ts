/** What stands out about a row of a footprint: bits that are added up. */
export const ROW_MARKS = {
  /** Buyers took far more here than sellers one row below. */
  buys: 1,
  /** Sellers took far more here than buyers one row above. */
  sells: 2,
  /** One of enough neighboring rows with such a mark. */
  stackedBuys: 4,
  stackedSells: 8,
  /** The row with the most volume of its bar. */
  pointOfControl: 16,
  /** Highest or lowest row of its bar, and both sides traded in it. */
  unfinished: 32,
} as const;

/** Numbers a packed row has: lowest tick, lots of buyers, lots of sellers, marks. */
export const ROW_WIDTH = 4;
