import type { OrderId } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { RequestId, VenueRequest } from '../../domain/venue/venue-request.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { LIMITED_FIRST_MS, LIMITED_MOST_MS, PACE, SHARES } from './live-settings.ts';

/**
 * How pressing a request is: what shrinks risk goes first, then what finds out the truth, then everything else. Each leaves
 * a share of the venue's rate to what is more pressing.
 */
export type Urgency = 'urgent' | 'question' | 'normal';

type WithoutId<T> = T extends unknown ? Omit<T, 'requestId'> : never;
/** A request before it has its number. */
export type RequestDraft = WithoutId<VenueRequest>;

/** A request on its way. */
export interface Pending {
  readonly request: VenueRequest;
  readonly sentAt: number;
}

/** The venue has put us off, so many times in a row, until then. */
export interface PutOff {
  readonly until: number;
  readonly times: number;
}

interface Waiting {
  readonly draft: RequestDraft;
  readonly urgency: Urgency;
  readonly since: number;
}

/** What the requests tell and ask the venue room they belong to. */
export interface RequestsDoor {
  emit(outcome: Outcome): void;
  /** Whether a request that had to wait may still leave; it says itself what becomes of one that may not. */
  mayLeave(draft: RequestDraft): boolean;
  /** A request leaves with that number. */
  left(request: VenueRequest): void;
}

/**
 * Numbers requests, lets them go as fast as the venue's limits allow, and knows which are unanswered. What does
 * not have to leave at once waits; after a limit only one request tries again, the most pressing first.
 */
export class Requests {
  readonly #rate: VenueTraits['rate'];
  readonly #door: RequestsDoor;
  readonly #pending = new Map<RequestId, Pending>();
  /** Orders whose answer was given up, and may still come. */
  readonly #late = new Map<RequestId, Pending>();
  #waiting: Waiting[] = [];
  #sentAt: number[] = [];
  #next: RequestId = 1;
  #limitedUntil = 0;
  #limits = 0;

  constructor(rate: VenueTraits['rate'], door: RequestsDoor) {
    this.#rate = rate;
    this.#door = door;
  }

  /** Number of the next request: it survives restarts, so that no number is used twice. */
  get next(): RequestId {
    return this.#next;
  }

