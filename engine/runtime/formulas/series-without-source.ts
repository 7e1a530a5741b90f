import type { OutsideSeriesName } from '../../formulas/outside-series.ts';

/**
 * Series that formulas read and that nothing we follow tells: no venue sends them with what is subscribed to, no node
 * of the chain knows them, and no setting holds them. Whoever reads one of these has no value until a person
 * keeps the numbers (`runtime/numbers`).
 */
export const SERIES_WITHOUT_SOURCE: ReadonlySet<string> = new Set<OutsideSeriesName>([
  'chain.hash-rate',
  'chain.blocks-per-day',
  'chain.issuance',
  'chain.fees',
  'chain.transfer-volume',
  'chain.active-addresses',
  'derivative.impact-notional',
  'derivative.long-short-ratio',
  'future.near-price',
  'future.near-expiry',
  'future.far-price',
  'future.far-expiry',
  'option.volatility-index',
  'option.call-volatility',
  'option.put-volatility',
  'option.at-the-money-volatility',
  'account.leverage',
  'loan.borrow-rate',
  'spot.reference-price',
  'market.capitalization',
  'market.circulating-supply',
  'market.total-capitalization',
  'market.bitcoin-dominance',
  'sentiment.fear-and-greed',
]);
