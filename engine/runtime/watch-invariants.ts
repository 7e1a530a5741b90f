import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { Invariants } from '../execution/orders/invariants.ts';
import type { KernelRooms } from './kernel-rooms.ts';

/** The twelve rules, held against an account as it stands now and everything told from here on. */
export function watchInvariants(
  { description, ledger, venue }: KernelRooms,
  tradingState: TradingState,
  lastEntrySentAt: ReadonlyMap<InstrumentId, UnixMs>,
): Invariants {
  const facts = {
    venue,
    bookedLots: (runId: string, instrument: InstrumentId) => ledger.signedLots(runId, instrument),
    entrySpacingMs: description.risk.entrySpacingMs,
    isReal: description.mode === 'live',
  };
  const openOrders = venue.openOrders();
  return new Invariants(facts, { openOrders, positions: ledger.positions(), tradingState, lastEntrySentAt });
}
