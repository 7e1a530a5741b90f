import type { Instrument } from '../../domain/instrument/instrument.ts';
import { signOf } from '../../domain/order/side.ts';
import type { DriftPart } from './drift-part.ts';
import type { LoggedFill } from './trading-log.ts';

/** The fills one signal got on a day in either run, and what its orders asked for. */
export interface FillsOfSignal {
  readonly session: readonly LoggedFill[];
  readonly other: readonly LoggedFill[];
  /** Lots by which the orders differ; undefined where only one run had the signal. */
  readonly askedApart: number | undefined;
}

/** Adds an amount in 10^-8 to a part. */
export type Note = (part: DriftPart, amount: bigint) => void;

/**
 * What the prices of the fills were worth to the session beside the other run by the mark at the end of the day. Lots
 * that both have: the way of the mid between the two decisions is `signal timing`, the rest of the price `slippage`.
 * Lots that one has alone: `order size` as far as it was asked for more, then `queue`; `signal timing` where the other
 * had no such order.
 */
export function splitFills(
  fills: FillsOfSignal,
  { instrument, mark }: { readonly instrument: Instrument; readonly mark: number },
  note: Note,
): void {
  const session = fills.session.map(lotsLeft);
  const other = fills.other.map(lotsLeft);
  const unit = instrument.moneyPerTickLot;
  while (session[0] && other[0]) {
    const lots = Math.min(session[0].lots, other[0].lots);
    const worth = BigInt(signOf(session[0].fill.side) * lots) * unit;
    const price = worth * BigInt(other[0].fill.ticks - session[0].fill.ticks);
    const timing = (worth * BigInt(midApart(other[0].fill, session[0].fill))) / 2n;
    note('signal timing', timing);
    note('slippage', price - timing);
    take(session, lots);
    take(other, lots);
  }
  let apart = Math.abs(fills.askedApart ?? 0);
  for (const [left, sign] of [
    [session, 1],
    [other, -1],
  ] as const) {
    for (const { fill, lots } of left) {
      const worthOf = (size: number) => BigInt(sign * signOf(fill.side) * size * (mark - fill.ticks)) * unit;
      const bySize = Math.min(apart, lots);
      apart -= bySize;
      note('order size', worthOf(bySize));
      note(fills.askedApart === undefined ? 'signal timing' : 'queue', worthOf(lots - bySize));
    }
  }
}

interface LotsLeft {
  readonly fill: LoggedFill;
  lots: number;
}

const lotsLeft = (fill: LoggedFill): LotsLeft => ({ fill, lots: fill.lots });

function take(fills: LotsLeft[], lots: number): void {
  const [first] = fills;
  if (!first) return;
  first.lots -= lots;
  if (first.lots === 0) fills.shift();
}

/** In half ticks; 0 where one of the two was not decided at a mid. */
function midApart(one: LoggedFill, two: LoggedFill): number {
  if (one.decisionMidHalfTicks === undefined || two.decisionMidHalfTicks === undefined) return 0;
  return one.decisionMidHalfTicks - two.decisionMidHalfTicks;
}
