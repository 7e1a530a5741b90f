/** The six states a market can be in. */
export type Regime =
  | 'bull-trend'
  | 'bear-trend'
  | 'high-volatility-range'
  | 'low-volatility-range'
  | 'breakout'
  | 'consolidation';
