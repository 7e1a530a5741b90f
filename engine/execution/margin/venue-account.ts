import { type Instrument, type InstrumentId, notionalOf } from '../../domain/instrument/instrument.ts';
import type { FundingMoment, MarketEvent } from '../../domain/market/market-event.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { signOf } from '../../domain/order/side.ts';
import { mulDiv } from '../../domain/units/fixed.ts';
import { type Money, money, NO_MONEY } from '../../domain/units/money.ts';
import { inTicks } from '../bar-offer.ts';
import { MarginTiers } from './margin-tiers.ts';
import { afterChange, FLAT, type NetPosition } from './net-position.ts';

const RATE_SCALE = 100_000_000n;

/** The venue's own account as plain data. */
export interface VenueAccountState {
  /** Deposit and everything received since, less everything paid: positions at their price are not in it. */
  readonly cash: Money;
  readonly positions: readonly (readonly [InstrumentId, NetPosition])[];
  readonly marks: readonly (readonly [InstrumentId, number])[];
}

/** An instrument's position with what it is worth and what must back it. */
export interface BackedPosition {
  readonly instrument: Instrument;
  readonly position: NetPosition;
  readonly markTicks: number;
  /** Value at mark, signed like the lots. */
  readonly value: Money;
  readonly maintenance: Money;
}

/**
 * The account as the venue keeps it: what we hold of each instrument in all, and the cash. It knows of a fill when
 * it happens; our own ledger learns of it later and comes to the same sums.
 */
export class VenueAccount {
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #tiers = new Map<InstrumentId, MarginTiers>();
  readonly #positions = new Map<InstrumentId, NetPosition>();
  /** The venue's mark, or the last trade while it has named none. */
  readonly #marks = new Map<InstrumentId, number>();
  readonly #named = new Set<InstrumentId>();
  readonly #traded = new Set<InstrumentId>();
  #cash: Money;

  constructor(instruments: readonly Instrument[], deposit: Money) {
    this.#instruments = new Map(instruments.map((each) => [each.id, each]));
    for (const each of instruments) this.#tiers.set(each.id, new MarginTiers(each));
    this.#cash = deposit;
  }

  /** Takes in a mark or a trade; true when a position is worth something else now. */
  onMarket(event: MarketEvent): boolean {
    const mark = this.#markIn(event);
    if (mark === undefined) return false;
    const before = this.#marks.get(event.instrument);
    this.#marks.set(event.instrument, mark);
    return before !== mark && this.signedLots(event.instrument) !== 0;
  }

  /** The venue's own mark counts before trades, and trades before bars. */
  #markIn(event: MarketEvent): number | undefined {
    const { instrument: id } = event;
    if (event.kind === 'mark-price') {
      this.#named.add(id);
      return event.ticks;
    }
    if (event.kind === 'trade') {
      this.#traded.add(id);
      return this.#named.has(id) ? undefined : event.ticks;
    }
    if (event.kind !== 'venue-bar' || this.#named.has(id) || this.#traded.has(id)) return undefined;
    return inTicks(event.close, this.#instrument(id));
  }

  book(fill: Fill): void {
    const instrument = this.#instrument(fill.instrument);
    const sign = signOf(fill.side);
    const notional = money(BigInt(sign) * notionalOf(instrument, fill.lots, fill.ticks));
    const change = { signedLots: sign * fill.lots, notional };
    const before = this.#positions.get(fill.instrument) ?? FLAT;
    const after = afterChange(before, change, (value) => this.initial(fill.instrument, value));
    if (after.signedLots === 0) this.#positions.delete(fill.instrument);
    else this.#positions.set(fill.instrument, after);
    this.#cash = money(this.#cash - notional - fill.fee);
    if (!this.#marks.has(fill.instrument)) this.#marks.set(fill.instrument, fill.ticks);
  }

  /** Pays or receives funding for what each run holds, rounded one by one as the ledger does. */
  payFunding({ instrument: id, markTicks, rateE8 }: FundingMoment, heldLots: Iterable<number>): void {
    const { moneyPerTickLot } = this.#instrument(id);
    for (const signedLots of heldLots) {
      const value = BigInt(signedLots) * BigInt(markTicks) * moneyPerTickLot;
      this.#cash = money(this.#cash - mulDiv(value, BigInt(rateE8), RATE_SCALE, 'half-even'));
    }
  }

  /** Cash and every position at mark. */
  equity(): Money {
    let equity: bigint = this.#cash;
    for (const { value } of this.positions()) equity += value;
    return money(equity);
  }

  /** What is neither in positions nor put aside for them: deposit, booked gains and costs, less what is posted. */
  freeWhenIsolated(): Money {
    let free: bigint = this.#cash;
    for (const { cost, posted } of this.#positions.values()) free += cost - posted;
    return money(free);
  }

  initial(id: InstrumentId, value: Money): Money {
    return this.#tiers.get(id)?.initial(value) ?? value;
  }

  signedLots(id: InstrumentId): number {
    return this.#positions.get(id)?.signedLots ?? 0;
  }

  markTicks(id: InstrumentId): number {
    return this.#marks.get(id) ?? 0;
  }

  /** Everything held, in the order in which it was opened. */
  positions(): BackedPosition[] {
    return [...this.#positions].map(([id, position]) => {
      const instrument = this.#instrument(id);
      const markTicks = this.markTicks(id);
      const value = money(BigInt(position.signedLots) * BigInt(markTicks) * instrument.moneyPerTickLot);
      const size = money(value < 0n ? 0n - value : value);
      const maintenance = this.#tiers.get(id)?.maintenance(size) ?? NO_MONEY;
      return { instrument, position, markTicks, value, maintenance };
    });
  }

  snapshot(): VenueAccountState {
    return { cash: this.#cash, positions: [...this.#positions], marks: [...this.#marks] };
  }

  /** Goes on from a snapshot; marks are last ones until the venue names them anew. */
  restore({ cash, marks, positions }: VenueAccountState): void {
    this.#cash = cash;
    this.#named.clear();
    this.#positions.clear();
    this.#marks.clear();
    for (const [id, position] of positions) this.#positions.set(id, position);
    for (const [id, mark] of marks) this.#marks.set(id, mark);
  }

  #instrument(id: InstrumentId): Instrument {
    const instrument = this.#instruments.get(id);
    if (!instrument) throw new RangeError(`${id} is not traded at this venue`);
    return instrument;
  }
}
