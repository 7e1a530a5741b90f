import { mulDiv } from '../../domain/units/fixed.ts';
import { type Money, money, NO_MONEY } from '../../domain/units/money.ts';

/** What a whole account holds of one instrument, with what backs it. Plain data. */
export interface NetPosition {
  /** Above zero is long. */
  readonly signedLots: number;
  /** What the open lots cost, signed like them. */
  readonly cost: Money;
  /** Put aside for it when it was opened: used where margin is isolated. */
  readonly posted: Money;
}

/** Lots that changed hands, signed, and what they are worth at their price, signed alike. */
export interface NetChange {
  readonly signedLots: number;
  readonly notional: Money;
}

export const FLAT: NetPosition = { signedLots: 0, cost: NO_MONEY, posted: NO_MONEY };

/**
 * The position after a change. What closes takes its share of cost and of what was posted with it; what opens
 * posts `initial` of its value.
 */
export function afterChange(
  before: NetPosition,
  change: NetChange,
  initial: (value: Money) => Money,
): NetPosition {
  const { signedLots } = before;
  const isOpening = signedLots === 0 || signedLots > 0 === change.signedLots > 0;
  if (isOpening) return enlarged(before, change, initial);
  const closing = Math.min(Math.abs(signedLots), Math.abs(change.signedLots));
  const left = Math.abs(signedLots) - closing;
  const kept = (amount: Money) =>
    money(mulDiv(amount, BigInt(left), BigInt(Math.abs(signedLots)), 'half-even'));
  const rest: NetPosition = {
    signedLots: Math.sign(signedLots) * left,
    cost: kept(before.cost),
    posted: kept(before.posted),
  };
  const openingLots = Math.abs(change.signedLots) - closing;
  if (openingLots === 0) return rest;
  const notional = money(
    mulDiv(change.notional, BigInt(openingLots), BigInt(Math.abs(change.signedLots)), 'half-even'),
  );
  return enlarged(FLAT, { signedLots: Math.sign(change.signedLots) * openingLots, notional }, initial);
}

function enlarged(
  before: NetPosition,
  { notional, signedLots }: NetChange,
  initial: (value: Money) => Money,
): NetPosition {
  const value = money(notional < 0n ? 0n - notional : notional);
  return {
    signedLots: before.signedLots + signedLots,
    cost: money(before.cost + notional),
    posted: money(before.posted + initial(value)),
  };
}
