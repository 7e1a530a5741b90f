import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import { type Side, signOf } from '../../domain/order/side.ts';
import type { Reason } from '../../domain/remark/reason.ts';

/** A position that an exit plan looks after. Plain data. */
export interface ManagedPosition {
  readonly runId: RunId;
  readonly instrument: InstrumentId;
  /** Side of its entry. */
  readonly side: Side;
  readonly openedAt: number;
  /** Mean entry in ticks, not rounded. */
  readonly entryTicks: number;
  readonly lots: number;
  /** Largest size so far. */
  readonly firstLots: number;
  /** Best price it could have been closed at so far, in ticks. */
  readonly bestTicks: number;
  /** Targets already taken, counted from the nearest. */
  readonly targetsTaken: number;
}

/** What an exit plan looks at besides the position. */
export interface ExitMoment {
  readonly time: number;
  /** Price at which the position could be closed now, in ticks. */
  readonly closingTicks: number;
  /** Fees both ways and the spread once, as a fraction of the price. */
  readonly roundTripCost: number;
  /** Where a price that is pulled back to its mean is best let go of, in ticks; undefined while it is not known. */
  readonly reversionTicks: number | undefined;
  /** Smallest order, in lots. */
  readonly minLots: number;
}

/** What an exit rule wants closed, and why. */
export interface ExitWish {
  readonly lots: number;
  readonly reason: Reason;
  /** The wish takes a target. */
  readonly takesTarget?: true;
  /** A price was given back that a stop at that place would have kept. */
  readonly isStop?: true;
}

/** Gain of a position at a price as a fraction of its entry; below zero is a loss. */
export const gainAt = ({ entryTicks, side }: ManagedPosition, atTicks: number): number =>
  (signOf(side) * (atTicks - entryTicks)) / entryTicks;

/** The position after a look at the market: its best price so far. */
export function lookedAt(position: ManagedPosition, closingTicks: number): ManagedPosition {
  return gainAt(position, closingTicks) > gainAt(position, position.bestTicks)
    ? { ...position, bestTicks: closingTicks }
    : position;
}

/** A wish to close all that is held. */
export const closeAll = ({ lots }: ManagedPosition, reason: Reason): ExitWish => ({ lots, reason });

/** A wish to close all that is held, as a stop there would. */
export const stopOut = (position: ManagedPosition, reason: Reason): ExitWish => ({
  ...closeAll(position, reason),
  isStop: true,
});
