import { unixMs } from '../../domain/units/time.ts';
import type { VenueAnswer, VenueReport, VenueReportEvent } from '../../domain/venue/venue-report.ts';
import { HELD_OFF } from '../../domain/venue/own-refusals.ts';
import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import type { Random } from '../../numerics/random.ts';
import { OrderGate } from '../../venues/live/order-gate.ts';
import type { Agenda } from './agenda.ts';
import { agendaClock } from './agenda-clock.ts';
import type { Exchange } from './exchange/exchange.ts';
import { refused } from './exchange/refusals.ts';
import type { RequestLimiter } from './exchange/request-limiter.ts';
import type { FaultProfile } from './fault-profile.ts';
import { type RateLimit, urgencyOf } from './rate-limits.ts';
import type { WallClock } from './wall-clock.ts';

/** How long we wait for a reply before we call it none, in ms. */
const REPLY_TIMEOUT_MS = 5000;
const RETRY_AFTER_MS = 1000;
/** How long it takes to ask the exchange for the time. */
const MEASURE_MS = 150;
const CONNECT_MS = [100, 600] as const;
const BREAK_MS = [300, 4000] as const;

/** What the wire runs between. */
export interface WireParts {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly exchange: Exchange;
  /** The faults of the present moment. */
  readonly faults: () => FaultProfile;
  /** The clock our requests are stamped by. */
  readonly wall: WallClock;
  /** The exchange's limits, where it has any: our side keeps them with the gate every session has. */
  readonly limits?: { readonly rate: RateLimit; readonly limiter: RequestLimiter } | undefined;
}

/**
 * One process's connection to the exchange: requests out, replies and stream events back, over a network
 * that loses, holds up, doubles and reorders. What comes back after the process died reaches nobody.
 */
export class Wire {
  readonly #parts: WireParts;
  readonly #receive: (event: VenueReportEvent) => void;
  readonly #gate: OrderGate | undefined;
  /** The exchange's clock less ours, as last measured: what we sign is stamped by the exchange's. */
  #offsetMs = 0;
  #isClosed = false;
  #isStreaming = false;

  constructor(parts: WireParts, receive: (event: VenueReportEvent) => void) {
    this.#parts = parts;
    this.#receive = receive;
    this.#gate = parts.limits && new OrderGate(parts.limits.rate, agendaClock(parts.agenda));
    this.#measureClock();
    this.#connectStream();
  }

  close(): void {
    this.#isClosed = true;
  }

