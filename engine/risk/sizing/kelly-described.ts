import type { SizingRule } from './size-request.ts';

/** Trades before wins and losses are counted at all. */
const LEAST_TRADES = 5;

/**
 * Kelly as first described: `(p b - q) / b` of the share of wins p and the ratio b of mean win to mean loss, half
 * of it, at most a quarter, taken as the part of equity to put in. It takes a handful of trades for the truth.
 *
 * Source: Kelly (1956), A New Interpretation of Information Rate, Bell System Technical Journal 35.
 */
export const kellyDescribed: SizingRule = ({ equityQuote, settings, tradeReturns }) => {
  if (settings.kelly !== 'as-described' || tradeReturns.length < LEAST_TRADES) return undefined;
  const wins = tradeReturns.filter((each) => each > 0);
  const losses = tradeReturns.filter((each) => each <= 0);
  const p = wins.length / tradeReturns.length;
  if (losses.length === 0) return settings.kellyCap * equityQuote;
  if (wins.length === 0) return 0;
  const b = mean(wins) / Math.abs(mean(losses));
  const share = Number.isFinite(b) ? p - (1 - p) / b : p;
  return Math.min(settings.kellyCap, Math.max(0, settings.kellyShare * share)) * equityQuote;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;
