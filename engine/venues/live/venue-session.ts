import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VenueAnswer, VenueBalance, VenueReport } from '../../domain/venue/venue-report.ts';
import type { RequestId, VenueRequest } from '../../domain/venue/venue-request.ts';
import type { KeyProbe } from '../../domain/venue/key-permissions.ts';
import { HELD_OFF } from '../../domain/venue/own-refusals.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import type { VenueClock } from '../venue-clock.ts';
import { BrokenRule } from '../wire/frame-fields.ts';
import { AskFailed } from './ask-failed.ts';
import { unsendable } from './checked-request.ts';
import { judgeReply, retryAfterMsOf, type JudgedReply } from './judged-reply.ts';

import type { OrderGate, Urgency } from './order-gate.ts';
import type { Purpose } from './outcome-of.ts';
import { pricesOf } from './prices-of.ts';
import type { PrivateStream } from './private-stream.ts';
import type { ServerClock } from './server-clock.ts';
import type { TradedInstruments } from './traded-instruments.ts';
import type { TradingClient } from './trading-client.ts';
import { NoResponse } from './transport.ts';
import { CannotBeSaid, type TradingDialect, type VenueTrader, type WireCall } from './venue-trader.ts';

/** A private connection to one account at one venue: requests go in, what the venue says comes out. */
export interface VenueSession {
  readonly traits: VenueTraits;
  readonly instruments: readonly Instrument[];
  /** Sends at once or answers at once that it cannot leave; the answer names the request. Never throws. */
  send(request: VenueRequest): void;
  /** Who hears every report from now on; the private streams are dialed with the first. */
  onReport(listener: (report: VenueReport) => void): void;
  /** What the key may do, by the venue's own word. Never rejects. */
  probe(): Promise<KeyProbe>;
  /**
   * The highest leverage set at the venue for anything that is traded; 1 where nothing is lent, undefined where the
   * venue does not say. Never rejects.
   */
  leverage(): Promise<number | undefined>;
  /** What the account holds, by the venue's own word; undefined where it does not say. Never rejects. */
  balances(): Promise<readonly VenueBalance[] | undefined>;
  close(): Promise<void>;
}

/** The parts of a session, put together where it is opened. */
export interface SessionParts {
  readonly dialect: TradingDialect;
  readonly client: TradingClient;
  readonly gate: OrderGate;
  readonly serverClock: ServerClock;
  readonly instruments: TradedInstruments;
  readonly clock: VenueClock;
  trader(ask: (call: WireCall) => Promise<unknown>): VenueTrader;
  stream(trader: VenueTrader, report: (report: VenueReport) => void): PrivateStream;
}

const DEFAULT_WEIGHT = 1;
/** Five samples of the time. */
const CLOCK_WEIGHT = 5;
/** The most a page of candles weighs anywhere. */
const PRICES_WEIGHT = 5;
const refused = (venueCode: string): VenueAnswer => ({ kind: 'refused', class: 'not-done', venueCode });

