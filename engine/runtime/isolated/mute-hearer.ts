import type { OwnHearer } from '../own-hearer.ts';

/** Hears of own trades and keeps them to itself: formulas know of the shared account alone. */
export const MUTE_HEARER: OwnHearer = {
  readsStrategyReturns: false,
  onClosedTrade: () => undefined,
  onPosition: () => undefined,
  onOwnFill: () => undefined,
  onStrategyReturns: () => undefined,
  closedTrades: () => ({}),
};
