import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import { parseFixed } from '../../domain/units/fixed.ts';

/** Units of a coin are counted in 10^-18. */
const SCALE = 18;

/** What is left of each coin besides whole lots, as plain data: instrument and 10^-18 units of its base. */
export type CoinRestsState = readonly (readonly [InstrumentId, string])[];

/**
 * Fees that are taken in the coin that was bought take whole lots from what can be sold, and leave a rest of less than
 * one. The rest pays the next fees.
 */
export class CoinRests {
  readonly #rests = new Map<InstrumentId, bigint>();

  /** A fee in the instrument's base, as a plain decimal: whole lots it takes off what is held. A rebate takes none. */
  pay({ id, lotSize }: Instrument, feeDecimal: string): number {
    const [fee, lot] = [parseFixed(feeDecimal, SCALE), parseFixed(lotSize, SCALE)];
    const after = (this.#rests.get(id) ?? 0n) - (fee > 0n ? fee : 0n);
    const taken = after >= 0n ? 0n : (lot - 1n - after) / lot;
    this.#rests.set(id, after + taken * lot);
    return Number(taken);
  }

  /** Whether a fee was ever taken in the coin. */
  has(id: InstrumentId): boolean {
    return this.#rests.has(id);
  }

  snapshot(): CoinRestsState {
    return [...this.#rests].map(([id, rest]) => [id, String(rest)]);
  }

  restore(state: CoinRestsState): void {
    this.#rests.clear();
    for (const [id, rest] of state) this.#rests.set(id, BigInt(rest));
  }
}
