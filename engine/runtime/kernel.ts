import { type Instrument, type InstrumentId, notionalOf } from '../domain/instrument/instrument.ts';
import type { FundingMoment, MarketEvent } from '../domain/market/market-event.ts';
import type { OrderIntent, RunId } from '../domain/order/order-intent.ts';
import type { AccountState } from '../domain/portfolio/account.ts';
import type { KernelCommand } from '../domain/session/command.ts';
import type { KernelEvent } from '../domain/session/kernel-event.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { Outcome, RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { lots } from '../domain/units/lots.ts';
import { addMoney, type Money, moneyFromDecimal, moneyToNumber, NO_MONEY } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs, type UnixMs } from '../domain/units/time.ts';
import { PaperVenue } from '../execution/paper-venue.ts';
import { FeatureHub } from '../features/feature-hub.ts';
import type { InstrumentMarket } from '../market/instrument-market.ts';
import { MarketState } from '../market/market-state.ts';
import { Ledger } from '../portfolio/ledger.ts';
import type { Situation } from '../risk/gate.ts';
import { zoneOf } from '../risk/gates/expected-value-zone.ts';
import { review } from '../risk/review.ts';
import { riskBudgetLots } from '../risk/sizing/risk-budget.ts';
import { protectiveStopTicks } from '../risk/sizing/stop-price.ts';
import type { Decision } from '../strategies/strategy.ts';
import type { StrategyCatalog } from './strategy-catalog.ts';
import type { KernelState } from './kernel-state.ts';
import { RefusalStreaks } from './refusal-streaks.ts';
import { StrategyRunner } from './strategy-runner.ts';

/** How often the equity curve gets a point, in ms of event time. */
const EQUITY_SAMPLE_MS = 60_000;

/**
 * The one street through the engine: an event goes in, everything that followed from it comes
 * out. Backtest, replay, paper and live run this same code; only the feed and the clock differ.
 * Deterministic: no clock, no random number, no I/O inside.
 */
export class Kernel {
  readonly market: MarketState;
  readonly venue: PaperVenue;
  readonly ledger: Ledger;
  readonly features: FeatureHub;
  readonly runners = new Map<RunId, StrategyRunner>();
  sequence = 0;
  time: UnixMs = unixMs(0);
  tradingState: TradingState = 'active';
  tradingStateReason = '';

  readonly #description: SessionDescription;
  readonly #catalog: StrategyCatalog;
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #lastEntrySentAt = new Map<InstrumentId, UnixMs>();
  readonly #streaks = new RefusalStreaks();
  readonly #bookOf = (id: InstrumentId) => this.market.of(id)?.book;
  readonly #markOf = (id: InstrumentId) => this.market.of(id)?.markTicks ?? 0;
  #outcomes: Outcome[] = [];
  #begun = false;
  #resumedAt: UnixMs = unixMs(0);
  #nextEquitySampleAt = 0;
  #equityChanged = false;

  constructor(description: SessionDescription, catalog: StrategyCatalog, state?: KernelState) {
    const { currency, depositQuote, instruments, latency, risk, sessionId } = description;
    this.#description = description;
    this.#catalog = catalog;
    this.#instruments = new Map(instruments.map((each) => [each.id, each]));
    this.market = new MarketState(instruments);
    this.features = new FeatureHub(instruments);
    this.venue = new PaperVenue({ instruments, latency, idPrefix: sessionId, stopConfirmMs: risk.stopConfirmMs });
    this.ledger = new Ledger(currency, moneyFromDecimal(depositQuote));
    if (state) this.#restore(state);
  }

