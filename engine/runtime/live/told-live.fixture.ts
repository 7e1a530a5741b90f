import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { signOf } from '../../domain/order/side.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { Outcome, RecordedOutcome } from '../../domain/session/outcome.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import type {
  VenueAnswer,
  VenueBalance,
  VenueCashFlow,
  VenueReport,
} from '../../domain/venue/venue-report.ts';
import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { TRAITS } from '../../execution/live/fixtures/told-venue.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { DEFAULT_RISK } from '../default-settings.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';

/** A live session whose venue is flat, takes every order, fills what is at market and answers every question. */
export class ToldLive {
  readonly session: Session;
  readonly events: KernelEvent[] = [];
  readonly outcomes: RecordedOutcome[] = [];
  readonly description: SessionDescription;
  /** What the venue says of its clock. */
  clock = { offsetMs: 0, roundTripMs: 20 };
  /** What it says the account has, and what came or went other than by trades. */
  balances: VenueBalance[] = [];
  flows: VenueCashFlow[] = [];
  #time: number;
  #trades = 0;
  #held = 0;
  readonly #unanswered: VenueRequest[] = [];

  constructor(initialState?: string, more: Partial<SessionDescription> = {}, time = 1_000_000) {
    this.#time = time;
    this.description = {
      sessionId: 'live-told',
      accountId: 'live-main',
      mode: 'live',
      source: 'live-data',
      seed: 1,
      startedAt: unixMs(time),
      instruments: [INSTRUMENT],
      currency: 'USDT',
      depositQuote: '1000000',
      latency: { feedMs: 0, orderMs: 0, responseMs: 0 },
      risk: DEFAULT_RISK,
      engineVersion: '0.0.0',
      live: { traits: TRAITS, isDeadManTested: false },
      ...(initialState === undefined ? {} : { initialState }),
      ...more,
    };
    this.session = new Session(this.description, strategyCatalog);
  }

  get kernel() {
    return this.session.kernel;
  }

  get time(): number {
    return this.#time;
  }

  /** The session after this one, at a venue that holds what it held. */
  next(more: Partial<SessionDescription> = {}, afterMs = 1000): ToldLive {
    const next = new ToldLive(this.state(), { sessionId: 'live-next', ...more }, this.#time + afterMs);
    next.#held = this.#held;
    return next;
  }

  /** Begins and recovers. */
  begin(): this {
    this.report({ kind: 'stream-status', status: 'up', detail: '' });
    this.tell({ kind: 'begin' });
    this.quote(99, 101);
    return this;
  }

  take(event: KernelEvent): void {
    this.events.push(event);
    this.session.take(event);
    const outcomes = this.session.commit();
    this.outcomes.push(...outcomes);
    for (const { outcome } of outcomes)
      if (outcome.kind === 'venue-request') this.#unanswered.push(outcome.request);
  }

  tell(command: KernelCommand): void {
    this.take({ kind: 'command', time: unixMs(this.#time), command });
    this.answer();
  }

  report(report: VenueReport): void {
    this.take({ kind: 'venue-report', time: unixMs(this.#time), report });
  }

  pass(ms: number, stepMs = 100): void {
    for (let left = ms; left > 0; left -= stepMs) {
      this.#time += Math.min(stepMs, left);
      this.take({ kind: 'clock', time: unixMs(this.#time) });
      this.answer();
    }
  }

  quote(bid: number, ask: number): void {
    const observed = { instrument: INSTRUMENT.id, time: unixMs(this.#time), venueTime: unixMs(this.#time) };
    this.take({ kind: 'feed-status', ...observed, status: 'live', detail: '' });
    this.take({
      kind: 'book-snapshot',
      ...observed,
      bids: [bid, 10_000],
      asks: [ask, 10_000],
      updateId: this.#time,
    });
  }

  arm(forMs = 3_600_000): void {
    this.tell({ kind: 'arm', forMs, warmUpEntries: 0 });
  }

  enter(more: Partial<OrderIntent> = {}): void {
    const intent: OrderIntent = {
      runId: 'manual',
      instrument: INSTRUMENT.id,
      role: 'entry',
      side: 'buy',
      lots: lots(8),
      kind: { type: 'market' },
      reduceOnly: false,
      protectiveStop: ticks(90),
      reason: 'a test',
      ...more,
    };
    this.tell({ kind: 'place-order', intent });
  }

  /** The state a checkpoint would hold now. */
  state(): string {
    return canonicalJson(this.kernel.state());
  }

  all<K extends Outcome['kind']>(kind: K): Extract<Outcome, { kind: K }>[] {
    return this.outcomes
      .map(({ outcome }) => outcome)
      .filter((each): each is Extract<Outcome, { kind: K }> => each.kind === kind);
  }

  placed(): Extract<VenueRequest, { kind: 'place' }>[] {
    return this.all('venue-request')
      .map(({ request }) => request)
      .filter((each) => each.kind === 'place');
  }

  /** Answers everything that was asked of the venue. */
  answer(): void {
    for (let request = this.#unanswered.shift(); request; request = this.#unanswered.shift()) {
      this.report({ kind: 'reply', requestId: request.requestId, answer: this.#answerTo(request) });
      if (request.kind === 'place' && request.order.type === 'market') this.#fill(request);
    }
  }

  #fill({ instrument, lots: size, orderId, side }: Extract<VenueRequest, { kind: 'place' }>): void {
    this.#trades += 1;
    this.#held += signOf(side) * size;
    this.report({
      kind: 'stream-trade',
      trade: {
        tradeId: `${this.#time}-${this.#trades}`,
        venueOrderId: `v-${orderId}`,
        orderId,
        instrument,
        side,
        lots: size,
        ticks: ticks(side === 'buy' ? 101 : 99),
        feeDecimal: '0.1',
        feeAsset: 'USDT',
        liquidity: 'taker',
        venueTime: unixMs(this.#time),
      },
    });
  }

  #answerTo(request: VenueRequest): VenueAnswer {
    switch (request.kind) {
      case 'ask-order':
        return { kind: 'order', order: this.#open().find(({ orderId }) => orderId === request.orderId) };
      case 'ask-open-orders':
        return { kind: 'open-orders', orders: this.#open() };
      case 'ask-trades':
        return { kind: 'trades', trades: [], complete: true };
      case 'ask-positions':
        return { kind: 'positions', positions: [{ instrument: INSTRUMENT.id, signedLots: this.#held }] };
      case 'ask-balances':
        return { kind: 'balances', balances: this.balances };
      case 'ask-cash-flows':
        return { kind: 'cash-flows', flows: this.flows, complete: true };
      case 'ask-prices':
        return { kind: 'prices', ranges: [], complete: true };
      case 'ask-clock':
        return { kind: 'clock', ...this.clock };
      case 'place':
      case 'amend':
      case 'cancel':
      case 'cancel-all-after':
        return { kind: 'done' };
    }
  }

  /** What the venue shows as open: the stops it has taken, and entries that rest. */
  #open() {
    return this.kernel.rooms.venue
      .openOrders()
      .filter(({ kind, role }) => role === 'stop' || kind.type === 'limit')
      .map(({ filledLots, id: orderId, instrument, kind, lots: size, reduceOnly, side }) => ({
        orderId,
        venueOrderId: `v-${orderId}`,
        instrument,
        side,
        lots: size,
        filledLots,
        state: 'open' as const,
        reduceOnly,
        ...('trigger' in kind ? { trigger: kind.trigger } : {}),
        venueTime: unixMs(this.#time),
      }));
  }
}
