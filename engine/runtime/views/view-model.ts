import type { ViewChange } from '../../contract/feed.ts';
import { VIEW_LIMITS } from '../../contract/feed.ts';
import type {
  ClosedTradeView,
  FillView,
  LogView,
  OrderView,
  RefusalView,
  StrategyRunView,
} from '../../contract/views.ts';
import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { isClosed } from '../../domain/order/order.ts';
import type { Outcome, RecordedOutcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { quantityOf } from '../../domain/instrument/instrument.ts';
import { isStanding, type StandingOutcome, standingAfter } from '../../domain/session/status-after.ts';
import { closedTradeView } from './account-view.ts';
import { logLine } from './log-line.ts';
import { amendedView, fillView, orderView, rejectionText } from './order-view.ts';
import { type RunTotals, startedRun } from './run-view.ts';
import { logRemarkOf } from './log-remark-of.ts';

/** Stopped runs that stay in the list. */
const STOPPED_RUNS = 20;

type Limits = Readonly<Record<keyof typeof VIEW_LIMITS, number>>;

const limitsOf = (keep: number): Limits => ({
  prints: keep,
  closedOrders: keep,
  fills: keep,
  closedTrades: keep,
  refusals: keep,
  log: keep,
});

type OrderOutcome =
  | Exclude<Extract<Outcome, { readonly kind: `order-${string}` }>, { readonly kind: 'order-anomaly' }>
  | StandingOutcome;

const isOfOrder = (outcome: Outcome): outcome is OrderOutcome =>
  isStanding(outcome) || (outcome.kind.startsWith('order-') && outcome.kind !== 'order-anomaly');

/** What the window shows of the past: built from recorded outcomes alone, live or from the journal. */
export class ViewModel {
  readonly orders = new Map<string, OrderView>();
  readonly fills: FillView[] = [];
  readonly closedTrades: ClosedTradeView[] = [];
  readonly refusals: RefusalView[] = [];
  readonly log: LogView[] = [];
  readonly stoppedRuns: StrategyRunView[] = [];
  /** Fills with their causes, for explaining; the latest ones. */
  readonly recentFills = new Map<string, Fill>();
  readonly #totals = new Map<string, RunTotals>();
  readonly #startedRuns = new Map<string, StrategyRunView>();
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #limits: Limits;
  /** Of the account: its instruments are all quoted in it. */
  readonly #currency: string;

  /** `keep` bounds every list; the window's own limits when left out. */
  constructor(instruments: readonly Instrument[], keep?: number) {
    this.#limits = keep === undefined ? VIEW_LIMITS : limitsOf(keep);
    this.#currency = instruments[0]?.quote ?? '';
    this.#instruments = new Map(instruments.map((each) => [each.id, each]));
  }

  /** What stands from before the outcomes that follow: orders that are not over, and what runs have earned. */
  recall(orders: readonly OrderView[], totals: ReadonlyMap<string, RunTotals>): void {
    for (const order of orders) this.orders.set(order.orderId, order);
    for (const [runId, earned] of totals) this.#totals.set(runId, earned);
  }

  totalsOf(runId: string): RunTotals {
    return this.#totals.get(runId) ?? { closedTrades: 0, netPnlQuote: 0 };
  }

  /** Takes in one outcome and answers with what changed on screen. */
  apply(recorded: RecordedOutcome): ViewChange[] {
    const { outcome } = recorded;
    if (!isOfOrder(outcome)) return this.#applyEvent(recorded);
    return [...this.#applyOrder(outcome), ...this.#logOf(recorded)];
  }

  #applyOrder(outcome: OrderOutcome): ViewChange[] {
    switch (outcome.kind) {
      case 'order-submitted':
        return this.#orderSubmitted(outcome);
      case 'order-accepted':
        return this.#orderChanged(outcome.orderId, { status: 'working' });
      case 'order-rejected':
        return this.#orderChanged(outcome.orderId, {
          status: 'rejected',
          ending: rejectionText(outcome, this.#currency),
          refused: { code: outcome.code, measured: outcome.measured },
        });
      case 'order-denied':
        return this.#orderChanged(outcome.orderId, {
          status: 'denied',
          ending: outcome.code,
          refused: { code: outcome.code, measured: outcome.measured },
        });
      case 'order-lost':
        return this.#orderChanged(outcome.orderId, { status: 'lost', ending: outcome.because });
      case 'order-canceled':
        return this.#orderChanged(outcome.orderId, { status: 'canceled', ending: outcome.because });
      case 'order-expired':
        return this.#orderChanged(outcome.orderId, {
          status: 'expired',
          ending: outcome.because,
          ...(outcome.said ? { endingSaid: outcome.said } : {}),
        });
      case 'order-amended':
        return this.#amended(outcome);
      case 'order-filled':
        return this.#filled(outcome);
      case 'order-sent':
      case 'order-unknown':
      case 'order-triggered':
      case 'order-reopened':
      case 'amend-requested':
      case 'amend-rejected':
      case 'cancel-requested':
      case 'cancel-rejected': {
        const { orderId, status } = standingAfter(outcome);
        return this.#orderChanged(orderId, { status });
      }
    }
  }

  #applyEvent(recorded: RecordedOutcome): ViewChange[] {
    const { outcome, time } = recorded;
    if (outcome.kind === 'trade-closed') return this.#tradeClosed(outcome);
    if (outcome.kind === 'intent-refused') return this.#refused(outcome, time);
    const said = this.#logOf(recorded);
    if (outcome.kind === 'strategy-started') this.#startedRuns.set(outcome.runId, startedRun(outcome, time));
    return outcome.kind === 'strategy-stopped' ? [...this.#runStopped(outcome), ...said] : said;
  }

  #logOf({ outcome, time }: RecordedOutcome): ViewChange[] {
    const line = logLine(outcome, this.#currency);
    const said = logRemarkOf(outcome);
    return line ? this.addLog({ timeMs: time, ...line, ...(said ? { said } : {}) }) : [];
  }

  addLog(entry: LogView): ViewChange[] {
    keepLast(this.log, entry, this.#limits.log);
    return [{ kind: 'log', entry }];
  }

  #orderSubmitted({ order }: Extract<Outcome, { kind: 'order-submitted' }>): ViewChange[] {
    const instrument = this.#instrument(order.instrument);
    if (!instrument) return [];
    const view = orderView(order, instrument);
    this.orders.set(view.orderId, view);
    this.#forgetOldOrders();
    return [{ kind: 'order', order: view }];
  }

  #orderChanged(orderId: string, change: Partial<OrderView>): ViewChange[] {
    const before = this.orders.get(orderId);
    if (!before) return [];
    const order = { ...before, ...change };
    this.orders.set(orderId, order);
    return [{ kind: 'order', order }];
  }

  #amended({ change, orderId }: Extract<Outcome, { kind: 'order-amended' }>): ViewChange[] {
    const instrument = this.#instrument(this.orders.get(orderId)?.instrument ?? '');
    if (!instrument) return [];
    return this.#orderChanged(orderId, { status: 'working', ...amendedView(change, instrument) });
  }

  #filled({ closed, fill, filledLots }: Extract<Outcome, { kind: 'order-filled' }>): ViewChange[] {
    const instrument = this.#instrument(fill.instrument);
    if (!instrument) return [];
    const view = fillView(fill, instrument);
    keepLast(this.fills, view, this.#limits.fills);
    this.recentFills.set(fill.fillId, fill);
    if (this.recentFills.size > 2 * this.#limits.fills) {
      const [oldest] = this.recentFills.keys();
      if (oldest !== undefined) this.recentFills.delete(oldest);
    }
    const filledBase = quantityOf(instrument, lots(filledLots));
    const order = this.#orderChanged(fill.orderId, {
      filledBase,
      ...(closed ? { status: 'filled' as const } : {}),
    });
    return [{ kind: 'fill', fill: view }, ...order];
  }

  #runStopped({ because, runId }: Extract<Outcome, { kind: 'strategy-stopped' }>): ViewChange[] {
    const started = this.#startedRuns.get(runId);
    if (!started) return [];
    this.#startedRuns.delete(runId);
    const run: StrategyRunView = {
      ...started,
      ...this.totalsOf(runId),
      state: 'stopped',
      lastAction: null,
      lastDecision: because,
    };
    keepLast(this.stoppedRuns, run, STOPPED_RUNS);
    return [{ kind: 'run', run }];
  }

  // The exit of a run that was stopped fills after it stopped.
  #stoppedRunChanged(runId: string): ViewChange[] {
    const at = this.stoppedRuns.findIndex((each) => each.runId === runId);
    const before = this.stoppedRuns[at];
    if (!before) return [];
    const run: StrategyRunView = { ...before, ...this.totalsOf(runId) };
    this.stoppedRuns[at] = run;
    return [{ kind: 'run', run }];
  }

  #tradeClosed({ trade }: Extract<Outcome, { kind: 'trade-closed' }>): ViewChange[] {
    const instrument = this.#instrument(trade.instrument);
    if (!instrument) return [];
    const view = closedTradeView(trade, instrument);
    keepLast(this.closedTrades, view, this.#limits.closedTrades);
    const before = this.totalsOf(trade.runId);
    this.#totals.set(trade.runId, {
      closedTrades: before.closedTrades + 1,
      netPnlQuote: before.netPnlQuote + view.netPnlQuote,
    });
    return [{ kind: 'closed-trade', trade: view }, ...this.#stoppedRunChanged(trade.runId)];
  }

  #refused({ intent, refusal }: Extract<Outcome, { kind: 'intent-refused' }>, timeMs: number): ViewChange[] {
    const { instrument, runId, side } = intent;
    const view: RefusalView = {
      timeMs,
      runId,
      instrument,
      side,
      code: refusal.code,
      measured: refusal.measured,
      ...(intent.reason === FIXED_REASONS['changed-by-hand'] ? { isChange: true } : {}),
    };
    keepLast(this.refusals, view, this.#limits.refusals);
    return [{ kind: 'refusal', refusal: view }];
  }

  #instrument(id: InstrumentId): Instrument | undefined {
    return this.#instruments.get(id);
  }

  #forgetOldOrders(): void {
    if (this.orders.size <= 2 * this.#limits.closedOrders) return;
    for (const [id, order] of this.orders) {
      if (this.orders.size <= this.#limits.closedOrders) return;
      if (isClosed(order.status)) this.orders.delete(id);
    }
  }
}

function keepLast<Item>(list: Item[], item: Item, limit: number): void {
  list.push(item);
  if (list.length > limit) list.shift();
}
