import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { withNewest } from './with-newest.ts';

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
  readonly #returns = new Map<string, readonly number[]>();
  readonly #lossesInARow = new Map<InstrumentId, number>();
  #recent: readonly GainAndFees[] = [];
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
    const share = atEntry > 0 ? net / atEntry : 0;
    this.#returns.set(strategyId, withNewest(this.#returns.get(strategyId), share, KEPT_RETURNS));
    const losses = this.#lossesInARow.get(trade.instrument) ?? 0;
    this.#lossesInARow.set(trade.instrument, net < 0 ? losses + 1 : 0);
    const gain = Object.freeze({ grossQuote: net + feesQuote, feesQuote });
    this.#recent = withNewest(this.#recent, gain, FEE_GUARD_TRADES);
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
      returns: Object.fromEntries(this.#returns),
      lossesInARow: Object.fromEntries(this.#lossesInARow),
      recent: this.#recent,
      count: this.#count,
    };
  }

  restore({ count, lossesInARow, recent, returns }: TradeLogState): void {
    this.#count = count;
    for (const [id, list] of Object.entries(returns)) this.#returns.set(id, Object.freeze([...list]));
    for (const [id, count] of Object.entries(lossesInARow)) this.#lossesInARow.set(id, count);
    this.#recent = Object.freeze(recent.map((each) => Object.freeze({ ...each })));
  }
}
