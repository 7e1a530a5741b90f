import { isClosed, type OrderId } from '../../domain/order/order.ts';
import type { DeadManBait, DeadManFinding, DeadManResult } from '../../domain/venue/dead-man-finding.ts';
import type { VenueAnswer, VenueOrderReport, VenueOrderState } from '../../domain/venue/venue-report.ts';
import type { LiveStreet } from './live-street.ts';
import { DEAD_MAN_TRIAL, PACE } from './live-settings.ts';
import type { Pending, Requests } from './requests.ts';

type Asked = Extract<Pending['request'], { kind: 'ask-order' }>;

/**
 * Lets the venue's switch run out once and asks the venue what it took along. First the entry has to be gone, by the
 * venue's own answer; then, a while later, each stop is asked for. What our own hand changed meanwhile proves nothing.
 */
export class DeadManTrial {
  readonly #street: LiveStreet;
  readonly #requests: Requests;
  readonly #bait: DeadManBait;
  readonly #beganAt: number;
  readonly #stops = new Map<OrderId, VenueOrderState>();
  /** When it has run out by then at the latest; undefined until the venue has taken it. */
  #runsOutAt: number | undefined;
  #entryGoneAt: number | undefined;
  #askAt = Infinity;
  #result: DeadManResult | undefined;

  constructor(street: LiveStreet, requests: Requests, bait: DeadManBait) {
    this.#street = street;
    this.#requests = requests;
    this.#bait = bait;
    this.#beganAt = street.now;
    this.#setIt();
  }

  get result(): DeadManResult | undefined {
    return this.#result;
  }

  nextDue(): number | undefined {
    return this.#result ? undefined : Math.min(this.#askAt, this.#deadline());
  }

  tick(): void {
    if (this.#result) return;
    const trouble = this.#trouble();
    if (trouble !== undefined) return this.#end('not-tested', trouble);
    const { now } = this.#street;
    if (now >= this.#deadline()) return this.#end('not-tested', this.#whatIsMissing());
    if (now < this.#askAt) return;
    this.#askAt = now + DEAD_MAN_TRIAL.askMs;
    if (this.#runsOutAt === undefined) return this.#setIt();
    if (this.#entryGoneAt === undefined) this.#ask(this.#bait.entryId);
    else for (const id of this.#bait.stopIds) if (!this.#stops.has(id)) this.#ask(id);
  }

  hear({ request, sentAt }: Pending, answer: VenueAnswer): void {
    if (this.#result) return;
    if (request.kind === 'cancel-all-after') this.#answered(answer);
    if (request.kind === 'ask-order' && answer.kind === 'order' && answer.order)
      this.#see(request, answer.order, sentAt);
  }

  #deadline(): number {
    return (this.#runsOutAt ?? this.#beganAt) + DEAD_MAN_TRIAL.patienceMs;
  }

  #whatIsMissing(): string {
    if (this.#runsOutAt === undefined) return 'the venue did not set it in time';
    return this.#entryGoneAt === undefined
      ? 'the venue did not take the entry back in time'
      : 'the venue does not say whether the stops stand';
  }

  #setIt(): void {
    this.#askAt = Infinity;
    const { now } = this.#street;
    this.#requests.send({ kind: 'cancel-all-after', seconds: DEAD_MAN_TRIAL.seconds }, 'urgent', now);
  }

  #answered(answer: VenueAnswer): void {
    // Held off by a limit it was not set: it is asked for again.
    if (isHeldOff(answer)) {
      this.#askAt = this.#street.now + DEAD_MAN_TRIAL.askMs;
      return;
    }
    if (answer.kind !== 'done') return this.#end('not-tested', `the venue did not set it: ${wordOf(answer)}`);
    const { now } = this.#street;
    this.#runsOutAt = now + DEAD_MAN_TRIAL.seconds * 1000;
    this.#askAt = this.#runsOutAt + DEAD_MAN_TRIAL.settleMs;
  }

  #see({ orderId }: Asked, { state }: VenueOrderReport, askedAt: number): void {
    const { entryId, stopIds } = this.#bait;
    const { now } = this.#street;
    if (orderId === entryId && askedAt >= (this.#runsOutAt ?? Infinity)) {
      if (this.#entryGoneAt !== undefined || state === 'open') return;
      if (!isTakenBack(state)) return this.#end('not-tested', `the entry is ${state}`);
      this.#entryGoneAt = now;
      this.#askAt = now + DEAD_MAN_TRIAL.settleMs;
    } else if (stopIds.includes(orderId) && askedAt >= this.#stopsCountFrom()) {
      this.#stops.set(orderId, state);
      if (this.#stops.size === stopIds.length) this.#conclude([...this.#stops.values()]);
    }
  }

  /** Orders are canceled one after the other: a stop counts as spared only a while after the entry was gone. */
  #stopsCountFrom(): number {
    return this.#entryGoneAt === undefined ? Infinity : this.#entryGoneAt + DEAD_MAN_TRIAL.settleMs;
  }

  #conclude(states: readonly VenueOrderState[]): void {
    if (states.some(isTakenBack)) this.#end('cancels-everything', 'it took a stop along with the entry');
    else if (states.every((state) => state === 'open'))
      this.#end('spares-stops', 'it took the entry back and left every stop standing');
    else this.#end('not-tested', `a stop is ${states.find((state) => state !== 'open')}`);
  }

  #trouble(): string | undefined {
    const { isStreamUp, now, records } = this.#street;
    const { entryId, stopIds } = this.#bait;
    if (!isStreamUp) return 'the line to the venue broke';
    const entry = records.get(entryId);
    if (!entry || entry.order.filledLots > 0) return 'the entry was filled';
    if (entry.cancel) return 'the entry was taken back by us';
    const mayHaveRunOut = this.#runsOutAt !== undefined && now >= this.#runsOutAt - PACE.reply;
    if (isClosed(entry.order.status) && !mayHaveRunOut) return 'the entry ended before the switch ran out';
    const isTouched = (id: OrderId) => {
      const stop = records.get(id);
      return stop === undefined || stop.cancel !== undefined || stop.change !== undefined;
    };
    return stopIds.some(isTouched) ? 'a stop was moved by us' : undefined;
  }

  #ask(orderId: OrderId): void {
    const record = this.#street.records.get(orderId);
    if (!record) return;
    const { order, venueOrderId } = record;
    const named = venueOrderId === undefined ? {} : { venueOrderId };
    const { instrument } = order;
    this.#requests.send({ kind: 'ask-order', orderId, instrument, ...named }, 'question', this.#street.now);
  }

  #end(finding: DeadManFinding, because: string): void {
    this.#result = { finding, because };
  }
}

const isHeldOff = (answer: VenueAnswer): boolean =>
  answer.kind === 'refused' && (answer.class === 'limited' || answer.reason === 'rate-limited');

const isTakenBack = (state: VenueOrderState): boolean => state === 'canceled' || state === 'expired';

const wordOf = (answer: VenueAnswer): string =>
  answer.kind === 'refused' ? answer.venueCode : answer.kind === 'no-answer' ? answer.because : answer.kind;