  /** Takes one event to its end and answers with what followed, in order. */
  process(event: KernelEvent): readonly RecordedOutcome[] {
    this.sequence += 1;
    this.#outcomes = [];
    if (event.time > this.time) this.time = event.time;

    if (!this.#begun) this.#warmUp(event);
    else this.#live(event);
    const { sequence, time } = this;
    return this.#outcomes.map((outcome, index) => ({ sequence, index, time, outcome }));
  }

  get hasBegun(): boolean {
    return this.#begun;
  }

  account(): AccountState {
    return this.ledger.account(this.time, this.#markOf);
  }

  state(): KernelState {
    return {
      version: 1,
      time: this.time,
      tradingState: this.tradingState,
      tradingStateReason: this.tradingStateReason,
      venue: this.venue.snapshot(),
      ledger: this.ledger.snapshot(),
      runs: [...this.runners.values()].map((runner) => runner.state()),
      lastEntrySentAt: Object.fromEntries(this.#lastEntrySentAt),
      lastTradeTicks: Object.fromEntries(
        this.market.all.filter((each) => each.lastTradeTicks > 0).map((each) => [each.instrument.id, each.lastTradeTicks]),
      ),
    };
  }

  /** Sum of |position| at mark over all instruments. */
  grossExposure(): Money {
    let gross = NO_MONEY;
    for (const { instrument, markTicks } of this.market.all) {
      const held = Math.abs(this.ledger.netLots(instrument.id));
      if (held > 0 && markTicks > 0) gross = addMoney(gross, notionalOf(instrument, lots(held), ticks(markTicks)));
    }
    return gross;
  }

  /** History before the session begins: books, bars and features, but no account and no decision. */
  #warmUp(event: KernelEvent): void {
    if (event.kind === 'command') {
      if (event.command.kind !== 'begin') {
        this.#outcomes.push({ kind: 'notice', level: 'warning', text: `${event.command.kind} came before the session began and was left out` });
        return;
      }
      this.#begun = true;
      if (this.#resumedAt > this.time) this.time = this.#resumedAt;
      this.#outcomes.push({ kind: 'account', account: this.account() });
      return;
    }
    if (event.kind === 'clock') this.#closeBars();
    else this.features.onChange(this.market.apply(event), event);
  }

  #closeBars(): void {
    for (const { bar, market } of this.market.advance(this.time)) this.features.onClosedBar(market.instrument.id, bar);
  }

  #live(event: KernelEvent): void {
    // What was on its way arrives before the event that comes after it.
    this.#settle(this.venue.advance(this.time, this.#bookOf));
    if (event.kind === 'command') this.#obey(event.command);
    else if (event.kind === 'clock') this.#closeBars();
    else this.#observe(event);
    this.#askStrategies();
    this.#sampleEquity();
  }

  #observe(event: MarketEvent): void {
    const change = this.market.apply(event);
    // Resting orders meet the new market before any strategy sees it: nobody may place an order
    // and be filled by the very event that caused it.
    this.#settle(this.venue.onMarket(event, change.market.book));
    if (event.kind === 'funding') this.#payFunding(event, change.market.instrument);
    if (event.kind === 'feed-status' && event.status !== 'live') {
      this.#outcomes.push({ kind: 'notice', level: 'warning', text: `${event.instrument}: ${event.status}: ${event.detail}` });
    }
    this.features.onChange(change, event);
  }

