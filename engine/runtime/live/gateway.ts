import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import type { VenueReport } from '../../domain/venue/venue-report.ts';
import type { RequestId, VenueRequest } from '../../domain/venue/venue-request.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import type { EntryPassage } from './entry-passage.ts';

/** An order that was decided so long ago, in ms, does not leave any more: the venue's rule for old requests starts when it leaves. */
const STALE_MS = 1000;

/** What the gateway works with. */
export interface GatewayParts {
  /** The private connection to the account. */
  readonly venue: Pick<VenueSession, 'send'>;
  /** Number of the last kernel event whose outcomes are durable. */
  readonly committedSequence: () => number;
  /** Our wall clock, Unix ms. */
  readonly now: () => number;
  /** Keeps entries apart, whatever the clock has been set to meanwhile. */
  readonly passage: Pick<EntryPassage, 'admits'>;
  /** Who hears what the gateway says in the venue's place. */
  readonly answer: (report: VenueReport) => void;
}

/** A request was to leave before the row that holds it was durable. */
export class NotCommitted extends Error {}

/**
 * The only door to a real venue. Nothing leaves through it that is not written down first, nothing twice, and no
 * entry once it is frozen, whatever anybody behind it believes.
 */
export class Gateway {
  readonly #parts: GatewayParts;
  #lastSent: RequestId = 0;
  #frozen: string | undefined;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  /** Why no entry leaves; undefined while entries do. */
  get frozen(): string | undefined {
    return this.#frozen;
  }

  /** From now on no entry leaves and no order is changed; cancels, exits and stops do. */
  freeze(because: string): void {
    this.#frozen = because;
  }

  thaw(): void {
    this.#frozen = undefined;
  }

  /** Sends the requests among outcomes that were committed, in order. @throws {NotCommitted} */
  release(outcomes: readonly RecordedOutcome[]): void {
    for (const { outcome, sequence, time } of outcomes) {
      if (outcome.kind === 'venue-request') this.send(outcome.request, sequence, time);
    }
  }

  /**
   * Sends a request that the kernel event `sequence`, at `decidedAt`, asked for.
   * @throws {NotCommitted} when that event is not durable, or the request has left before.
   */
  send(request: VenueRequest, sequence: number, decidedAt: number): void {
    const committed = this.#parts.committedSequence();
    const { requestId } = request;
    if (sequence > committed)
      throw new NotCommitted(`request ${requestId} follows from event ${sequence}, durable is ${committed}`);
    if (requestId <= this.#lastSent)
      throw new NotCommitted(`request ${requestId} has left before: the last was ${this.#lastSent}`);
    this.#lastSent = requestId;
    const obstacle = this.#obstacle(request, decidedAt);
    if (obstacle === undefined) this.#parts.venue.send(request);
    else this.#refuse(requestId, obstacle);
  }

  #obstacle(request: VenueRequest, decidedAt: number): string | undefined {
    const isEntry = request.kind === 'place' && !request.reduceOnly;
    const mayGrow = isEntry || (request.kind === 'amend' && request.reduceOnly !== true);
    if (this.#frozen !== undefined && mayGrow) return 'FROZEN_HERE';
    if (request.kind === 'place' && this.#parts.now() - decidedAt > STALE_MS) return 'TOO_OLD_HERE';
    return isEntry && !this.#parts.passage.admits(request.instrument, decidedAt)
      ? 'TOO_SOON_HERE'
      : undefined;
  }

  #refuse(requestId: RequestId, venueCode: string): void {
    this.#parts.answer({
      kind: 'reply',
      requestId,
      answer: { kind: 'refused', class: 'not-done', venueCode },
    });
  }
}
