import type { Instrument } from '../../domain/instrument/instrument.ts';

const PPM = 1_000_000;
/** Ledger units in one quote unit. */
const LEDGER_UNITS = 1e8;

/** Where a trade begins and where its stop ends it, in ticks. */
export interface EntryAndStop {
  readonly entry: number;
  readonly stop: number;
}

/** What one lot loses when its stop fills at its trigger, taker fees both ways included, in ledger units. */
export function lossPerLotAtStop(instrument: Instrument, { entry, stop }: EntryAndStop): number {
  const perTick = Number(instrument.moneyPerTickLot);
  const fees = ((entry + stop) * perTick * Math.max(0, instrument.takerFeePpm)) / PPM;
  return Math.abs(entry - stop) * perTick + fees;
}

/** The same for a size, in quote units. */
export const lossAtStopQuote = (instrument: Instrument, size: number, prices: EntryAndStop): number =>
  (lossPerLotAtStop(instrument, prices) * size) / LEDGER_UNITS;
