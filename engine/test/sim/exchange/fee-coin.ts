import { type Instrument, type InstrumentId } from '../../../domain/instrument/instrument.ts';
import { parseFixed } from '../../../domain/units/fixed.ts';

/** A coin in which fees of other markets are taken. */
export interface FeeCoin {
  readonly id: InstrumentId;
  /** Its price, in ticks. */
  readonly priceTicks: () => number;
  /** Whether so many lots of it are not set aside for anything. */
  readonly isFree: (lots: number) => boolean;
}

const COIN_SCALE = 18;
/** Venues write such fees with eight places. */
const GRAIN = 10n ** 10n;

/** What a fee, in 10^-8 of money, is in 10^-18 of the coin, rounded up; undefined where there is not as much free. */
export function feeInCoin(
  { isFree, priceTicks }: FeeCoin,
  { lotSize, moneyPerTickLot }: Instrument,
  fee: bigint,
): bigint | undefined {
  const perLot = BigInt(priceTicks()) * moneyPerTickLot;
  if (perLot === 0n || fee === 0n) return undefined;
  const lot = parseFixed(lotSize, COIN_SCALE);
  const units = ((fee * lot) / perLot / GRAIN + 1n) * GRAIN;
  return isFree(Number(units / lot) + 1) ? units : undefined;
}
