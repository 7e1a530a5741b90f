import type { MarketEvent } from '../domain/market/market-event.ts';
import type { AccountState } from '../domain/portfolio/account.ts';
import { isMarketEvent, type KernelEvent } from '../domain/session/kernel-event.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { Outcome, RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { type Money, moneyToNumber } from '../domain/units/money.ts';
import { unixMs, type UnixMs } from '../domain/units/time.ts';
import type { Invariants } from '../execution/orders/invariants.ts';
import { refusalText } from '../features/input-door.ts';
import type { Fitter } from '../formulas/refit.ts';
import { grossExposureOf, type KernelRooms, openPositionCount, openRooms } from './kernel-rooms.ts';
import { IsolatedAccounts, type IsolatedResult } from './isolated/isolated-accounts.ts';
import { Armed } from './live/armed.ts';
import { DeadManDesk } from './live/dead-man-desk.ts';
import { CommandDesk } from './command-desk.ts';
import { captureState, type KernelState, restoreAccount } from './kernel-state.ts';
import { OrderDesk } from './order-desk.ts';
import type { LargeOrder } from './risk/large-orders.ts';
import type { RiskDesk } from './risk/risk-desk.ts';
import type { MarketChange } from '../market/market-state.ts';
import type { StrategyCatalog } from './strategy-catalog.ts';
import { StrategyDesk } from './strategy-desk.ts';
import { watchInvariants } from './watch-invariants.ts';

/** How often the equity curve gets a point while something is held, in ms of event time. */
const EQUITY_SAMPLE_MS = 60_000;

/** What a kernel may begin with. */
export interface KernelOptions {
  /** Where an earlier session left off. */
  readonly state?: KernelState | undefined;
  readonly fitter?: Fitter | undefined;
}

/**
 * The one street through the engine: an event goes in, everything that followed from it comes
 * out. Backtest, replay, paper and live run this same code; only the feed and the clock differ.
 * Deterministic: no clock, no random number, no I/O inside.
 */
export class Kernel {
  readonly rooms: KernelRooms;
  /** Tests the venue's own switch. */
  readonly deadMan: DeadManDesk;
  sequence = 0;
  time: UnixMs = unixMs(0);

  readonly #desk: OrderDesk;
  readonly #strategies: StrategyDesk;
  readonly #commands: CommandDesk;
  /** Every strategy once more on an account of its own, where the session wants that. */
  readonly #isolated: IsolatedAccounts | undefined;
  readonly #bookOf = (id: string) => this.rooms.market.of(id)?.book;
  readonly #markOf = (id: string) => this.rooms.market.of(id)?.markTicks ?? 0;
  readonly #equityOf = () => moneyToNumber(this.account().equity);
  /** The venue's own record says what funding was paid. */
  readonly #isFundingTold: boolean;
  #outcomes: Outcome[] = [];
  #invariants: Invariants | undefined;
  #begun = false;
  #resumedAt: UnixMs = unixMs(0);
  #nextEquitySampleAt = 0;

