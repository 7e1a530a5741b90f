import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { ApprovedOrder } from '../../domain/order/approved-order.ts';
import type { OrderChange } from '../../domain/order/order-change.ts';
import type { OrderIntent, RunId } from '../../domain/order/order-intent.ts';
import { isInFlight, type Order, type OrderId } from '../../domain/order/order.ts';
import type { RefusalCode } from '../../domain/order/refusal.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import type { VenueConditions } from '../../domain/venue/venue-condition.ts';
import type { VenueAnswer, VenueReport } from '../../domain/venue/venue-report.ts';
import type { ProtectionDoor } from '../protection-door.ts';
import type { TradingVenue } from '../trading-venue.ts';
import { Answers } from './answers.ts';
import { Comparison } from './comparison.ts';
import { DeadMan } from './dead-man.ts';
import { Findings } from './findings.ts';
import { Inquiries } from './inquiries.ts';
import type { LiveVenueOptions } from './live-options.ts';
import { PACE } from './live-settings.ts';
import { LiveStreet } from './live-street.ts';
import type { LiveVenueState } from './live-state.ts';
import { OrderReader } from './order-reader.ts';
import { OrderSender } from './order-sender.ts';
import { PositionCheck } from './position-check.ts';
import { type Pending, Requests } from './requests.ts';
import { StartProcedure } from './start-procedure.ts';
import { TradeIntake } from './trade-intake.ts';

/**
 * A real venue inside the kernel. What it wants of the venue comes out as requests, written down before they are
 * sent; what the venue says comes in as reports. Pure and deterministic: no clock, no chance, no network.
 */
export class LiveVenue implements TradingVenue<LiveVenueState> {
  readonly #street: LiveStreet;
  readonly #requests: Requests;
  readonly #inquiries: Inquiries;
  readonly #findings: Findings;
  readonly #sender: OrderSender;
  readonly #answers: Answers;
  readonly #trades: TradeIntake;
  readonly #positions: PositionCheck;
  readonly #start: StartProcedure;
  readonly #comparison: Comparison;
  readonly #deadMan: DeadMan;

