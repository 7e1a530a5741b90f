import type { OrderIntent, RunId } from '../../domain/order/order-intent.ts';
import type { Order, RejectCode } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { EntryLog, type EntryLogState, WHOLE_ACCOUNT } from './entry-counts.ts';
import { SlippageLog, type SlippageLogState } from './slippage-log.ts';
import { TimedCounts, type TimedCountsState } from './timed-counts.ts';
import { TradeLog, type TradeLogState } from './trade-log.ts';
import { withNewest } from './with-newest.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const KEPT_KEYS = 100;
/** Entries whose median value says what is usual, and how many make one. */
const KEPT_ENTRIES = 20;
const LEAST_ENTRIES = 5;

/** Refusals that an order asks for itself: it would rather not trade than on other terms. */
const ON_OWN_TERMS: ReadonlySet<RejectCode> = new Set(['post-only-would-cross', 'fill-or-kill-unfillable']);

/** The record as plain data. */
export interface RiskRecordState {
  readonly entries: EntryLogState;
  readonly trades: TradeLogState;
  readonly slippage: SlippageLogState;
  readonly exits: TimedCountsState;
  readonly amends: TimedCountsState;
  readonly rejects: TimedCountsState;
  readonly stopOuts: TimedCountsState;
  readonly keys: readonly string[];
  readonly entryQuotes: readonly number[];
  readonly strategies: Readonly<Record<RunId, string>>;
}

/** What the record asks about a moment that outcomes do not carry. */
export interface RecordMoment {
  readonly time: number;
  /** Best price an order of this side could hit now in ticks; 0 when there is none. */
  readonly touchOf: (order: OrderIntent) => number;
  readonly quoteOf: (order: Order) => number;
  readonly orderOf: (id: string) => Order | undefined;
}

/**
 * What an account did lately, counted from what was journaled and never from what a strategy says of itself. A
 * fold of outcomes: the same outcomes give the same counts, also across a restart.
 */
export class RiskRecord {
  readonly entries = new EntryLog();
  readonly trades = new TradeLog();
  readonly slippage = new SlippageLog();
  /** Exits, stops and cancels. */
  readonly exits = new TimedCounts(MINUTE_MS);
  readonly amends = new TimedCounts(SECOND_MS);
  readonly rejects = new TimedCounts(MINUTE_MS);
  readonly stopOuts = new TimedCounts(DAY_MS);
  readonly #strategies = new Map<RunId, string>();
  readonly #keys = new Set<string>();
  #entryQuotes: readonly number[] = [];

  /** Strategy of a run; the run itself where nobody said so, such as `manual`. */
  strategyOf(runId: RunId): string {
    return this.#strategies.get(runId) ?? runId;
  }

  /** A run of a strategy begins. */
  noteRun(runId: RunId, strategyId: string): void {
    this.#strategies.set(runId, strategyId);
  }

  /** Forgets whose strategy the runs were that nothing is left of. */
  forgetRuns(isNeeded: (runId: RunId) => boolean): void {
    for (const runId of this.#strategies.keys()) if (!isNeeded(runId)) this.#strategies.delete(runId);
  }

  isKeyKnown(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Median value of the last entries in quote units; undefined before there were five. */
  medianEntryQuote(): number | undefined {
    if (this.#entryQuotes.length < LEAST_ENTRIES) return undefined;
    const sorted = this.#entryQuotes.toSorted((a, b) => a - b);
    const middle = sorted.length / 2;
    return ((sorted[Math.floor(middle - 0.5)] as number) + (sorted[Math.ceil(middle - 0.5)] as number)) / 2;
  }

  learn(outcome: Outcome, moment: RecordMoment): void {
    const { time } = moment;
    const { kind } = outcome;
    if (kind === 'order-submitted') this.#noteSent(outcome.order, moment);
    else if (kind === 'order-filled') this.#noteFilled(outcome, time);
    else if (kind === 'order-rejected') this.#noteRejected(outcome, moment);
    else if (kind === 'trade-closed') this.trades.note(outcome.trade, this.strategyOf(outcome.trade.runId));
    else if (kind === 'cancel-requested') this.exits.note(WHOLE_ACCOUNT, time);
    else if (kind === 'amend-requested') this.amends.note(WHOLE_ACCOUNT, time);
    else if (kind === 'order-canceled' || kind === 'order-expired') this.slippage.closed(outcome.orderId);
  }

  state(): RiskRecordState {
    return {
      entries: this.entries.state(),
      trades: this.trades.state(),
      slippage: this.slippage.state(),
      exits: this.exits.state(),
      amends: this.amends.state(),
      rejects: this.rejects.state(),
      stopOuts: this.stopOuts.state(),
      keys: [...this.#keys],
      entryQuotes: this.#entryQuotes,
      strategies: Object.fromEntries(this.#strategies),
    };
  }

  restore(state: RiskRecordState): void {
    this.entries.restore(state.entries);
    this.trades.restore(state.trades);
    this.slippage.restore(state.slippage);
    this.exits.restore(state.exits);
    this.amends.restore(state.amends);
    this.rejects.restore(state.rejects);
    this.stopOuts.restore(state.stopOuts);
    for (const key of state.keys) this.#keys.add(key);
    this.#entryQuotes = state.entryQuotes;
    for (const [runId, strategyId] of Object.entries(state.strategies))
      this.#strategies.set(runId, strategyId);
  }

  #noteSent(order: Order, { quoteOf, time, touchOf }: RecordMoment): void {
    if (order.key !== undefined) this.#keys.add(order.key);
    forgetOldest(this.#keys, KEPT_KEYS);
    this.slippage.sent(order, touchOf(order));
    if (order.role !== 'entry') return this.exits.note(WHOLE_ACCOUNT, time);
    this.entries.note(order.isContinued === true ? undefined : this.strategyOf(order.runId), time);
    this.#entryQuotes = withNewest(this.#entryQuotes, quoteOf(order), KEPT_ENTRIES);
  }

  #noteRejected(
    { code, orderId }: Extract<Outcome, { kind: 'order-rejected' }>,
    { orderOf, time }: RecordMoment,
  ): void {
    this.slippage.closed(orderId);
    if (ON_OWN_TERMS.has(code)) return;
    this.rejects.note(WHOLE_ACCOUNT, time);
    const order = orderOf(orderId);
    if (order) this.rejects.note(this.strategyOf(order.runId), time);
  }

  #noteFilled({ closed, fill }: Extract<Outcome, { kind: 'order-filled' }>, time: number): void {
    const strategyId = this.strategyOf(fill.runId);
    this.slippage.filled(fill, strategyId);
    if (!closed) return;
    this.slippage.closed(fill.orderId);
    if (fill.role === 'stop') this.stopOuts.note(strategyId, time);
  }
}

function forgetOldest(kept: Set<string>, most: number): void {
  const oldest = kept.keys().next();
  if (kept.size > most && !oldest.done) kept.delete(oldest.value);
}
