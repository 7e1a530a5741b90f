import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { TradingState } from '../domain/session/mode.ts';
import { Invariants } from '../execution/orders/invariants.ts';
import type { KernelRooms } from './kernel-rooms.ts';
import type { OrderDesk } from './order-desk.ts';

/** The twelve rules, held against an account as it stands now and everything told from here on. */
export function watchInvariants(
  { description, ledger, market, venue }: KernelRooms,
  tradingState: TradingState,
  { lastEntrySentAt, risk }: Pick<OrderDesk, 'lastEntrySentAt' | 'risk'>,
): Invariants {
  const facts = {
    venue,
    bookedLots: (runId: string, instrument: InstrumentId) => ledger.signedLots(runId, instrument),
    entrySpacingMs: description.risk.entrySpacingMs,
    isReal: description.mode === 'live',
    isFeedLive: (instrument: InstrumentId) => market.of(instrument)?.feed === 'live',
    strategyOf: (runId: string) => risk.record.strategyOf(runId),
  };
  const invariants = new Invariants(facts, {
    openOrders: venue.openOrders(),
    positions: ledger.positions(),
    tradingState,
    lastEntrySentAt,
    hits: risk.board.all,
  });
  for (const { instrument } of market.all) invariants.noteFeed(instrument.id);
  return invariants;
}