/** A session through ccxt. */
export class CcxtSession implements VenueSession {
  readonly #parts: SessionParts;
  readonly #trader: VenueTrader;
  readonly #stream: PrivateStream;
  #listeners: ((report: VenueReport) => void)[] = [];
  #isClosed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#trader = parts.trader((call) => this.#ask(call));
    this.#stream = parts.stream(this.#trader, (report) => this.#report(report));
  }

  get traits(): VenueTraits {
    return this.#parts.dialect.traits;
  }

  get instruments(): readonly Instrument[] {
    return this.#parts.instruments.all.map(({ instrument }) => instrument);
  }

  instrument(id: InstrumentId): Instrument | undefined {
    return this.#parts.instruments.find(id)?.instrument;
  }

  onReport(listener: (report: VenueReport) => void): void {
    const isFirst = this.#listeners.length === 0;
    this.#listeners.push(listener);
    if (isFirst) this.#stream.start();
  }

  send(request: VenueRequest): void {
    const answered = (answer: VenueAnswer) => this.#reply(request.requestId, answer);
    const fault = this.#isClosed ? { code: 'CLOSED' } : unsendable(request, this.#parts.instruments);
    if (fault !== undefined) return answered(refused(fault.code));
    this.#answer(request).then(answered, (error: unknown) => answered(answerOf(error)));
  }

  async probe(): Promise<KeyProbe> {
    try {
      return { kind: 'told', permissions: await this.#trader.permissions() };
    } catch (error) {
      return probeOf(error, answerOf(error));
    }
  }

  balances(): Promise<readonly VenueBalance[] | undefined> {
    return toldOrNot(this.#trader.balances());
  }

  leverage(): Promise<number | undefined> {
    return toldOrNot(this.#trader.leverage());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listeners = [];
    this.#stream.stop();
    await this.#parts.client.close();
  }

  #report(report: VenueReport): void {
    for (const listener of this.#listeners) listener(report);
  }

  #reply(requestId: RequestId, answer: VenueAnswer): void {
    this.#report({ kind: 'reply', requestId, answer });
  }

  async #answer(request: VenueRequest): Promise<VenueAnswer> {
    const trader = this.#trader;
    switch (request.kind) {
      case 'place': {
        const isEntry = !request.reduceOnly && request.order.type !== 'stop-market';
        const judged = await this.#deliver(trader.place(request), 'place', isEntry ? 'normal' : 'urgent');
        return judged.kind === 'bad'
          ? judged.answer
          : { kind: 'done', ...trader.placed(judged.body, request) };
      }
      case 'amend':
        return doneOr(await this.#deliver(await trader.amend(request), 'change', 'urgent'));
      case 'cancel':
        return this.#firstKnown(await trader.cancel(request));
      case 'cancel-all-after':
        // On, it is of use; not switched off in time it could take a stop.
        return this.#all(trader.cancelAllAfter(request.seconds), request.seconds > 0 ? 'normal' : 'urgent');
      case 'ask-order':
        return { kind: 'order', order: await trader.order(request) };
      case 'ask-open-orders':
        return { kind: 'open-orders', orders: await trader.openOrders() };
      case 'ask-trades':
        return { kind: 'trades', ...(await trader.trades(request.since)) };
      case 'ask-positions':
        return { kind: 'positions', positions: await trader.positions() };
      case 'ask-balances':
        return { kind: 'balances', balances: await trader.balances() };
      case 'ask-cash-flows':
        if (trader.cashFlows === undefined) throw new CannotBeSaid('UNSUPPORTED');
        return { kind: 'cash-flows', ...(await trader.cashFlows(request.since)) };
      case 'ask-prices':
        return this.#prices(request);
      case 'ask-clock':
        return this.#clock();
    }
  }

  async #clock(): Promise<VenueAnswer> {
    const { gate, serverClock } = this.#parts;
    // Who asks while it is being measured hears what is found, and nothing more is asked for it.
    if (!serverClock.isMeasuring && gate.admit(this.#openWeight(CLOCK_WEIGHT), 'question') > 0)
      return heldOffAnswer(gate.waitFor(DEFAULT_WEIGHT, 'urgent'));
    const { offsetMs, roundTripMs } = await serverClock.measure();
    // A report holds whole milliseconds, as every time that is recorded does.
    return { kind: 'clock', offsetMs: Math.round(offsetMs), roundTripMs: Math.round(roundTripMs) };
  }

  async #prices({ instrument, since }: Extract<VenueRequest, { kind: 'ask-prices' }>): Promise<VenueAnswer> {
    const { client, dialect, gate, instruments, serverClock } = this.#parts;
    if (gate.admit(this.#openWeight(PRICES_WEIGHT), 'question') > 0)
      return heldOffAnswer(gate.waitFor(DEFAULT_WEIGHT, 'urgent'));
    const page = dialect.market.candlePage;
    const ranges = await pricesOf(client.streams, instruments.of(instrument), {
      since,
      page,
      venueNow: serverClock.now(),
    });
    gate.answered({ isLimited: false });
    return { kind: 'prices', ...ranges };
  }

  /** What something that needs no key takes of the limit. */
  #openWeight(weight: number): number {
    return this.#parts.dialect.rest.isOfKey === true ? 0 : weight;
  }

  async #firstKnown(calls: readonly WireCall[]): Promise<VenueAnswer> {
    // Nothing to call: the venue does not know the order.
    let answer: VenueAnswer = { kind: 'refused', class: 'unknown', venueCode: 'NOT_FOUND' };
    for (const call of calls) {
      const judged = await this.#deliver(call, 'change', 'urgent');
      answer = doneOr(judged);
      if (judged.kind === 'good' || !judged.isAbsent) break;
    }
    return answer;
  }

  async #all(calls: readonly WireCall[], urgency: Urgency): Promise<VenueAnswer> {
    for (const call of calls) {
      const judged = await this.#deliver(call, 'change', urgency);
      if (judged.kind === 'bad') return judged.answer;
    }
    return { kind: 'done' };
  }

  /** @throws {AskFailed} when the answer is none to read. */
  async #ask(call: WireCall): Promise<unknown> {
    const judged = await this.#deliver(call, 'ask', 'question');
    if (judged.kind === 'good') return judged.body;
    throw new AskFailed(judged.answer, judged);
  }

  async #deliver(call: WireCall, purpose: Purpose, urgency: Urgency): Promise<JudgedReply> {
    const { client, dialect, gate, serverClock } = this.#parts;
    const { weight = DEFAULT_WEIGHT } = call;
    const waitMs = gate.admit(weight, urgency);
    if (waitMs > 0) return heldOff(urgency === 'urgent' ? waitMs : gate.waitFor(DEFAULT_WEIGHT, 'urgent'));
    try {
      const response = await client.call(call);
      const judged = judgeReply(dialect, purpose, response);
      gate.answered({
        isLimited: judged.kind === 'bad' && judged.isLimited,
        retryAfterMs: retryAfterMsOf(response.headers),
        usedWeight: dialect.usedWeight?.(response.headers),
      });
      if (judged.kind === 'bad' && judged.isAboutClock) serverClock.measureSoon();
      return judged;
    } catch (error) {
      gate.answered({ isLimited: false });
      if (!(error instanceof NoResponse)) throw error;
      return unanswered(error);
    }
  }
}

