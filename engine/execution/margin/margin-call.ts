import type { LiquidationCause } from '../../domain/order/fill-cause.ts';
import type { MarginSettings } from '../../domain/session/session-description.ts';
import { mulDiv } from '../../domain/units/fixed.ts';
import { type Money, money } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { BackedPosition, VenueAccount } from './venue-account.ts';

const PPM = 1_000_000n;

/** A position that can no longer be kept, with what backs it and what should. */
export interface MarginCall {
  readonly backed: BackedPosition;
  readonly equity: Money;
  readonly maintenance: Money;
}

/**
 * The position the venue takes over next; undefined while everything is backed. Where margin is cross the whole
 * account backs all of them, and the one that binds most goes first; isolated positions stand for themselves.
 * What is not a perpetual is paid for and is never taken.
 */
export function marginCallOf(account: VenueAccount, { mode }: MarginSettings): MarginCall | undefined {
  const held = account.positions().filter(({ instrument }) => instrument.kind === 'linear-perpetual');
  if (mode === 'isolated') {
    for (const backed of held) {
      const { maintenance, position, value } = backed;
      const equity = money(position.posted + value - position.cost);
      if (equity < maintenance) return { backed, equity, maintenance };
    }
    return undefined;
  }
  const equity = account.equity();
  const maintenance = money(held.reduce((sum, each) => sum + each.maintenance, 0n));
  if (equity >= maintenance || held.length === 0) return undefined;
  const backed = held.reduce((most, each) => (each.maintenance > most.maintenance ? each : most));
  return { backed, equity, maintenance };
}

/** What one run holds of the called position, and the lots all runs hold of it, long and short. */
export interface CalledLots {
  readonly signedLots: number;
  readonly allLots: number;
}

/**
 * What a fill of a run's lots of the called position is told as its cause. The bankruptcy price is where nothing is
 * left of the run's share of equity once the fees of leaving are paid, rounded in favor of what is left; one tick at
 * least.
 */
export function liquidationCause(
  { backed, equity, maintenance }: MarginCall,
  { allLots, signedLots }: CalledLots,
  { liquidationFeePpm, mode }: MarginSettings,
): LiquidationCause {
  const { instrument, markTicks } = backed;
  const isLong = signedLots > 0;
  const size = BigInt(Math.abs(signedLots)) * instrument.moneyPerTickLot;
  const atMark = size * BigInt(markTicks);
  const fee = BigInt(instrument.takerFeePpm + liquidationFeePpm);
  const share = mulDiv(equity, BigInt(Math.abs(signedLots)), BigInt(allLots), 'floor');
  // Long: (atMark - share) = p * size * (1 - fee); short: (atMark + share) = p * size * (1 + fee).
  const bankruptcy = isLong
    ? mulDiv(atMark - share, PPM, size * (PPM - fee), 'ceiling')
    : mulDiv(atMark + share, PPM, size * (PPM + fee), 'floor');
  return {
    mode,
    markTicks: ticks(markTicks),
    equity,
    maintenance,
    bankruptcyTicks: ticks(Number(bankruptcy > 1n ? bankruptcy : 1n)),
    liquidationFeePpm,
  };
}
