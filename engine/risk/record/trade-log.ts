import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import { moneyToNumber } from '../../domain/units/money.ts';

/** Trades whose fees are set against their gains. */
export const FEE_GUARD_TRADES = 50;
/** Outcomes of a strategy that its size is learned from. */
const KEPT_RETURNS = 200;

/** Gain before fees and fees of one closed trade, in quote units. */
export interface GainAndFees {
  readonly grossQuote: number;
  readonly feesQuote: number;
}

export interface TradeLogState {
  readonly returns: Readonly<Record<string, readonly number[]>>;
  readonly lossesInARow: Readonly<Record<InstrumentId, number>>;
  readonly recent: readonly GainAndFees[];
  readonly count: number;
}

/** Sums of the trades that the fee guard looks at. */
export interface FeeShare {
  readonly trades: number;
  readonly feesQuote: number;
  readonly gainsQuote: number;
}

/** What became of closed trades, as the ledger booked them. */
export class TradeLog {
  readonly #returns = new Map<string, number[]>();
  readonly #lossesInARow = new Map<InstrumentId, number>();
  #recent: GainAndFees[] = [];
  #count = 0;

  /** Trades closed so far. */
  get count(): number {
    return this.#count;
  }

  note(trade: ClosedTrade, strategyId: string): void {
    this.#count += 1;
    const net = moneyToNumber(trade.netPnl);
    const feesQuote = moneyToNumber(trade.fees);
    const atEntry = moneyToNumber(trade.direction === 'long' ? trade.bought : trade.sold);
    const returns = this.#returns.get(strategyId) ?? [];
    this.#returns.set(strategyId, returns);
    returns.push(atEntry > 0 ? net / atEntry : 0);
    if (returns.length > KEPT_RETURNS) returns.shift();
    const losses = this.#lossesInARow.get(trade.instrument) ?? 0;
    this.#lossesInARow.set(trade.instrument, net < 0 ? losses + 1 : 0);
    this.#recent.push({ grossQuote: net + feesQuote, feesQuote });
    if (this.#recent.length > FEE_GUARD_TRADES) this.#recent.shift();
  }

  /** Net outcomes of a strategy's last trades as fractions of their entry's value, oldest first. */
  returnsOf(strategyId: string): readonly number[] {
    return this.#returns.get(strategyId) ?? [];
  }

  lossesInARow(instrument: InstrumentId): number {
    return this.#lossesInARow.get(instrument) ?? 0;
  }

  feeShare(): FeeShare {
    let feesQuote = 0;
    let gainsQuote = 0;
    for (const trade of this.#recent) {
      feesQuote += trade.feesQuote;
      gainsQuote += Math.max(0, trade.grossQuote);
    }
    return { trades: this.#recent.length, feesQuote, gainsQuote };
  }

  /** Losses of a symbol are counted anew. */
  forgetLosses(instrument: InstrumentId): void {
    this.#lossesInARow.delete(instrument);
  }

  /** Fees are set against gains anew. */
  forgetFees(): void {
    this.#recent = [];
  }

  state(): TradeLogState {
    return {
      returns: Object.fromEntries([...this.#returns].map(([id, list]) => [id, [...list]])),
      lossesInARow: Object.fromEntries(this.#lossesInARow),
      recent: [...this.#recent],
      count: this.#count,
    };
  }

  restore({ count, lossesInARow, recent, returns }: TradeLogState): void {
    this.#count = count;
    for (const [id, list] of Object.entries(returns)) this.#returns.set(id, [...list]);
    for (const [id, count] of Object.entries(lossesInARow)) this.#lossesInARow.set(id, count);
    this.#recent = [...recent];
  }
}
