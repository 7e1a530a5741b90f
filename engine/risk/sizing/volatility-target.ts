import type { SizeRequest, SizingRule } from './size-request.ts';

const DAYS_PER_YEAR = 365;
/** Returns before a volatility is taken for one. */
const LEAST_RETURNS = 20;
/** Weight of the past in the forecast, each step: RiskMetrics' constant. */
const DECAY = 0.94;
/** As described: how far a quiet market may enlarge a position. */
const LARGEST_SCALE = 2;

/**
 * The notional whose volatility is the target. As described: by the standard deviation of the whole window, up
 * to twice equity. Corrected: by an exponentially weighted forecast, and never above equity times leverage: a
 * quiet past is no reason to borrow.
 *
 * Source of the forecast: RiskMetrics (1996), Technical Document, section 5.2.
 */
export const volatilityTarget: SizingRule = (request) => {
  const { equityQuote, limits, returns, settings, stepsPerDay } = request;
  if (settings.volatilityTarget === 'off' || returns.length < LEAST_RETURNS) return undefined;
  const isDescribed = settings.volatilityTarget === 'as-described';
  const perStep = isDescribed ? deviation(returns) : forecast(returns);
  const yearly = perStep * Math.sqrt(stepsPerDay * DAYS_PER_YEAR);
  const scale = yearly > 0 ? settings.yearlyVolatility / yearly : Infinity;
  return Math.min(scale, isDescribed ? LARGEST_SCALE : Math.min(1, limits.leverage)) * equityQuote;
};

function deviation(returns: SizeRequest['returns']): number {
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
  const squares = returns.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(squares / (returns.length - 1));
}

function forecast(returns: SizeRequest['returns']): number {
  let variance = (returns[0] as number) ** 2;
  for (const each of returns.slice(1)) variance = DECAY * variance + (1 - DECAY) * each * each;
  return Math.sqrt(variance);
}
