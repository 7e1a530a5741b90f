import type { ContractKind } from '../../domain/instrument/instrument.ts';
import type { OrderKind } from '../../domain/order/order-intent.ts';
import type { Order } from '../../domain/order/order.ts';
import type { DeadManBait, DeadManResult } from '../../domain/venue/dead-man-finding.ts';
import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { DeadManTrial } from './dead-man-trial.ts';
import type { LiveStreet } from './live-street.ts';
import { DEAD_MAN, PACE } from './live-settings.ts';
import type { Pending, Requests } from './requests.ts';

/** What decides whether the venue's dead-man's switch may be on. */
export interface DeadManSituation {
  readonly deadMan: VenueTraits['deadMan'];
  /** A small test of this account has shown that it spares stops. */
  readonly isTested: boolean;
  readonly holdsPosition: boolean;
  readonly openOrders: readonly Order[];
  readonly attachesStops: boolean;
}

/**
 * Whether "cancel all when we fall silent" is of use: it must never take a stop away from a position. Until it
 * was tested a switch counts as one that cancels everything, whatever is written of it: then only while flat, with
 * nothing resting but post-only entries whose stops travel inside them.
 */
export function wantsDeadMan(situation: DeadManSituation): boolean {
  const { attachesStops, deadMan, holdsPosition, isTested, openOrders } = situation;
  const entries = openOrders.filter(({ kind, role }) => role === 'entry' && rests(kind));
  if (deadMan === undefined || entries.length === 0) return false;
  if (isTested) return true;
  if (holdsPosition || !attachesStops || entries.length < openOrders.length) return false;
  return entries.every(({ kind }) => kind.type === 'limit' && kind.postOnly);
}

/** Whether an order waits for the market; what fills at once or not at all is gone before any switch. */
const rests = (kind: OrderKind): boolean =>
  'timeInForce' in kind && !('trigger' in kind) ? kind.timeInForce === 'gtc' : kind.type !== 'market';

/** When it was last renewed, Unix ms: kept, since at the venue it runs on while nobody is here. */
export type DeadManState = number;

/** Keeps the switch on while it is of use, and switches it off, by the venue's own word, before it can do harm. */
export class DeadMan {
  readonly #street: LiveStreet;
  readonly #requests: Requests;
  /** What tests of this session have shown, by kind of market. */
  readonly #found = new Map<ContractKind, boolean>();
  #state: 'off' | 'on' | 'going-off' = 'off';
  #renewedAt = 0;
  #nextAt = 0;
  #trial: DeadManTrial | undefined;

  constructor(street: LiveStreet, requests: Requests) {
    this.#street = street;
    this.#requests = requests;
  }

  get isOff(): boolean {
    return this.#state === 'off';
  }

  /** How the test that is under way has ended. */
  get result(): DeadManResult | undefined {
    return this.#trial?.result;
  }

  runOut(bait: DeadManBait): void {
    this.#state = 'on';
    this.#renewedAt = this.#street.now;
    this.#trial = new DeadManTrial(this.#street, this.#requests, bait);
  }

  endTrial(): void {
    if (!this.#trial) return;
    this.#trial = undefined;
    this.#switchOff();
  }

  learn(market: ContractKind, sparesStops: boolean): void {
    this.#found.set(market, sparesStops);
  }

  tend(openOrders: readonly Order[]): void {
    if (this.#trial) return this.#trial.tick();
    const { now, options, positions } = this.#street;
    const { attachesStops, deadMan } = options.traits;
    const holdsPosition = positions.entries().length > 0;
    const isTested = this.#isTested();
    if (wantsDeadMan({ deadMan, isTested, holdsPosition, openOrders, attachesStops })) {
      if (this.#state === 'on' && now < this.#nextAt) return;
      this.#state = 'on';
      this.#renewedAt = now;
      this.#nextAt = now + DEAD_MAN.refreshMs;
      this.#requests.send({ kind: 'cancel-all-after', seconds: DEAD_MAN.seconds }, 'urgent', now);
    } else if (this.#state === 'on' || (this.#state === 'going-off' && now >= this.#nextAt)) {
      this.#switchOff();
    }
  }

  /** Takes the answer to whatever was asked. */
  hear(pending: Pending, answer: VenueAnswer): void {
    this.#trial?.hear(pending, answer);
    const { request } = pending;
    if (request.kind !== 'cancel-all-after' || request.seconds > 0 || this.#state !== 'going-off') return;
    if (answer.kind === 'done') this.#state = 'off';
    else this.#nextAt = this.#street.now + PACE.cancelRetry;
  }

  nextDue(): number | undefined {
    if (this.#trial) return this.#trial.nextDue();
    return this.#state === 'off' ? undefined : this.#nextAt;
  }

  /** Undefined while the venue's switch is known to be off. */
  snapshot(): DeadManState | undefined {
    return this.#state === 'off' ? undefined : this.#renewedAt;
  }

  /** What was on as an earlier session ended is renewed or switched off. */
  restore(renewedAt: DeadManState | undefined): void {
    if (renewedAt === undefined) return;
    this.#state = 'on';
    this.#renewedAt = renewedAt;
  }

  /** Asked for until the venue agrees, or until it has run out by itself. */
  #switchOff(): void {
    const { now } = this.#street;
    const hasRunOut = now > this.#renewedAt + DEAD_MAN.seconds * 1000 + PACE.reply;
    this.#state = hasRunOut ? 'off' : 'going-off';
    this.#nextAt = now + PACE.reply + PACE.cancelRetry;
    if (!hasRunOut) this.#requests.send({ kind: 'cancel-all-after', seconds: 0 }, 'urgent', now);
  }

  #isTested(): boolean {
    const { instruments, options } = this.#street;
    const before = options.isDeadManTested === true;
    return [...instruments.values()].every(({ kind }) => this.#found.get(kind) ?? before);
  }
}
