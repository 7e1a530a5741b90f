import { type Instrument, notionalOf } from '../../domain/instrument/instrument.ts';
import { parseFixed } from '../../domain/units/fixed.ts';
import { lots } from '../../domain/units/lots.ts';
import { type Money, money } from '../../domain/units/money.ts';
import { type Ticks, ticks } from '../../domain/units/ticks.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import type { LiveStreet } from './live-street.ts';
import { type Share, sharesOf } from './trade-shares.ts';

/** What a fee has taken of a coin that is traded, too. */
export interface FeeInCoin {
  readonly instrument: Instrument;
  /** Lots it takes off runs, and at which price that is worth what the fee counts as. */
  readonly shares: readonly Share[];
  readonly price: Ticks;
}

const SCALE = 18;

/**
 * A fee may be taken in a coin that is neither bought nor sold by its trade and yet traded in the same account, as an
 * exchange's own coin is. It takes coins of somebody else's first, who holds them for that, then those of the run that
 * has traded, then those of others.
 */
export class FeeCoins {
  readonly #street: LiveStreet;

  constructor(street: LiveStreet) {
    this.#street = street;
  }

  /** Takes the fee of a trade of ours, counted as `fee`, off whoever holds its coin; undefined where no run loses a lot. */
  take(trade: VenueTrade, runId: string, fee: Money): FeeInCoin | undefined {
    const instrument = this.#coinOf(trade);
    if (!instrument) return undefined;
    const { coinRests, external, feeCoinRests, now, tradedAt } = this.#street;
    const ofOthers = external.get(instrument.id) ?? 0;
    if (ofOthers > 0) {
      const taken = Math.min(ofOthers, feeCoinRests.pay(instrument, trade.feeDecimal));
      if (taken === 0) return undefined;
      external.set(instrument.id, ofOthers - taken);
      tradedAt.set(instrument.id, now);
      return undefined;
    }
    const size = coinRests.pay(instrument, trade.feeDecimal);
    return this.#sharedOut(instrument, size, { runId, price: priceOf(trade, instrument, fee) });
  }

  /** A trade of ours has brought coins: fees may have taken of them before it was told of. */
  takeOwed({ instrument: id, side, ticks: price }: VenueTrade, runId: string): FeeInCoin | undefined {
    const instrument = this.#street.instruments.get(id);
    if (!instrument || side === 'sell' || !this.#street.owedForFees.has(id)) return undefined;
    return this.#sharedOut(instrument, 0, { runId, price });
  }

  #sharedOut(
    instrument: Instrument,
    taken: number,
    { price, runId }: { readonly runId: string; readonly price: Ticks },
  ): FeeInCoin | undefined {
    const { owedForFees } = this.#street;
    const size = lots(taken + (owedForFees.get(instrument.id) ?? 0));
    const { left, shares } = sharesOf(
      { lots: size, side: 'sell' },
      this.#street.holders(instrument.id),
      runId,
    );
    if (left === 0) owedForFees.delete(instrument.id);
    else owedForFees.set(instrument.id, left);
    return shares.length === 0 ? undefined : { instrument, shares, price };
  }

  /** The ledger was charged the fee as money; what its coins are worth was paid by them. */
  settle({ instrument, price, shares }: FeeInCoin): void {
    let paid = 0n;
    for (const [, size] of shares) paid += notionalOf(instrument, lots(size), price);
    this.#street.feesElsewhere = money(this.#street.feesElsewhere - paid);
  }

  #coinOf({ feeAsset, feeDecimal, instrument: traded }: VenueTrade): Instrument | undefined {
    if (parseFixed(feeDecimal, SCALE) <= 0n) return undefined;
    for (const instrument of this.#street.instruments.values())
      if (instrument.kind === 'spot' && instrument.base === feeAsset && instrument.id !== traded)
        return this.#street.instruments.get(traded)?.base === feeAsset ? undefined : instrument;
    return undefined;
  }
}

/** The price in ticks at which the coins of a fee are worth what it counts as. */
function priceOf({ feeDecimal }: VenueTrade, { lotSize, moneyPerTickLot }: Instrument, fee: Money): Ticks {
  const perLot = (fee * parseFixed(lotSize, SCALE)) / parseFixed(feeDecimal, SCALE);
  return ticks(Math.max(1, Number(perLot / moneyPerTickLot)));
}
