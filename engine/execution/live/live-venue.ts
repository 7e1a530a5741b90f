import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { ApprovedOrder } from '../../domain/order/approved-order.ts';
import type { OrderChange } from '../../domain/order/order-change.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import type { VenueConditions } from '../../domain/venue/venue-condition.ts';
import type { VenueAnswer, VenueReport } from '../../domain/venue/venue-report.ts';
import { isOfVenue } from '../../domain/venue/own-refusals.ts';
import type { BookView } from '../book-view.ts';
import type { ProtectionDoor } from '../protection-door.ts';
import type { StopBehind, TradingVenue } from '../trading-venue.ts';
import type { VenueSwitch } from '../venue-switch.ts';
import { faultsOf } from './live-faults.ts';
import { coinStateOf, restoreCoins } from './coin-state.ts';
import type { LiveVenueOptions } from './live-options.ts';
import { LiveParts } from './live-parts.ts';
import { protectionDoorOf } from './live-protection-door.ts';
import { venueSwitchOf } from './dead-man-switch.ts';
import type { LiveVenueState } from './live-state.ts';
import type { Pending } from './requests.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

const NOTHING: readonly Outcome[] = [];

/** Whoever watches the clock lets less time pass at once, unless the machine slept or its clock was set. */
const LONGEST_STEP_MS = 30_000;

/**
 * A real venue inside the kernel. What it wants of the venue comes out as requests, written down before they are
 * sent; what the venue says comes in as reports. Pure and deterministic: no clock, no chance, no network.
 */
export class LiveVenue implements TradingVenue<LiveVenueState> {
  readonly #parts: LiveParts;
  readonly #protectionDoor: ProtectionDoor;

  readonly venueSwitch: VenueSwitch;

