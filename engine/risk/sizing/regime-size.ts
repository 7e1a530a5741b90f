import { regimeSizeFactor } from './regime-rules.ts';
import type { SizeRequest } from './size-request.ts';

/** By how much the budget of a trade is multiplied: by the state of the market, and by what is left of the drawdown. */
export const budgetFactor = ({ drawdown, limits, regime, settings }: SizeRequest): number =>
  regimeSizeFactor(settings.regime, regime) *
  governedFactor(settings.drawdownGovernor, drawdown, limits.drawdown);

/**
 * What the drawdown governor leaves of a size. As described all of it until the limit, where everything stops.
 * Corrected in proportion to the distance that is left, so that the limit is neared ever more slowly.
 *
 * Source: Grossman & Zhou (1993), Optimal investment strategies for controlling drawdowns, Mathematical Finance 3(3).
 */
export function governedFactor(
  preset: 'off' | 'as-described' | 'corrected',
  drawdown: number,
  limit: number,
): number {
  if (preset === 'off') return 1;
  if (preset === 'as-described') return drawdown < limit ? 1 : 0;
  return Math.min(1, Math.max(0, 1 - drawdown / limit));
}