/** Undefined where the venue does not say. @throws what is a fault of the program. */
async function toldOrNot<Told>(asked: Promise<Told>): Promise<Told | undefined> {
  try {
    return await asked;
  } catch (error) {
    answerOf(error);
    return undefined;
  }
}

const doneOr = (judged: JudgedReply): VenueAnswer =>
  judged.kind === 'good' ? { kind: 'done' } : judged.answer;

const FLAGS = { isAbsent: false, isAboutClock: false, isAboutKey: false, isLimited: false } as const;

/**
 * Nothing has left. "Limited" holds everything back, stops and exits too, so it is said only while they could not leave
 * either: where no more than the share of entries or questions is used, the entry or the question alone is turned away.
 */
const heldOffAnswer = (pressingWaitMs: number): VenueAnswer => ({
  kind: 'refused',
  venueCode: HELD_OFF,
  ...(pressingWaitMs > 0
    ? { class: 'limited', retryAfterMs: pressingWaitMs }
    : { class: 'not-done', reason: 'rate-limited' }),
});

const heldOff = (pressingWaitMs: number): JudgedReply => ({
  kind: 'bad',
  answer: heldOffAnswer(pressingWaitMs),
  ...FLAGS,
});

const unanswered = ({ mayHaveLeft, message }: NoResponse): JudgedReply => ({
  kind: 'bad',
  answer: mayHaveLeft ? { kind: 'no-answer', because: message } : refused(`NOT_SENT ${message}`),
  ...FLAGS,
});

function probeOf(error: unknown, answer: VenueAnswer): KeyProbe {
  const because = answer.kind === 'refused' ? answer.venueCode : 'no answer';
  const isAboutKey = error instanceof AskFailed && error.isAboutKey;
  return isAboutKey ? { kind: 'not-accepted', venueCode: because } : { kind: 'unreachable', because };
}

/** What is told of a failure on the way to an answer. @throws what is a fault of the program. */
function answerOf(error: unknown): VenueAnswer {
  if (error instanceof AskFailed) return error.answer;
  if (error instanceof CannotBeSaid) return refused(error.code);
  if (error instanceof NoResponse) return { kind: 'no-answer', because: error.message };
  if (error instanceof BrokenRule || error instanceof RangeError) {
    return { kind: 'no-answer', because: 'UNREADABLE' };
  }
  throw error;
}