  /** @throws {RangeError} when the stop deadline is not usable. */
  constructor(options: LiveVenueOptions) {
    const street = new LiveStreet(options);
    this.#street = street;
    this.#requests = new Requests(options.traits.rate, {
      emit: (outcome) => street.emit(outcome),
      mayLeave: (draft) => this.#sender.mayLeave(draft),
      left: (request) => this.#sender.left(request),
    });
    const requests = this.#requests;
    this.#deadMan = new DeadMan(street, requests);
    const inquiries = new Inquiries(street, requests);
    this.#inquiries = inquiries;
    this.#sender = new OrderSender(street, requests, (intent) => this.#obstacle(intent));
    const sender = this.#sender;
    const reader = new OrderReader(street, inquiries, {
      awaits: (record) => sender.awaits(record),
      stillStands: (record) => sender.stillStands(record),
    });
    this.#answers = new Answers({ street, reader, sender, inquiries });
    const trades = new TradeIntake(street);
    const positions = new PositionCheck(street);
    this.#trades = trades;
    this.#positions = positions;
    const start = new StartProcedure({ street, requests, inquiries, trades, positions });
    this.#start = start;
    const comparison = new Comparison(street, requests, inquiries, positions);
    this.#comparison = comparison;
    this.#findings = new Findings({ street, reader, trades, inquiries, positions, start, comparison });
  }

  begin(time: UnixMs): readonly Outcome[] {
    this.#street.begin(time);
    this.#sender.takeUp((record) => this.#inquiries.open(record));
    this.#start.begin('the session begins');
    return this.#settle();
  }

  submit(order: ApprovedOrder, time: UnixMs, decisionMidHalfTicks: number | undefined): readonly Outcome[] {
    this.#street.begin(time);
    this.#sender.place(order, decisionMidHalfTicks === undefined ? {} : { decisionMidHalfTicks });
    return this.#settle();
  }

  amend(orderId: OrderId, change: OrderChange, because: string, time: UnixMs): readonly Outcome[] {
    this.#street.begin(time);
    this.#sender.amend(orderId, change, because);
    return this.#settle();
  }

  cancel(orderId: OrderId, because: string, time: UnixMs): readonly Outcome[] {
    this.#street.begin(time);
    this.#sender.cancel(orderId, because);
    return this.#settle();
  }

  moveStop(entryId: OrderId, trigger: Ticks, time: UnixMs): readonly Outcome[] {
    this.#street.begin(time);
    this.#street.protection.move(entryId, trigger);
    return this.#settle();
  }

  advance(time: UnixMs): readonly Outcome[] {
    this.#street.begin(this.#street.now);
    for (let due = this.nextDue(); due !== undefined && due <= time; due = this.nextDue()) {
      const isLate = due <= this.#street.now;
      if (!isLate) this.#street.now = due;
      this.#work();
      if (isLate) break;
    }
    if (time > this.#street.now) this.#street.now = time;
    return this.#settle();
  }

  nextDue(): UnixMs | undefined {
    const due = [
      this.#requests.nextDue(),
      this.#inquiries.nextDue(),
      this.#trades.nextDue(),
      this.#sender.nextDue(),
      this.#start.nextDue(),
      this.#comparison.nextDue(),
      this.#start.mayProtect ? this.#street.protection.nextDue() : undefined,
      this.#deadMan.nextDue(),
    ].filter((each) => each !== undefined);
    return due.length === 0 ? undefined : unixMs(Math.max(0, Math.min(...due)));
  }

  /** A real venue's own market reaches us through its reports. */
  onMarket(): readonly Outcome[] {
    return [];
  }

  onReport(report: VenueReport, time: UnixMs): readonly Outcome[] {
    this.#street.begin(time);
    switch (report.kind) {
      case 'reply':
        this.#reply(report.requestId, report.answer);
        break;
      case 'stream-order':
        this.#findings.showOrder(report.order);
        break;
      case 'stream-trade':
        this.#findings.showTrade(report.trade);
        break;
      case 'stream-status':
        this.#findings.showStream(report.status, report.detail);
    }
    return this.#settle();
  }

  release(instrument: InstrumentId, because: string, time: UnixMs): readonly Outcome[] {
    this.#street.begin(time);
    if (this.#street.frozen.delete(instrument)) {
      const signedLots = this.#positions.adopt(instrument);
      this.#street.emit({ kind: 'external-seen', instrument, signedLots, openOrders: 0 });
      this.#street.emit({ kind: 'symbol-released', instrument, because });
    }
    return this.#settle();
  }

  resynchronize(because: string, time: UnixMs): readonly Outcome[] {
    this.#street.begin(time);
    if (this.#start.phase !== 'idle') this.#start.begin(because);
    return this.#settle();
  }

  conditions(): VenueConditions {
    const { offsetMs, roundTripMs } = this.#findings.clock;
    return {
      phase: this.#street.isStreamUp || this.#start.phase === 'idle' ? this.#start.phase : 'clock',
      clockOffsetMs: offsetMs,
      clockRoundTripMs: roundTripMs,
      frozen: [...this.#street.frozen.keys()],
    };
  }

  faults(): readonly string[] {
    if (this.#start.phase === 'idle') return [];
    const overdue = this.#start.mayProtect ? this.#street.protection.overdue(this.#street.now) : [];
    const isAsked = (id: OrderId) => this.#requests.has((each) => 'orderId' in each && each.orderId === id);
    return [
      ...overdue.map((id) => `I6: ${id} is uncovered beyond its deadline`),
      ...[...this.#street.records.open()]
        .filter(({ inquiry, order }) => isInFlight(order.status) && !inquiry && !isAsked(order.id))
        .map(({ order }) => `I12: ${order.id} is ${order.status} and nobody asks for it`),
    ];
  }

  openOrders(): readonly Order[] {
    return [...this.#street.records.open()].map(({ order }) => order);
  }

  order(id: OrderId): Order | undefined {
    return this.#street.records.get(id)?.order;
  }

  hasEntryInFlight(runId: RunId, instrument: InstrumentId): boolean {
    return this.#street.records.hasOpenEntry(runId, instrument);
  }

  remembersRun(runId: RunId): boolean {
    return this.#street.records.remembersRun(runId);
  }

  snapshot(): LiveVenueState {
    const { external, frozen, now, positions, protection, records } = this.#street;
    const { limited } = this.#requests;
    return {
      venue: 'live',
      now,
      orders: records.entries(),
      sent: this.#sender.state,
      nextRequestId: this.#requests.next,
      ...(limited === undefined ? {} : { limited }),
      positions: positions.entries(),
      protection: protection.snapshot(),
      trades: this.#trades.snapshot(),
      external: [...external],
      frozen: [...frozen],
    };
  }

  restore(state: LiveVenueState): void {
    const { external, frozen, positions, protection, records } = this.#street;
    this.#street.now = state.now;
    records.restore(state.orders);
    positions.restore(state.positions);
    protection.restore(state.protection);
    this.#sender.restore(state.sent);
    this.#requests.restore(state.nextRequestId, state.limited);
    this.#trades.restore(state.trades);
    for (const [instrument, held] of state.external) external.set(instrument, held);
    for (const [instrument, because] of state.frozen) frozen.set(instrument, because);
  }

  #settle(): readonly Outcome[] {
    this.#work();
    return this.#street.end();
  }

  /** Everything that is due now, the finding out before the acting. */
  #work(): void {
    const { now } = this.#street;
    for (const pending of this.#requests.overdue(now))
      this.#answered(pending, { kind: 'no-answer', because: 'no answer in time' });
    this.#start.tick();
    this.#comparison.isOn = this.#start.phase === 'ready';
    this.#comparison.tick();
    this.#inquiries.tick();
    if (this.#trades.tick()) this.#inquiries.askTrades(now - PACE.tradeOverlap);
    this.#sender.sweep();
    if (this.#start.mayProtect) this.#street.protection.sync(now, this.#protectionDoor);
    this.#deadMan.tend(this.openOrders());
    this.#requests.flush(now);
  }

  #reply(requestId: number, answer: VenueAnswer): void {
    const pending = this.#requests.take(requestId);
    if (pending) this.#answered(pending, answer);
  }

  #answered(pending: Pending, answer: VenueAnswer): void {
    const { now } = this.#street;
    if (answer.kind === 'refused' && answer.class === 'limited')
      this.#requests.limit(now, answer.retryAfterMs);
    else if (answer.kind !== 'no-answer') this.#requests.noteAnswer();
    if (!this.#answers.take(pending, answer)) this.#findings.take(pending, answer);
  }

  /** Why no entry may leave, in the order of weight. */
  #obstacle({ instrument }: OrderIntent): RefusalCode | undefined {
    if (this.#start.phase !== 'ready' || !this.#street.isStreamUp) return 'reconciling';
    if (this.#street.frozen.has(instrument)) return 'symbol-frozen';
    return this.#findings.isClockBad ? 'clock-not-trusted' : undefined;
  }

  readonly #protectionDoor: ProtectionDoor = {
    place: (intent, links) => this.#sender.place(intent, links),
    cancel: (orderId, because) => this.#sender.cancel(orderId, because),
    warn: (text) => this.#street.warn(text),
    order: (orderId) => this.order(orderId),
  };
}
