import type { Coded } from '../remark/wording.ts';
import type { ForcedTrade } from '../venue/forced-trade.ts';
import type { Liquidity } from './fill.ts';
import type { OrderRole } from './order-intent.ts';
import type { Side } from './side.ts';
import type { TriggerPrice } from './trigger-price.ts';

/** A size in the base currency, and the price it was filled at. */
interface Filled {
  readonly size: number;
  readonly base: string;
  readonly price: number;
}
/** Time since the order was sent. */
interface After {
  readonly afterMs: number;
}
interface Ahead extends After {
  /** Size ahead of the order in its queue. */
  readonly ahead: number;
  readonly base: string;
}
interface TakenBefore extends Filled {
  /** What the order had taken before. */
  readonly before: number;
}
/** What met a resting order, and the limit it rested at where the record has it. */
interface Met extends Filled {
  readonly limit: number | null;
  /** Null where it was the other side of the book. */
  readonly tradeId: string | null;
  readonly seen: number | null;
}
interface SetOff {
  readonly trigger: number;
  readonly seen: number;
}
/** Prices of the bar an order met. */
interface InBar extends Filled {
  readonly open: number;
  readonly high: number;
  readonly low: number;
}
/** Money as exact decimals. */
interface Backing {
  readonly mark: number;
  readonly equity: string;
  readonly maintenance: string;
  readonly quote: string;
}
interface FeeNumbers {
  readonly liquidity: Liquidity;
  /** An exact decimal, above zero whichever way it went. */
  readonly amount: string;
  readonly quote: string;
  readonly feeBps: number;
}

/** The sentences a fill's story is told in, and the values in each. Prices are in quote units. */
export interface FillSentenceValues {
  readonly arrived: After & { readonly role: OrderRole; readonly side: Side; readonly feedMs: number };
  readonly amended: After;
  readonly 'of-stop': { readonly entryId: string };
  readonly 'of-bracket': { readonly entryId: string };
  readonly 'of-pair': { readonly otherId: string };
  /** What its trigger looks at. */
  readonly 'triggered-by': { readonly by: TriggerPrice };
  readonly 'set-off': SetOff;
  readonly 'set-off-in-bar': SetOff;
  readonly 'set-off-trailing': SetOff & { readonly best: number };
  readonly 'liquidated-account': Backing;
  readonly 'liquidated-position': Backing;
  readonly 'liquidation-bound': { readonly price: number; readonly feeBps: number };
  readonly 'queue-risk-averse': object;
  readonly 'queue-power': { readonly exponent: number };
  readonly 'queue-joined': Ahead;
  readonly 'queue-trade': Ahead;
  readonly 'queue-level-shrank': Ahead;
  readonly 'queue-level-gone': After;
  readonly 'took-book': Filled;
  readonly 'walked-book': TakenBefore;
  readonly 'beyond-book': TakenBefore & { readonly impactTicks: number };
  readonly 'queue-reached': Met;
  readonly 'traded-through': Met;
  readonly touched: Met;
  readonly 'taken-over': Filled;
  readonly 'venue-record': Filled;
  readonly 'closed-by-venue': Filled & { readonly how: ForcedTrade };
  /** Without its prices in a record that does not have the bar. */
  readonly 'in-bar': Filled;
  readonly 'rested-in-bar': InBar & { readonly limit: number | null };
  /** `slippage` is what it paid on top, in quote units, which is half the spread and the impact where both are known. */
  readonly 'took-in-bar': InBar & { readonly slippage: number };
  readonly 'bar-slippage': {
    readonly halfSpread: number;
    readonly impact: number;
    /** Range and volume of the bar before. */
    readonly range: number;
    readonly volume: number;
    readonly base: string;
  };
  readonly 'bar-share': { readonly allowed: number; readonly used: number; readonly base: string };
  readonly 'fee-paid': FeeNumbers;
  readonly 'fee-received': FeeNumbers;
  readonly known: After;
}

export type FillSentence = Coded<FillSentenceValues>;
