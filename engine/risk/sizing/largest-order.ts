import type { Instrument } from '../../domain/instrument/instrument.ts';

/** Most lots that a venue takes in one order at a price, by its largest size and its largest value. */
export function largestOrder({ maxLots, maxNotional, moneyPerTickLot }: Instrument, atTicks: number): number {
  if (maxNotional === undefined) return maxLots;
  return Math.min(maxLots, Math.floor(Number(maxNotional) / (atTicks * Number(moneyPerTickLot))));
}
