import type { Instrument } from '../../domain/instrument/instrument.ts';
import { lots, type Lots } from '../../domain/units/lots.ts';
import type { Money } from '../../domain/units/money.ts';
import { largestOrder } from './largest-order.ts';

/** What an entry is sized by. Fractions are of equity. */
export interface SizingRequest {
  readonly instrument: Instrument;
  readonly equity: Money;
  /** Where the entry is expected to fill and where its stop lies, in ticks. */
  readonly entryTicks: number;
  readonly stopTicks: number;
  /** Most to lose when the stop fills, fees both ways included. */
  readonly riskPerTrade: number;
  /** Most to put in. */
  readonly allocation: number;
  /** Halved in the yellow zone of the expected value, otherwise 1. */
  readonly factor: number;
}

const PPM = 1_000_000;

/**
 * The largest whole number of lots whose loss at the stop, taker fees both ways included, stays
 * within the risk budget, and whose value stays within the allocation. Rounds down, so the answer
 * may be 0; it is never rounded up to reach a venue's minimum.
 */
export function riskBudgetLots(request: SizingRequest): Lots {
  const { allocation, entryTicks, equity, factor, instrument, riskPerTrade, stopTicks } = request;
  if (equity <= 0n) return lots(0);
  const perTick = Number(instrument.moneyPerTickLot);
  const feesPerLot = ((entryTicks + stopTicks) * perTick * Math.max(0, instrument.takerFeePpm)) / PPM;
  const lossPerLot = Math.abs(entryTicks - stopTicks) * perTick + feesPerLot;
  const byRisk = (Number(equity) * riskPerTrade * factor) / lossPerLot;
  const byAllocation = (Number(equity) * allocation * factor) / (entryTicks * perTick);
  const most = largestOrder(instrument, entryTicks);
  return lots(Math.max(0, Math.min(Math.floor(byRisk), Math.floor(byAllocation), most)));
}
