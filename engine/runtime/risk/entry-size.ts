import { type Instrument, notionalOf } from '../../domain/instrument/instrument.ts';
import type { Side } from '../../domain/order/side.ts';
import { type Lots, lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { pendingEntryLots } from '../../risk/gate.ts';
import { STEPS_PER_DAY } from '../../risk/record/return-history.ts';
import { sizeEntry } from '../../risk/sizing/size-entry.ts';
import type { HeldReturns, SizeRequest } from '../../risk/sizing/size-request.ts';
import { grossExposureOf, type KernelRooms, pendingElsewhereOf } from '../kernel-rooms.ts';
import type { RiskDesk } from './risk-desk.ts';

/** An entry that wants a size. */
export interface EntryToSize {
  readonly runId: string;
  readonly instrument: Instrument;
  readonly side: Side;
  readonly entryTicks: number;
  readonly stopTicks: number;
  readonly allocation: number;
  /** Halved in the yellow zone of the expected value, otherwise 1. */
  readonly factor: number;
}

/** The size of an entry under the account's policy: the smallest of what every rule and limit leaves. */
export function entrySize(risk: RiskDesk, rooms: KernelRooms, entry: EntryToSize): Lots {
  return sizeEntry(sizeRequest(risk, rooms, entry), entry);
}

function sizeRequest(risk: RiskDesk, rooms: KernelRooms, entry: EntryToSize): SizeRequest {
  const { entryTicks, instrument, runId, side, stopTicks } = entry;
  const { account, history, limits, record, rules } = risk;
  const { description, ledger, market, venue } = rooms;
  const numbers = risk.numbers();
  const at = ticks(entryTicks);
  const pendingHere = pendingEntryLots(venue.openOrders(), instrument.id);
  const quoteHere = (size: number) => moneyToNumber(notionalOf(instrument, lots(size), at));
  const strategyId = record.strategyOf(runId);
  return {
    instrument,
    side,
    equityQuote: numbers.equity,
    entryTicks,
    stopTicks,
    settings: rules.sizing,
    limits,
    tradeReturns: record.trades.returnsOf(strategyId),
    seed: (description.seed + record.trades.count) % Number.MAX_SAFE_INTEGER,
    returns: history.returnsOf(instrument.id),
    stepsPerDay: STEPS_PER_DAY,
    held: heldReturns(risk, rooms, instrument),
    regime: rules.sizing.regime === 'off' ? undefined : risk.regimes.read(instrument.id),
    drawdown: account.day.drawdownOf(numbers),
    exposureQuote:
      moneyToNumber(grossExposureOf(rooms)) +
      moneyToNumber(pendingElsewhereOf(rooms, instrument.id)) +
      quoteHere(pendingHere),
    symbolExposureQuote:
      Math.abs(ledger.netLots(instrument.id)) *
        instrument.lotValue *
        (market.of(instrument.id)?.markTicks ?? entryTicks) *
        instrument.tickValue +
      quoteHere(pendingHere),
    medianEntryQuote: record.medianEntryQuote(),
  };
}

function heldReturns(
  { history }: RiskDesk,
  { instruments, ledger, market }: KernelRooms,
  entered: Instrument,
): HeldReturns[] {
  return [...instruments.values()].flatMap(({ id, lotValue, tickValue }) => {
    const signedLots = ledger.netLots(id);
    if (signedLots === 0) return [];
    const valueQuote = signedLots * lotValue * (market.of(id)?.markTicks ?? 0) * tickValue;
    return [{ valueQuote, returns: history.returnsBeside(entered.id, id) }];
  });
}