  /** Formulas that learn are fitted by `fitter`, on the spot when left out: the outcomes are the same. */
  constructor(description: SessionDescription, catalog: StrategyCatalog, options: KernelOptions = {}) {
    const { fitter, state } = options;
    this.#isFundingTold = description.live?.traits.cashFlows === 'told';
    const tell = (outcome: Outcome) => this.#outcomes.push(outcome);
    this.rooms = openRooms(description, {
      armed: new Armed(tell),
      fitter,
      onRefused: (refused) => this.#say('warning', refusalText(refused)),
      equityQuote: () => this.#equityOf(),
      tradingState: () => this.tradingState,
      reachedLimit: (entry) => this.#desk.risk.reachedLimit(entry),
    });
    this.#desk = new OrderDesk(this.rooms, tell);
    this.deadMan = new DeadManDesk({ rooms: this.rooms, desk: this.#desk, tell });
    this.#strategies = new StrategyDesk(this.rooms, catalog, {
      orders: this.#desk,
      tell,
      valueAccount: () => this.#valueAccount(),
    });
    if (description.paper?.isolatedAccounts && description.mode !== 'live')
      this.#isolated = new IsolatedAccounts({ rooms: this.rooms, catalog });
    this.#commands = new CommandDesk({
      rooms: this.rooms,
      desk: this.#desk,
      strategies: this.#strategies,
      deadMan: this.deadMan,
      isolated: this.#isolated,
      tell,
      now: this,
    });
    if (state) this.#restore(state);
  }

  get tradingState(): TradingState {
    return this.#commands.tradingState;
  }

  get tradingStateReason(): string {
    return this.#commands.tradingStateReason;
  }

  get hasBegun(): boolean {
    return this.#begun;
  }

  /** Takes one event to its end and answers with what followed, in order. */
  process(event: KernelEvent): readonly RecordedOutcome[] {
    this.sequence += 1;
    this.#outcomes = [];
    if (event.time > this.time) this.time = event.time;
    if (this.#begun) this.#live(event);
    else this.#warmUp(event);
    const { sequence, time } = this;
    const recorded = this.#outcomes.map((outcome, index) => ({ sequence, index, time, outcome }));
    if (recorded.length > 0) this.#invariants?.check(recorded);
    if (event.kind === 'feed-status') this.#invariants?.noteFeed(event.instrument);
    return recorded;
  }

  /** The account as it stands. Looking changes nothing, whoever looks and however often. */
  account(): AccountState {
    return this.rooms.ledger.view(this.time, this.#markOf);
  }

  /** What each strategy earned here and alone on an account of its own. */
  isolatedResults(): readonly IsolatedResult[] {
    return this.#isolated?.results(this) ?? [];
  }

  /** The order by hand that waits under a key to be confirmed for its size. */
  largeOrder(key: string): LargeOrder | undefined {
    return this.#desk.largeOrder(key, this.time);
  }

  /** The account's record and limits. Looking changes nothing. */
  get risk(): RiskDesk {
    return this.#desk.risk;
  }

  /** When something comes due without an event, on the shared account or on a strategy's own. */
  nextDue(): UnixMs | undefined {
    const shared = this.rooms.venue.nextDue();
    const alone = this.#isolated?.nextDue();
    if (shared === undefined || alone === undefined) return shared ?? alone;
    return alone < shared ? alone : shared;
  }

  grossExposure(): Money {
    return grossExposureOf(this.rooms);
  }

  state(): KernelState {
    const isolated = this.#isolated?.state() ?? [];
    const deadManTest = this.deadMan.state;
    return {
      ...captureState(this.rooms, this.#desk, this),
      ...(deadManTest === undefined ? {} : { deadManTest }),
      ...(isolated.length === 0 ? {} : { isolated }),
    };
  }

  /** History before the session begins: books, bars and features, but no account and no decision. */
  #warmUp(event: KernelEvent): void {
    this.#desk.risk.passHistory(this.time);
    const { features, market } = this.rooms;
    // What a venue sums up is the past: formulas hear of it once all of it has been told.
    if (event.kind === 'clock' || (isMarketEvent(event) && event.kind !== 'venue-bar'))
      features.catchUp(this.time);
    if (event.kind === 'clock') return this.#closeBars();
    // What the venue tells before we began is asked for again when we do.
    if (event.kind === 'venue-report') {
      if (event.report.kind === 'stream-status') this.rooms.venue.onReport(event.report, this.time);
      return;
    }
    if (event.kind !== 'command') return this.#measure(market.apply(event), event);
    const { command } = event;
    if (command.kind === 'begin') return this.#begin();
    // A freeze holds from the moment it is asked for; what rests is taken back when the session begins.
    if (command.kind === 'set-trading-state') return this.#commands.note(command.state, command.because);
    return this.#say('warning', `${command.kind} came before the session began and was left out`);
  }

  #begin(): void {
    this.#begun = true;
    this.#invariants = watchInvariants(this.rooms, this.tradingState, this.#desk);
    if (this.#resumedAt > this.time) this.time = this.#resumedAt;
    this.#outcomes.push({ kind: 'account', account: this.#valueAccount() });
    if (this.rooms.description.mode === 'live' && this.tradingState === 'active')
      this.#commands.note('reduce-only', 'no entries until they are armed');
    this.#desk.settle(this.rooms.venue.begin(this.time));
    if (this.tradingState === 'halted') this.#desk.cancelEntries(this.tradingStateReason, this.time);
    this.#strategies.disownGone(this);
  }

  #live(event: KernelEvent): void {
    // What was on its way arrives before the event that comes after it.
    this.#desk.risk.passTime(this.time);
    this.rooms.features.catchUp(this.time);
    this.#desk.settle(this.rooms.venue.advance(this.time, this.#bookOf));
    this.#commands.watchArming();
    this.#isolated?.advance(this);
    this.#desk.own.returns.passTime(this.time, this.#equityOf);
    if (event.kind === 'command') this.#commands.obey(event.command);
    else if (event.kind === 'clock') this.#closeBars();
    else if (event.kind === 'venue-report')
      this.#desk.settle(this.rooms.venue.onReport(event.report, this.time));
    else this.#observe(event);
    this.#commands.followVenue();
    this.#desk.closeUnwanted(this);
    this.#desk.tend(this, this.#commands.door);
    this.deadMan.tend(this);
    this.#strategies.askAll(this);
    this.#isolated?.ask(this);
    this.#sampleEquity();
  }

  #closeBars(): void {
    const { features, market, votes } = this.rooms;
    for (const { bar, market: each } of market.advance(this.time)) {
      features.onClosedBar(each.instrument.id, bar);
      votes.onClosedBar(each.instrument.id, bar);
    }
    this.#countVotes();
  }

  #measure(change: MarketChange, event: MarketEvent): void {
    const { features, votes } = this.rooms;
    features.onChange(change, event);
    votes.onChange(change, event);
    this.#countVotes();
  }

  #countVotes(): void {
    for (const { decision, hasTurned, instrument } of this.rooms.votes.settle(this.time)) {
      if (!hasTurned || !this.#begun) continue;
      const ballots = decision.ballots.filter(({ ballot }) => ballot !== undefined);
      this.#outcomes.push({ kind: 'vote-turned', instrument, decision: { ...decision, ballots } });
    }
  }

  #observe(event: MarketEvent): void {
    const { ledger, market, venue } = this.rooms;
    const change = market.apply(event);
    // Resting orders meet the new market before any strategy sees it: nobody may place an order
    // and be filled by the very event that caused it.
    this.#desk.settle(venue.onMarket(event, change.market.book));
    this.#isolated?.onMarket(event, change.market.book);
    if (event.kind === 'funding' && !this.#isFundingTold)
      this.#desk.settle(ledger.payFunding(event, change.market.instrument));
    if (event.kind === 'feed-status' && event.status !== 'live') {
      this.#noteFeed(event);
    }
    this.#measure(change, event);
  }

  #valueAccount(): AccountState {
    return this.rooms.ledger.account(this.time, this.#markOf);
  }

  #say(level: 'info' | 'warning', text: string): void {
    this.#outcomes.push({ kind: 'notice', level, text });
  }

  #noteFeed({ detail, instrument, status }: Extract<MarketEvent, { kind: 'feed-status' }>): void {
    const said = { code: 'feed-status', values: { instrument, status, detail } } as const;
    this.#outcomes.push({
      kind: 'notice',
      level: 'warning',
      text: `${instrument}: ${status}: ${detail}`,
      said,
    });
  }

  /** A point of the equity curve with every booking, and once a minute while something is held. */
  #sampleEquity(): void {
    const isSample = this.time >= this.#nextEquitySampleAt;
    if (this.#isolated) this.#outcomes.push(...this.#isolated.tellBooked(this, isSample));
    if (!this.#desk.hasBooked) {
      if (!isSample) return;
      this.#nextEquitySampleAt = this.time - (this.time % EQUITY_SAMPLE_MS) + EQUITY_SAMPLE_MS;
      if (openPositionCount(this.rooms) === 0) return;
    }
    this.#desk.hasBooked = false;
    this.#outcomes.push({ kind: 'account', account: this.#valueAccount() });
  }

  #restore(state: KernelState): void {
    this.#resumedAt = unixMs(state.time);
    this.#commands.restore(state.tradingState, state.tradingStateReason);
    restoreAccount({ rooms: this.rooms, desk: this.#desk, strategies: this.#strategies }, state);
    this.#isolated?.restore(state.isolated ?? []);
    this.deadMan.restore(state.deadManTest);
    if (state.votes) this.rooms.votes.restore(state.votes);
  }
}
