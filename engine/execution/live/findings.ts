import type { OrderId } from '../../domain/order/order.ts';
import type { VenueAnswer, VenueOrderReport, VenueTrade } from '../../domain/venue/venue-report.ts';
import type { Comparison } from './comparison.ts';
import type { Inquiries } from './inquiries.ts';
import { CLOCK } from './live-settings.ts';
import type { LiveStreet } from './live-street.ts';
import type { OrderReader } from './order-reader.ts';
import type { PositionCheck } from './position-check.ts';
import type { Pending } from './requests.ts';
import type { StartProcedure } from './start-procedure.ts';
import type { TradeIntake } from './trade-intake.ts';
import type { Wallet } from './wallet.ts';

/** The parts that findings go to. */
export interface FindingParts {
  readonly street: LiveStreet;
  readonly reader: OrderReader;
  readonly trades: TradeIntake;
  readonly inquiries: Inquiries;
  readonly positions: PositionCheck;
  readonly start: StartProcedure;
  readonly comparison: Comparison;
  readonly wallet: Wallet;
}

/** What is found out at the venue: answers to questions, and what it tells by itself. */
export class Findings {
  readonly #parts: FindingParts;
  #clock = { offsetMs: 0, roundTripMs: 0 };
  #balances = '';

  constructor(parts: FindingParts) {
    this.#parts = parts;
  }

  /** The venue's clock against ours, as last measured. */
  get clock(): { readonly offsetMs: number; readonly roundTripMs: number } {
    return this.#clock;
  }

  get isClockBad(): boolean {
    return Math.abs(this.#clock.offsetMs) > CLOCK.badOffset || this.#clock.roundTripMs > CLOCK.badRoundTrip;
  }

  /** Takes the answer to a question; what was not answered is asked again by who needs it. */
  take({ request, sentAt }: Pending, answer: VenueAnswer): void {
    const { comparison, inquiries, reader, start } = this.#parts;
    switch (answer.kind) {
      case 'order':
        if (request.kind === 'ask-order') this.#takeOrder(request.orderId, answer.order, sentAt);
        break;
      case 'open-orders':
        reader.readAll(answer.orders, sentAt);
        inquiries.openOrdersRead(sentAt);
        break;
      case 'trades':
        if (request.kind === 'ask-trades') this.#takeTrades(answer, request.since, sentAt);
        break;
      case 'positions':
        this.#takePositions(answer, sentAt);
        break;
      case 'clock':
        this.#takeClock(answer);
        break;
      case 'balances':
        this.#takeBalances(answer, sentAt);
        break;
      case 'cash-flows':
        this.#parts.wallet.takeFlows(answer, sentAt);
        break;
      case 'prices':
      case 'done':
      case 'refused':
      case 'no-answer':
        comparison.failed(request.kind, answer);
        if (request.kind === 'ask-cash-flows' && answer.kind === 'refused' && answer.class !== 'limited')
          this.#parts.wallet.flowsRefused(sentAt, answer.venueCode);
    }
    start.take(answer, sentAt);
  }

  showOrder(order: VenueOrderReport): void {
    this.#parts.reader.read(order, { askedAt: undefined, isReadBack: true });
  }

  showTrade(trade: VenueTrade): void {
    this.#parts.trades.take(trade);
    this.#tradesTaken();
  }

  /** Without the stream nothing is known in time: when it is back everything is compared before entries leave. */
  showStream(status: 'up' | 'down', detail: string): void {
    const { start, street } = this.#parts;
    const wasUp = street.isStreamUp;
    street.isStreamUp = status === 'up';
    if (status === 'up' && start.phase === 'clock') start.noteStream();
    else if (status === 'up' && !wasUp && start.phase !== 'idle')
      start.begin(`the private stream is back: ${detail}`);
    if (status === 'down' && wasUp) street.warn(`the private stream is down: ${detail}`);
  }

  #takeOrder(orderId: OrderId, order: VenueOrderReport | undefined, askedAt: number): void {
    const { inquiries, reader, street } = this.#parts;
    if (order) return reader.read(order, { askedAt, isReadBack: true });
    const record = street.records.get(orderId);
    if (record) inquiries.missed(record, askedAt);
  }

  #takeTrades(answer: Extract<VenueAnswer, { kind: 'trades' }>, since: number, askedAt: number): void {
    const { inquiries, street, trades } = this.#parts;
    for (const trade of answer.trades) trades.take(trade);
    const reach = answer.complete ? since : askedAt - street.options.traits.historyMs;
    if (since <= trades.readUpTo || trades.readUpTo === 0) trades.noteRead(askedAt);
    trades.release();
    if (!answer.complete) street.warn('the venue no longer shows all trades that were asked for');
    inquiries.tradesRead(askedAt, reach);
    this.#tradesTaken();
  }

  #takePositions(answer: Extract<VenueAnswer, { kind: 'positions' }>, askedAt: number): void {
    const { comparison, positions, start, trades } = this.#parts;
    const differing = positions.compare(answer.positions, askedAt);
    if (start.phase === 'ready') comparison.takeDifferences(differing, trades.readUpTo);
    else start.takeDifferences(differing, askedAt);
  }

  #takeClock({ offsetMs, roundTripMs }: Extract<VenueAnswer, { kind: 'clock' }>): void {
    const wasBad = this.isClockBad;
    this.#clock = { offsetMs, roundTripMs };
    const { street } = this.#parts;
    street.clockOffsetMs = offsetMs;
    const numbers = `its clock is ${offsetMs} ms from ours, ${roundTripMs} ms away`;
    if (this.isClockBad && !wasBad) street.warn(`no entries: ${numbers}`);
    else if (Math.abs(offsetMs) > CLOCK.warnOffset)
      street.warn(`the venue's times are corrected: ${numbers}`);
  }

  #takeBalances({ balances }: Extract<VenueAnswer, { kind: 'balances' }>, askedAt: number): void {
    this.#parts.street.buyingPower.take(balances, askedAt);
    this.#parts.wallet.takeBalances(balances, askedAt, this.#parts.start.phase === 'ready');
    const text = balances.map((each) => `${each.asset} ${each.totalDecimal} ${each.freeDecimal}`).join(', ');
    if (text === this.#balances) return;
    this.#balances = text;
    this.#parts.street.emit({ kind: 'venue-balances', balances });
  }

  #tradesTaken(): void {
    const { comparison, reader, street } = this.#parts;
    // Only the position itself shows the stop that traveled inside its entry.
    if (street.protection.awaitsAttached) comparison.recheckPositions(0);
    for (const record of Array.from(street.records.open())) if (record.ending) reader.finish(record);
    for (const record of street.records.closedWithInquiry()) reader.finish(record);
  }
}