  #payFunding(event: FundingMoment, instrument: Instrument): void {
    this.#settle(this.ledger.payFunding(event, instrument));
  }

  #settle(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      this.#outcomes.push(outcome);
      if (outcome.kind === 'funding-paid') this.#equityChanged = true;
      if (outcome.kind !== 'order-filled') continue;
      this.#equityChanged = true;
      const { fill } = outcome;
      const instrument = this.#instruments.get(fill.instrument);
      if (!instrument) throw new Error(`a fill of an unknown instrument: ${fill.instrument}`);
      this.runners.get(fill.runId)?.noteFill(fill, this.ledger.signedLots(fill.runId, fill.instrument));
      this.#outcomes.push(...this.ledger.book(fill, instrument));
    }
  }

  #obey(command: KernelCommand): void {
    switch (command.kind) {
      case 'begin':
        return;
      case 'start-strategy':
        return this.#startStrategy(command);
      case 'stop-strategy':
        return this.#stopStrategy(command.runId, command.openPosition);
      case 'place-order':
        this.#propose(command.intent);
        return;
      case 'cancel-order':
        return this.#settle(this.venue.cancel(command.orderId, 'canceled by hand', this.time));
      case 'set-trading-state':
        return this.#setTradingState(command.state, command.because);
      case 'flatten':
        return this.#flatten(command.because);
    }
  }

  #startStrategy(command: Extract<KernelCommand, { kind: 'start-strategy' }>): void {
    const { instrument: instrumentId, params, runId, strategyId } = command;
    const strategy = this.#catalog.get(strategyId);
    const instrument = this.#instruments.get(instrumentId);
    if (!strategy || !instrument) {
      const missing = strategy ? `instrument ${instrumentId}` : `strategy ${strategyId}`;
      this.#outcomes.push({ kind: 'notice', level: 'warning', text: `cannot start ${runId}: there is no ${missing}` });
      return;
    }
    const runner = new StrategyRunner(strategy, instrument, this.features, {
      runId, params, startedAt: this.time, openedAt: 0, entries: 0, entriesToday: 0, entryDay: -1, decisions: 0, blocked: [],
    });
    this.runners.set(runId, runner);
    this.#outcomes.push({ kind: 'strategy-started', runId, strategyId, instrument: instrumentId, params: runner.params });
  }

  #stopStrategy(runId: RunId, openPosition: 'keep' | 'close'): void {
    const runner = this.runners.get(runId);
    if (!runner) return;
    this.#cancelEntries((order) => order.runId === runId, 'strategy stopped');
    if (openPosition === 'close') this.#close(runId, runner.instrument, 'strategy stopped');
    runner.release();
    this.runners.delete(runId);
    this.#outcomes.push({ kind: 'strategy-stopped', runId, because: `stopped by hand, position ${openPosition === 'close' ? 'closed' : 'kept'}` });
  }

  #setTradingState(state: TradingState, because: string): void {
    this.tradingState = state;
    this.tradingStateReason = state === 'active' ? '' : because;
    this.#outcomes.push({ kind: 'trading-state', state, because });
    // A kill takes back what could still open a position and leaves every protective stop alone.
    if (state === 'halted') this.#cancelEntries(() => true, because);
  }

  #flatten(because: string): void {
    this.#setTradingState('halted', because);
    for (const position of this.ledger.positions()) {
      const instrument = this.#instruments.get(position.instrument);
      if (instrument && position.signedLots !== 0) this.#close(position.runId, instrument, because);
    }
  }

  #cancelEntries(which: (order: { readonly runId: RunId }) => boolean, because: string): void {
    for (const order of this.venue.openOrders()) {
      if (order.role === 'entry' && which(order)) this.#settle(this.venue.cancel(order.id, because, this.time));
    }
  }

  #close(runId: RunId, instrument: Instrument, reason: string): void {
    const held = this.ledger.signedLots(runId, instrument.id);
    const leaving = this.venue
      .openOrders()
      .some((order) => order.runId === runId && order.instrument === instrument.id && order.role === 'exit');
    if (held === 0 || leaving) return;
    this.#propose({
      runId,
      instrument: instrument.id,
      role: 'exit',
      side: held > 0 ? 'sell' : 'buy',
      lots: lots(Math.abs(held)),
      kind: { type: 'market' },
      reduceOnly: true,
      reason,
    });
  }

  #askStrategies(): void {
    for (const runner of this.runners.values()) {
      if (!runner.isDue(this.time)) continue;
      const market = this.market.of(runner.instrument.id);
      if (!market || market.feed !== 'live') continue;
      const decision = runner.decide({
        time: this.time,
        market,
        position: this.ledger.position(runner.runId, runner.instrument.id),
        equityQuote: moneyToNumber(this.account().equity),
      });
      if (decision) this.#follow(runner, decision);
    }
  }

  #follow(runner: StrategyRunner, decision: Decision): void {
    switch (decision.kind) {
      case 'hold':
        if (decision.blocked) runner.noteBlocked(decision.blocked.gate, decision.blocked.side, this.time);
        return;
      case 'exit': {
        const before = this.#outcomes.length;
        this.#close(runner.runId, runner.instrument, decision.reason);
        if (this.#outcomes.length > before) this.#tellDecision(runner, 'exit', decision);
        return;
      }
      case 'enter':
        return this.#enter(runner, decision);
    }
  }

  #enter(runner: StrategyRunner, decision: Extract<Decision, { kind: 'enter' }>): void {
    const { instrument, runId } = runner;
    if (this.ledger.signedLots(runId, instrument.id) !== 0 || this.venue.hasEntryInFlight(runId, instrument.id)) return;
    if (!runner.mayEnter(this.time, this.#description.risk.entrySpacingMs)) return;
    const book = this.#bookOf(instrument.id);
    if (!book) return;
    const entryTicks = decision.side === 'buy' ? book.bestAsk : book.bestBid;
    const stop = protectiveStopTicks(decision.side, entryTicks, decision.stopDistanceBps);
    const { maxExposurePerInstrument, riskPerTrade } = this.#description.risk;
    const size = riskBudgetLots({
      instrument,
      equity: this.account().equity,
      entryTicks,
      stopTicks: stop,
      riskPerTrade,
      allocation: Math.min(decision.allocation ?? maxExposurePerInstrument, maxExposurePerInstrument),
      factor: decision.edgeBps !== undefined && zoneOf(decision.edgeBps) === 'yellow' ? 0.5 : 1,
    });
    const submitted = this.#propose({
      runId,
      instrument: instrument.id,
      role: 'entry',
      side: decision.side,
      lots: size,
      kind: { type: 'market' },
      reduceOnly: false,
      protectiveStop: stop,
      reason: decision.reason,
      ...(decision.edgeBps === undefined ? {} : { edgeBps: decision.edgeBps }),
    });
    if (submitted) this.#tellDecision(runner, 'enter', decision);
  }

  #tellDecision(runner: StrategyRunner, action: 'enter' | 'exit', decision: Exclude<Decision, { kind: 'hold' }>): void {
    const { instrument, runId } = runner;
    const { measured, reason } = decision;
    this.#outcomes.push({ kind: 'decision', runId, instrument: instrument.id, action, reason, measured });
  }

  /** Puts an intent before risk; true when it became an order. */
  #propose(intent: OrderIntent): boolean {
    const situation = this.#situation(intent);
    const verdict = situation
      ? review(intent, situation)
      : ({ ok: false, refusal: { code: 'unknown-instrument', measured: {} } } as const);
    if (!verdict.ok) {
      const repeats = this.#streaks.note(intent, verdict.refusal, this.time);
      if (repeats > 0) this.#outcomes.push({ kind: 'intent-refused', intent, refusal: verdict.refusal, repeats });
      if (intent.role === 'entry') this.runners.get(intent.runId)?.noteBlocked(verdict.refusal.code, intent.side, this.time);
      return false;
    }
    this.#streaks.end(intent.runId);
    if (intent.role === 'entry') this.#lastEntrySentAt.set(intent.instrument, this.time);
    const book = this.#bookOf(intent.instrument);
    const mid2 = book && book.bestBid > 0 && book.bestAsk > 0 ? book.bestBid + book.bestAsk : undefined;
    this.#settle(this.venue.submit(verdict.order, this.time, mid2));
    return true;
  }

  #situation(intent: OrderIntent): Situation | undefined {
    const market: InstrumentMarket | undefined = this.market.of(intent.instrument);
    if (!market) return undefined;
    return {
      time: this.time,
      settings: this.#description.risk,
      tradingState: this.tradingState,
      instrument: market.instrument,
      equity: this.account().equity,
      feedIsLive: market.feed === 'live',
      bestBid: market.book.bestBid,
      bestAsk: market.book.bestAsk,
      runLots: this.ledger.signedLots(intent.runId, intent.instrument),
      netLots: this.ledger.netLots(intent.instrument),
      grossExposure: this.grossExposure(),
      openPositions: this.ledger.positions().filter((position) => position.signedLots !== 0).length,
      openOrders: this.venue.openOrders(),
      lastEntrySentAt: this.#lastEntrySentAt.get(intent.instrument),
    };
  }

  /** A point of the equity curve with every booking, and once a minute while something is held. */
  #sampleEquity(): void {
    if (!this.#equityChanged) {
      if (this.time < this.#nextEquitySampleAt) return;
      this.#nextEquitySampleAt = this.time - (this.time % EQUITY_SAMPLE_MS) + EQUITY_SAMPLE_MS;
      if (!this.ledger.positions().some((position) => position.signedLots !== 0)) return;
    }
    this.#equityChanged = false;
    this.#outcomes.push({ kind: 'account', account: this.account() });
  }

  #restore(state: KernelState): void {
    this.#resumedAt = unixMs(state.time);
    this.tradingState = state.tradingState;
    this.tradingStateReason = state.tradingStateReason;
    this.ledger.restore(state.ledger);
    this.venue.restore(state.venue);
    for (const [id, time] of Object.entries(state.lastEntrySentAt)) this.#lastEntrySentAt.set(id, unixMs(time));
    for (const run of state.runs) {
      const strategy = this.#catalog.get(run.strategyId);
      const instrument = this.#instruments.get(run.instrument);
      if (strategy && instrument) {
        this.runners.set(run.runId, new StrategyRunner(strategy, instrument, this.features, run));
      }
    }
  }
}

