import type { RulePreset } from '../../domain/risk/sizing-settings.ts';

export type EquityTier = 'micro' | 'standard';

/** Largest equity of the micro tier, in quote units. */
export const MICRO_TIER_QUOTE = 50;

/** Corrected: a share has to hold a position and its exit in parts, not just one order. */
const ORDERS_PER_SHARE = 2;

/** The tier of an account by its equity in quote units. */
export const tierOf = (equityQuote: number): EquityTier =>
  equityQuote <= MICRO_TIER_QUOTE ? 'micro' : 'standard';

/** What an allocation is checked by. */
export interface Allocation {
  readonly equityQuote: number;
  readonly tradedSymbols: number;
  readonly minNotionalQuote: number;
}

/** Whether every symbol's share of equity is worth trading, with the numbers. */
export interface AllocationRoom {
  readonly isEnough: boolean;
  readonly perSymbolQuote: number;
  readonly neededQuote: number;
}

/**
 * Equity over symbols against the venue's smallest order: at least it, as described; at least twice it,
 * corrected, because half a position below the minimum cannot be closed.
 */
export function allocationRoom(
  preset: RulePreset,
  { equityQuote, minNotionalQuote, tradedSymbols }: Allocation,
): AllocationRoom {
  const perSymbolQuote = equityQuote / Math.max(1, tradedSymbols);
  const neededQuote = minNotionalQuote * (preset === 'as-described' ? 1 : ORDERS_PER_SHARE);
  return { isEnough: preset === 'off' || perSymbolQuote >= neededQuote, perSymbolQuote, neededQuote };
}
