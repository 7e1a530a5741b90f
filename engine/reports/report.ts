import type { JournalScope } from '../journal/queries/scope.ts';

/** How a report was asked for: plain data, every amount an exact decimal, every time Unix ms. */
export interface Report {
  /** Modes of the sessions in it, e.g. `SANDBOX`; several are joined with ` + `. */
  readonly badge: string;
  readonly scope: JournalScope;
  /** What the person calls the real account and where it is; empty where nothing real was traded. */
  readonly realAccount: string;
  readonly currency: string;
  /** First and last thing that happened. */
  readonly from: number;
  readonly to: number;
  readonly totals: ReportTotals;
  readonly runs: readonly GroupRow[];
  readonly instruments: readonly GroupRow[];
  /** Empty where no strategy had an account of its own; the last row is the sum. */
  readonly isolated: readonly IsolatedRow[];
  readonly statistics: readonly Statistic[];
  readonly costs: readonly CostRow[];
  /** Entries that were tried as resting orders first; empty where there were none. */
  readonly makers: readonly MakerRow[];
  /** What was put in and taken out; empty where nothing was. */
  readonly transfers: readonly TransferRow[];
  readonly checks: readonly LedgerCheck[];
  readonly curve: readonly CurvePoint[];
  readonly trades: readonly TradeRow[];
  readonly sessions: readonly SessionRow[];
  readonly assumptions: readonly LabeledText[];
  /** What nobody should read out of the numbers. */
  readonly caveats: readonly string[];
  readonly journal: { readonly row: number; readonly hash: string };
}

/** Sums of the whole account in quote currency. net = gross - fees + funding; change = net + unrealized. */
export interface ReportTotals {
  readonly openingEquity: string;
  /** Gains and losses of price on what was closed. */
  readonly gross: string;
  readonly fees: string;
  /** Received minus paid. */
  readonly funding: string;
  readonly net: string;
  /** Change of what open positions are worth. */
  readonly unrealized: string;
  readonly change: string;
  /** What was put in less what was taken out on the way: neither a gain nor a loss. */
  readonly transferred: string;
  readonly closingEquity: string;
  readonly maxDrawdown: string;
  readonly maxDrawdownPercent: string;
  readonly trades: number;
  readonly fills: number;
  readonly orders: number;
  readonly refusals: number;
}

/** Sums of one strategy run or one instrument. Fees and funding include positions still open. */
export interface GroupRow {
  readonly name: string;
  /** Strategy and instrument of a run; empty for an instrument. */
  readonly detail: string;
  readonly trades: number;
  readonly wins: number;
  readonly fills: number;
  readonly gross: string;
  readonly fees: string;
  readonly funding: string;
  /** Net of the closed trades. */
  readonly closedNet: string;
}

/** What a strategy earned on the shared account and alone on its own; shared = alone + interaction. */
export interface IsolatedRow {
  readonly name: string;
  readonly shared: string;
  readonly alone: string;
  readonly interaction: string;
}

/** One number with how sure it is, or with what is missing before it may be shown. */
export interface Statistic {
  readonly name: string;
  readonly value?: string;
  readonly low?: string;
  readonly high?: string;
  /** Where the interval comes from. */
  readonly method?: string;
  readonly missing?: string;
}

/** What trading cost on one side of the spread. */
export interface CostRow {
  readonly liquidity: 'maker' | 'taker' | 'all';
  readonly fills: number;
  readonly notional: string;
  readonly fees: string;
  readonly feesBps: string;
  /** Paid against the mid at the decision; below zero is a gain. Only of fills that know it. */
  readonly slippage: string;
  readonly slippageBps: string;
  readonly fillsWithoutMid: number;
}

/** What resting orders of one strategy came to, as text with how sure it is; empty where nothing was measured. */
export interface MakerRow {
  readonly strategyId: string;
  readonly orders: number;
  /** Share of orders that were filled whole, and Wilson's 95 % interval of it. */
  readonly filledWhole: string;
  readonly filledWholeRange: string;
  /** Lots filled over lots asked for. */
  readonly filledLots: string;
  readonly fills: number;
  /** Mean ± standard error (count). */
  readonly secondsToFill: string;
  /** The same in bps after 1, 5 and 30 s; above zero the market went against the side that was filled. */
  readonly adverseBps: readonly string[];
}

/** Money that was put in or taken out: neither a gain nor a loss. */
export interface TransferRow {
  readonly time: number;
  readonly amount: string;
  readonly reason: string;
  readonly detail: string;
}

/** Two ways to the same sum. */
export interface LedgerCheck {
  readonly name: string;
  readonly fromRows: string;
  readonly fromLedger: string;
  readonly difference: string;
}

export interface CurvePoint {
  readonly time: number;
  readonly equity: string;
  /** Below the highest equity so far, not negative. */
  readonly drawdown: string;
}

export interface TradeRow {
  readonly tradeId: string;
  readonly runId: string;
  readonly instrument: string;
  readonly direction: string;
  readonly openedAt: number;
  readonly closedAt: number;
  readonly size: string;
  readonly bought: string;
  readonly sold: string;
  readonly fees: string;
  readonly funding: string;
  readonly netPnl: string;
}

export interface SessionRow {
  readonly sessionId: string;
  readonly badge: string;
  readonly source: string;
  readonly seed: number;
  readonly startedAt: number;
  readonly ended: string;
  readonly engineVersion: string;
}

export interface LabeledText {
  readonly label: string;
  readonly text: string;
}