  /** @throws {RangeError} when the stop deadline is not usable. */
  constructor(options: LiveVenueOptions) {
    this.#parts = new LiveParts(options);
    this.#protectionDoor = protectionDoorOf(this.#parts);
    this.venueSwitch = venueSwitchOf(this.#parts, () => this.#settle());
  }

  begin(time: UnixMs): readonly Outcome[] {
    const isGap = this.#isGap(time);
    this.#parts.street.begin(time);
    this.#parts.sender.takeUp((record) => this.#parts.inquiries.open(record));
    if (isGap) this.#parts.inquiries.waitAnew();
    this.#parts.street.protection.giveTime();
    this.#parts.start.begin(FIXED_REASONS['session-begins']);
    this.#parts.linked.missedPrices.begin();
    this.#parts.wallet.begin();
    return this.#settle();
  }

  submit(order: ApprovedOrder, time: UnixMs, decisionMidHalfTicks: number | undefined): readonly Outcome[] {
    this.#parts.street.begin(time);
    this.#parts.linked.submit(order, decisionMidHalfTicks === undefined ? {} : { decisionMidHalfTicks });
    return this.#settle();
  }

  amend(orderId: OrderId, change: OrderChange, because: string, time: UnixMs): readonly Outcome[] {
    this.#parts.street.begin(time);
    this.#parts.sender.amend(orderId, change, because);
    return this.#settle();
  }

  cancel(orderId: OrderId, because: string, time: UnixMs): readonly Outcome[] {
    this.#parts.street.begin(time);
    this.#parts.sender.cancel(orderId, because);
    return this.#settle();
  }

  moveStop(entryId: OrderId, trigger: Ticks, time: UnixMs): readonly Outcome[] {
    this.#parts.street.begin(time);
    this.#parts.street.protection.move(entryId, trigger);
    return this.#settle();
  }

  /** After a gap nobody was there for, what came due in it comes due once, now: nobody would answer it earlier. */
  advance(time: UnixMs): readonly Outcome[] {
    const isGap = this.#isGap(time);
    this.#parts.street.begin(isGap ? time : this.#parts.street.now);
    if (isGap) this.#parts.inquiries.waitAnew();
    for (let due = this.nextDue(); due !== undefined && due <= time; due = this.nextDue()) {
      const isLate = due <= this.#parts.street.now;
      if (!isLate) this.#parts.street.now = due;
      this.#work();
      if (isLate) break;
    }
    if (time > this.#parts.street.now) this.#parts.street.now = time;
    return this.#settle();
  }

  nextDue(): UnixMs | undefined {
    const due = [
      this.#parts.requests.nextDue(),
      this.#parts.inquiries.nextDue(),
      this.#parts.trades.nextDue(),
      this.#parts.sender.nextDue(),
      this.#parts.start.nextDue(),
      this.#parts.comparison.nextDue(),
      this.#parts.wallet.nextDue(),
      this.#parts.start.mayProtect ? this.#parts.street.protection.nextDue() : undefined,
      this.#parts.deadMan.nextDue(),
      this.#parts.start.mayProtect ? this.#parts.linked.nextDue() : undefined,
    ].filter((each) => each !== undefined);
    return due.length === 0 ? undefined : unixMs(Math.max(0, Math.min(...due)));
  }

  /** A real venue's own market reaches our orders at it; here only legs of pairs wait for a price. */
  onMarket(event: MarketEvent, book: BookView): readonly Outcome[] {
    if (!this.#parts.linked.see(event, book)) return NOTHING;
    this.#parts.street.begin(event.time);
    return this.#settle();
  }

  onReport(report: VenueReport, time: UnixMs): readonly Outcome[] {
    this.#parts.street.begin(time);
    switch (report.kind) {
      case 'reply':
        this.#reply(report.requestId, report.answer);
        break;
      case 'stream-order':
        this.#parts.findings.showOrder(report.order);
        break;
      case 'stream-trade':
        this.#parts.findings.showTrade(report.trade);
        break;
      case 'stream-status':
        this.#parts.findings.showStream(report.status, report.detail);
    }
    return this.#settle();
  }

  release(instrument: InstrumentId, because: string, time: UnixMs): readonly Outcome[] {
    this.#parts.street.begin(time);
    if (this.#parts.street.frozen.delete(instrument)) {
      this.#parts.positions.adopt(instrument);
      this.#parts.street.emit({ kind: 'symbol-released', instrument, because });
    }
    return this.#settle();
  }

  resynchronize(because: string, time: UnixMs): readonly Outcome[] {
    this.#parts.street.begin(time);
    this.#parts.inquiries.waitAnew();
    this.#parts.linked.missedPrices.begin();
    if (this.#parts.start.phase !== 'idle') this.#parts.start.begin(because);
    return this.#settle();
  }

  conditions(): VenueConditions {
    const { offsetMs, roundTripMs } = this.#parts.findings.clock;
    return {
      phase:
        this.#parts.street.isStreamUp || this.#parts.start.phase === 'idle'
          ? this.#parts.start.phase
          : 'clock',
      clockOffsetMs: offsetMs,
      clockRoundTripMs: roundTripMs,
      frozen: [...this.#parts.street.frozen.keys()],
    };
  }

  faults(): readonly string[] {
    return faultsOf(this.#parts);
  }

  openOrders(): readonly Order[] {
    return [...this.#parts.street.records.open()].map(({ order }) => order);
  }

  order(id: OrderId): Order | undefined {
    return this.#parts.street.records.get(id)?.order;
  }

  hasEntryInFlight(runId: RunId, instrument: InstrumentId): boolean {
    return this.#parts.street.records.hasOpenEntry(runId, instrument);
  }

  knownStop(runId: RunId, instrument: InstrumentId): Ticks | undefined {
    return this.#parts.street.protection.knownStop(runId, instrument);
  }

  stopsBehind(runId: RunId, instrument: InstrumentId): readonly StopBehind[] {
    return this.#parts.street.protection.stopsBehind(runId, instrument);
  }

  remembersRun(runId: RunId): boolean {
    return this.#parts.street.records.remembersRun(runId);
  }

  snapshot(): LiveVenueState {
    const { external, foreign, frozen, now, positions, protection, records } = this.#parts.street;
    const limited = this.#parts.requests.limited(now);
    const { toAdopt } = this.#parts.positions;
    const deadMan = this.#parts.deadMan.snapshot();
    return {
      venue: 'live',
      now,
      orders: records.entries(),
      sent: this.#parts.sender.state,
      nextRequestId: this.#parts.requests.next,
      ...(limited === undefined ? {} : { limited }),
      positions: positions.entries(),
      protection: protection.snapshot(),
      trades: this.#parts.trades.snapshot(),
      wallet: this.#parts.wallet.snapshot(),
      ...this.#parts.linked.snapshot(),
      ...coinStateOf(this.#parts.street),
      ...(toAdopt.length === 0 ? {} : { toAdopt }),
      external: [...external],
      frozen: [...frozen],
      ...(deadMan === undefined ? {} : { deadMan }),
      ...foreign.snapshot(),
    };
  }

  restore(state: LiveVenueState): void {
    const { external, foreign, frozen, positions, protection, records } = this.#parts.street;
    this.#parts.street.now = state.now;
    records.restore(state.orders);
    positions.restore(state.positions);
    protection.restore(state.protection);
    this.#parts.sender.restore(state.sent);
    this.#parts.requests.restore(state.nextRequestId, state.limited);
    this.#parts.trades.restore(state.trades);
    if (state.wallet) this.#parts.wallet.restore(state.wallet);
    this.#parts.linked.restore(state);
    restoreCoins(this.#parts.street, state);
    this.#parts.positions.restore(state.toAdopt ?? []);
    this.#parts.deadMan.restore(state.deadMan);
    for (const [instrument, held] of state.external) external.set(instrument, held);
    for (const [instrument, because] of state.frozen) frozen.set(instrument, because);
    foreign.restore(state);
  }

  #settle(): readonly Outcome[] {
    this.#work();
    return this.#parts.street.end();
  }

  #isGap(time: UnixMs): boolean {
    return time - this.#parts.street.now > LONGEST_STEP_MS;
  }

  /** Everything that is due now, the finding out before the acting. */
  #work(): void {
    const { now } = this.#parts.street;
    for (const pending of this.#parts.requests.overdue(now))
      this.#answered(pending, { kind: 'no-answer', because: FIXED_REASONS['no-answer-in-time'] });
    this.#parts.start.tick();
    this.#parts.comparison.isOn = this.#parts.start.phase === 'ready';
    this.#parts.comparison.tick();
    this.#parts.wallet.tick();
    this.#parts.inquiries.tick();
    if (this.#parts.trades.tick()) this.#parts.inquiries.askTrades(this.#parts.trades.askFrom);
    this.#parts.sender.sweep();
    this.#parts.sender.letGo();
    if (this.#parts.start.mayProtect) {
      this.#parts.street.protection.sync(now, this.#protectionDoor);
      this.#parts.linked.sync();
    }
    this.#parts.deadMan.tend(this.openOrders());
    this.#parts.requests.flush(now);
    this.#parts.forgetting.tick();
  }

  #reply(requestId: number, answer: VenueAnswer): void {
    const pending = this.#parts.requests.take(requestId);
    if (pending) this.#answered(pending, answer);
  }

  #answered(pending: Pending, answer: VenueAnswer): void {
    const { now } = this.#parts.street;
    if (answer.kind === 'refused' && answer.class === 'limited')
      this.#parts.requests.limit(now, answer.retryAfterMs);
    else if (isOfVenue(answer)) this.#parts.requests.noteAnswer(pending.sentAt);
    const { answers, findings, linked } = this.#parts;
    if (!answers.take(pending, answer) && !linked.missedPrices.take(pending, answer))
      findings.take(pending, answer);
    this.#parts.deadMan.hear(pending, answer);
  }
}
