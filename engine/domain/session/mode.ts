/** One kernel, four modes. */
export type SessionMode = 'backtest' | 'replay' | 'paper' | 'live';

/** Where the market events come from. */
export type MarketSource = 'sandbox' | 'recorded' | 'live-data';

/** What the window writes in the badge, so that no mode is taken for another. */
export type ModeBadge = 'SANDBOX' | 'REPLAY' | 'PAPER' | 'LIVE' | 'BACKTEST';

export function badgeOf(mode: SessionMode, source: MarketSource): ModeBadge {
  if (mode === 'live') return 'LIVE';
  if (mode === 'backtest') return 'BACKTEST';
  if (mode === 'replay' || source === 'recorded') return 'REPLAY';
  return source === 'sandbox' ? 'SANDBOX' : 'PAPER';
}

/** What the engine lets through: everything, only what shrinks positions, or nothing new at all. */
export type TradingState = 'active' | 'reduce-only' | 'halted';

const FREEDOM: Readonly<Record<TradingState, number>> = { halted: 0, 'reduce-only': 1, active: 2 };

/** Whether `to` lets more through than `from`. */
export const isFreer = (from: TradingState, to: TradingState): boolean => FREEDOM[to] > FREEDOM[from];