  /**
   * How long the venue wants to be left alone, which it does whoever runs; undefined when it does not. A good answer
   * to what had left before it put us off does not shorten the wait.
   */
  limited(now: number): PutOff | undefined {
    if (this.#limits === 0 && this.#limitedUntil <= now) return undefined;
    return { until: this.#limitedUntil, times: this.#limits };
  }

  restore(next: RequestId, limited: PutOff | undefined): void {
    this.#next = next;
    this.#limitedUntil = limited?.until ?? 0;
    this.#limits = limited?.times ?? 0;
    this.#pending.clear();
    this.#late.clear();
    this.#waiting = [];
  }

  /** Sends a request now, or as soon as it may leave. Answers whether it has left. */
  send(draft: RequestDraft, urgency: Urgency, now: number): boolean {
    if (this.#waiting.length === 0 && this.#freeAt(urgency, now) <= now) {
      this.#leave(draft, now);
      return true;
    }
    if (this.#isAskedAnyway(draft, urgency)) return false;
    this.#waiting.push({ draft, urgency, since: now });
    this.flush(now);
    return !this.#waiting.some((each) => each.draft === draft);
  }

  /** Whether a request of that urgency would leave at once. */
  isFree(urgency: Urgency, now: number): boolean {
    return this.#waiting.length === 0 && this.#freeAt(urgency, now) <= now;
  }

  /** Lets go what may leave by now. */
  flush(now: number): void {
    for (const urgency of ['urgent', 'question', 'normal'] as const) {
      for (const each of this.#waiting.filter((waiting) => this.#rankOf(waiting, now) === urgency)) {
        if (this.#freeAt(each.urgency, now) > now) continue;
        this.#waiting.splice(this.#waiting.indexOf(each), 1);
        if (this.#door.mayLeave(each.draft)) this.#leave(each.draft, now);
      }
    }
  }

  /**
   * Takes an answered request off; undefined when nobody asked. An order may still be answered after we have
   * stopped to wait for it; a question that late is old news.
   */
  take(requestId: RequestId): Pending | undefined {
    const pending = this.#pending.get(requestId) ?? this.#late.get(requestId);
    this.#pending.delete(requestId);
    this.#late.delete(requestId);
    return pending;
  }

  /** Requests whose answer is overdue: taken off, as if they had been answered by nothing. */
  overdue(now: number): Pending[] {
    const found: Pending[] = [];
    for (const [id, { sentAt }] of this.#late) if (sentAt + PACE.lateReply <= now) this.#late.delete(id);
    for (const [id, pending] of this.#pending) {
      if (pending.sentAt + PACE.reply > now) continue;
      this.#pending.delete(id);
      if ('orderId' in pending.request && pending.request.kind !== 'ask-order') this.#late.set(id, pending);
      found.push(pending);
    }
    return found;
  }

  /** Whether a request that `is` describes is on its way or waits. */
  has(is: (draft: RequestDraft) => boolean): boolean {
    for (const { request } of this.#pending.values()) if (is(request)) return true;
    return this.#waiting.some(({ draft }) => is(draft));
  }

  /** The venue has put us off. */
  limit(now: number, retryAfterMs: number | undefined): void {
    const doubled = Math.min(LIMITED_MOST_MS, LIMITED_FIRST_MS * 2 ** this.#limits);
    this.#limits += 1;
    const until = now + (retryAfterMs ?? doubled);
    if (until <= this.#limitedUntil) return;
    this.#limitedUntil = until;
    // Said, and so written down: after a restart it still holds.
    const text = `the venue wants no requests for ${until - now} ms`;
    this.#door.emit({ kind: 'notice', level: 'warning', text });
  }

  /**
   * The venue has answered a request that left at `sentAt` without putting us off. Of what left before it did, that says
   * nothing of whether we are welcome again.
   */
  noteAnswer(sentAt: number): void {
    if (sentAt >= this.#limitedUntil) this.#limits = 0;
  }

  nextDue(): number | undefined {
    let due: number | undefined;
    for (const { sentAt } of this.#pending.values()) {
      const at = sentAt + PACE.reply;
      if (due === undefined || at < due) due = at;
    }
    for (const { urgency } of this.#waiting) {
      const at = this.#freeAt(urgency, 0);
      if (due === undefined || at < due) due = at;
    }
    return due;
  }

  /** When a request of that urgency may leave. */
  #freeAt(urgency: Urgency, now: number): number {
    const limited = this.#limitedUntil > now ? this.#limitedUntil : 0;
    // After being put off one request shows whether we are welcome again.
    const probing = this.#limits > 0 ? this.#probedUntil() : 0;
    return Math.max(limited, probing, this.#rateFreeAt(urgency));
  }

  /** A question that waits already is asked once when it may leave, not as often as somebody wished for it meanwhile. */
  #isAskedAnyway(draft: RequestDraft, urgency: Urgency): boolean {
    const at = this.#waiting.findIndex((each) => isSameQuestion(each.draft, draft));
    const found = this.#waiting[at];
    if (found === undefined) return false;
    if (found.urgency === 'normal' && urgency === 'question') this.#waiting[at] = { ...found, urgency };
    return true;
  }

  /** A question that could have left for a while goes before new orders: with none of them answered it never would. */
  #rankOf({ since, urgency }: Waiting, now: number): Urgency {
    const isOld = now >= Math.max(since, this.#limitedUntil) + PACE.reply;
    return urgency === 'question' && isOld ? 'urgent' : urgency;
  }

  /** By when what was sent since is answered; what had left before says nothing. 0 when nothing was. */
  #probedUntil(): number {
    let until = 0;
    for (const { sentAt } of this.#pending.values())
      if (sentAt >= this.#limitedUntil) until = Math.max(until, sentAt + PACE.reply);
    return until;
  }

  #rateFreeAt(urgency: Urgency): number {
    if (!this.#rate) return 0;
    const { perMs, requests } = this.#rate;
    const most = Math.floor(requests * SHARES[urgency]);
    const blocking = this.#sentAt[this.#sentAt.length - most];
    return blocking === undefined ? 0 : blocking + perMs;
  }

  #leave(draft: RequestDraft, now: number): void {
    const request = { ...draft, requestId: this.#next } as VenueRequest;
    this.#next += 1;
    this.#pending.set(request.requestId, { request, sentAt: now });
    if (this.#rate) {
      this.#sentAt.push(now);
      if (this.#sentAt.length > this.#rate.requests) this.#sentAt.shift();
    }
    this.#door.left(request);
    this.#door.emit({ kind: 'venue-request', request });
  }
}

/** Whether the answer to one question answers the other as well. */
function isSameQuestion(one: RequestDraft, other: RequestDraft): boolean {
  if (one.kind !== other.kind || !one.kind.startsWith('ask-')) return false;
  if ('orderId' in one && 'orderId' in other) return one.orderId === other.orderId;
  return !('since' in one && 'since' in other) || one.since <= other.since;
}

/** Whether a request says or asks something of an order: one that is to be taken back for another, too. */
export const isAbout = (draft: RequestDraft, id: OrderId): boolean =>
  ('orderId' in draft && draft.orderId === id) || (draft.kind === 'place' && draft.replaces?.orderId === id);
