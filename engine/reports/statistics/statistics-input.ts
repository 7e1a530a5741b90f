import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import type { EquityPoint } from '../equity-curve.ts';

/** Below this no ratio is shown: too little to conclude from. */
export const LEAST_TRADES = 30;
export const LEAST_DAYS = 14;

const DAY_MS = 86_400_000;

/** What the statistics are computed from. */
export interface StatisticsInput {
  readonly trades: readonly ClosedTrade[];
  readonly curve: readonly EquityPoint[];
  readonly currency: string;
  /** Seed of the resampling, so that the same journal gives the same intervals. */
  readonly seed: number;
}

/** How much is missing before a ratio may be shown; undefined when it is enough. */
export function missingFor(
  trades: readonly ClosedTrade[],
  curve: readonly EquityPoint[],
): string | undefined {
  const days = Math.floor(((curve.at(-1)?.time ?? 0) - (curve[0]?.time ?? 0)) / DAY_MS);
  const needed = [
    ...(trades.length < LEAST_TRADES ? [counted(LEAST_TRADES - trades.length, 'more trade')] : []),
    ...(days < LEAST_DAYS ? [counted(LEAST_DAYS - days, 'more day')] : []),
  ];
  return needed.length === 0 ? undefined : `${needed.join(' and ')} needed`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Net results in the unit of the account. */
export const netResults = (trades: readonly ClosedTrade[]): number[] =>
  trades.map(({ netPnl }) => moneyToNumber(netPnl));