  send(request: VenueRequest): void {
    const { agenda, random, wall } = this.#parts;
    const faults = this.#parts.faults();
    const signedAt = wall.now() + this.#offsetMs;
    let isAnswered = false;
    const answer = (given: VenueAnswer): void => {
      if (isAnswered || this.#isClosed) return;
      isAnswered = true;
      this.#noteLimit(given);
      this.#noteClock(given);
      this.#deliver({ kind: 'reply', requestId: request.requestId, answer: given });
    };
    if (this.#isHeldOff(request)) return;
    agenda.in(REPLY_TIMEOUT_MS, () => answer({ kind: 'no-answer', because: 'no reply in time' }));
    if (random.uniform() < faults.requestLost) return;
    const isHeldUp = random.uniform() < faults.heldUp;
    const holdsRequest = random.uniform() < 0.5;
    const heldMs = isHeldUp ? between(random, faults.heldUpMs) : 0;
    const outMs = between(random, faults.delayMs) + (holdsRequest ? heldMs : 0);
    const backMs = between(random, faults.delayMs) + (holdsRequest ? 0 : heldMs);
    agenda.in(outMs, () => {
      const given = this.#arrive(request, signedAt);
      if (given) agenda.in(backMs, () => answer(given));
    });
  }

  /** What the exchange pushes. */
  push(report: VenueReport): void {
    const { agenda, random } = this.#parts;
    const faults = this.#parts.faults();
    if (!this.#isStreaming) return;
    const copies = random.uniform() < faults.streamDuplicated ? 2 : 1;
    if (random.uniform() < faults.streamDropped) return;
    for (let copy = 0; copy < copies; copy += 1) {
      const delay = between(random, faults.delayMs) + random.integer(faults.streamJitterMs + 1);
      agenda.in(delay, () => this.#isStreaming && this.#deliver(report));
    }
  }

  /** Whether the gate keeps a request back: the engine hears so at once, and nothing has left. */
  #isHeldOff(request: VenueRequest): boolean {
    const { agenda, limits } = this.#parts;
    const waitMs = (limits && this.#gate?.admit(limits.rate.weightOf(request), urgencyOf(request))) ?? 0;
    if (waitMs === 0) {
      limits?.limiter.left(request);
      return false;
    }
    const pressingMs = this.#gate?.waitFor(1, 'urgent') ?? 0;
    // As the session of the product: where stops may still leave, the entry or the question alone is turned away.
    const answer: VenueAnswer =
      pressingMs > 0
        ? refused('too-many-requests', pressingMs)
        : { kind: 'refused', class: 'not-done', venueCode: HELD_OFF, reason: 'rate-limited' };
    agenda.in(0, () => this.#deliver({ kind: 'reply', requestId: request.requestId, answer }));
    return true;
  }

  #noteLimit(answer: VenueAnswer): void {
    const isLimited = answer.kind === 'refused' && answer.class === 'limited';
    const retryAfterMs = isLimited ? answer.retryAfterMs : undefined;
    this.#gate?.answered({ isLimited, retryAfterMs });
    if (isLimited) this.#parts.limits?.limiter.told(retryAfterMs);
  }

  /** A refused stamp has our clock measured again, as the session of the product does. */
  #noteClock(answer: VenueAnswer): void {
    if (answer.kind === 'clock') this.#offsetMs = answer.offsetMs;
    else if (answer.kind === 'refused' && answer.venueCode === 'outside-window')
      this.#parts.agenda.in(MEASURE_MS, () => this.#measureClock());
  }

  #measureClock(): void {
    this.#offsetMs = 0 - this.#parts.wall.errorMs;
  }

  /** What the exchange does with a request and what of that leaves it again. */
  #arrive(request: VenueRequest, signedAt: number): VenueAnswer | undefined {
    const { exchange, limits, random } = this.#parts;
    const faults = this.#parts.faults();
    const turnedAway = limits?.limiter.judge(request);
    if (turnedAway) return turnedAway;
    if (random.uniform() < faults.limited) return refused('too-many-requests', RETRY_AFTER_MS);
    const changes = request.kind === 'place' || request.kind === 'amend';
    const isRejected = random.uniform() < faults.rejected && changes;
    const replaces = request.kind === 'place' && request.replaces !== undefined;
    const isHalfDone = isRejected && replaces && random.uniform() < 0.5;
    if (isRejected && !isHalfDone) return refused('insufficient-balance');
    const isStop = request.kind === 'place' && request.order.type === 'stop-market';
    if (isStop && random.uniform() < faults.stopNotThere) return { kind: 'done' };
    const given = this.#timed(exchange.handle(request, signedAt, isHalfDone));
    if (random.uniform() < faults.replyLost) return undefined;
    if (random.uniform() < faults.errorAfterDone) return { kind: 'no-answer', because: 'HTTP 502' };
    return given;
  }

  /** The exchange's time is told against our clock. */
  #timed(answer: VenueAnswer): VenueAnswer {
    return answer.kind === 'clock' ? { ...answer, offsetMs: 0 - this.#parts.wall.errorMs } : answer;
  }

  #connectStream(): void {
    const { agenda, random } = this.#parts;
    agenda.in(between(random, CONNECT_MS), () => {
      this.#isStreaming = true;
      this.#deliver({ kind: 'stream-status', status: 'up', detail: 'connected' });
      this.#planBreak();
    });
  }

  #planBreak(): void {
    const { agenda, random } = this.#parts;
    const perMinute = this.#parts.faults().streamBreaks;
    if (perMinute === 0) return;
    agenda.in(Math.ceil(random.exponential(60_000 / perMinute)), () => {
      if (this.#parts.faults().streamBreaks === 0) return;
      this.#isStreaming = false;
      this.#deliver({ kind: 'stream-status', status: 'down', detail: 'connection reset' });
      agenda.in(between(random, BREAK_MS), () => this.#connectStream());
    });
  }

  #deliver(report: VenueReport): void {
    if (this.#isClosed) return;
    this.#receive({ kind: 'venue-report', time: unixMs(this.#parts.agenda.now), report });
  }
}

const between = (random: Random, [least, most]: readonly [number, number]): number =>
  least + random.integer(most - least + 1);
