import type { VenuePhase } from '../../domain/venue/venue-condition.ts';
import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import type { Inquiries } from './inquiries.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import type { PositionCheck } from './position-check.ts';
import type { Requests } from './requests.ts';
import type { TradeIntake } from './trade-intake.ts';

/** The parts the start works with. */
export interface StartParts {
  readonly street: LiveStreet;
  readonly requests: Requests;
  readonly inquiries: Inquiries;
  readonly trades: TradeIntake;
  readonly positions: PositionCheck;
}

/** Waits before a question of the start is asked again, in ms. */
const RETRY_MS = [250, 500, 1000, 2000] as const;

/**
 * The one way to start, which is also the way to recover: clock and stream, trades, open orders, whatever nobody
 * knows, positions, protection. Nothing but protection trades before it is through. What does not add up freezes
 * its symbol and leaves the rest alone.
 */
export class StartProcedure {
  readonly #parts: StartParts;
  #phase: VenuePhase = 'idle';
  #enteredAt = 0;
  #retryAt: number | undefined;
  #retries = 0;
  #round = 0;
  #begunAt = 0;
  #hasReadTrades = false;
  #hasReadOrders = false;
  #hasReadPositions = false;
  #hasReadClock = false;
  #differs = false;

  constructor(parts: StartParts) {
    this.#parts = parts;
  }

  get phase(): VenuePhase {
    return this.#phase;
  }

  /**
   * Whether trades and orders were read since we last could not trust what we know: stops may be judged. Where a stop can
   * belong to a position, positions were read, too; a venue that shows none is not waited for without end.
   */
  get mayProtect(): boolean {
    if (!this.#hasReadTrades || !this.#hasReadOrders) return false;
    return this.#hasReadPositions || this.#parts.street.now >= this.#positionsBy;
  }

  get #positionsBy(): number {
    return this.#begunAt + (this.#parts.street.options.traits.attachesStops ? PACE.positionStop : 0);
  }

  begin(because: string): void {
    this.#round = 0;
    this.#begunAt = this.#parts.street.now;
    this.#hasReadTrades = false;
    this.#hasReadOrders = false;
    this.#hasReadPositions = false;
    this.#hasReadClock = false;
    this.#parts.street.protection.doubt();
    this.#enter('clock', because);
    this.#lookEarly();
  }

  /** Goes on when what it waits for has come, and asks again for what did not. */
  tick(): void {
    const { street } = this.#parts;
    if (this.#retryAt !== undefined && this.#retryAt <= street.now) this.#retry();
    if (this.#phase === 'resolving' && this.#isResolved()) this.#enter('positions', 'every order is known');
    if (this.#phase === 'protecting' && this.#isProtected()) this.#enter('ready', 'recovered');
  }

  nextDue(): number | undefined {
    if (this.#phase === 'protecting') return this.#enteredAt + PACE.protectionPass;
    if (this.mayProtect || !this.#hasReadTrades || !this.#hasReadOrders) return this.#retryAt;
    return Math.min(this.#retryAt ?? Infinity, this.#positionsBy);
  }

  /** Takes the answer to a question of the start; answers to others' questions do no harm. */
  take(answer: VenueAnswer, askedAt: number): void {
    if (askedAt >= this.#begunAt) this.#noteRead(answer);
    if (askedAt < this.#enteredAt) return;
    if (answer.kind === 'no-answer' || answer.kind === 'refused') this.#retrySoon();
    else if (this.#phase === 'clock' && answer.kind === 'clock') this.#clockRead();
    else if (this.#phase === 'trades' && answer.kind === 'trades')
      this.#enter('open-orders', 'trades are read');
    else if (this.#phase === 'open-orders' && answer.kind === 'open-orders')
      this.#enter('resolving', 'open orders are read');
  }

  /** Positions were compared. */
  takeDifferences(differing: readonly string[], askedAt: number): void {
    const { positions } = this.#parts;
    if (this.#phase !== 'positions' || askedAt < this.#enteredAt) return;
    const unsettled = differing.filter((instrument) => !this.#parts.street.frozen.has(instrument));
    this.#round += 1;
    if (unsettled.length === 0) return this.#enter('protecting', 'positions are equal');
    if (this.#round < PACE.startRounds) {
      this.#differs = true;
      this.#retryAt = this.#parts.street.now + PACE.startRound;
      return;
    }
    for (const instrument of unsettled) positions.freeze(instrument);
    this.#enter('protecting', `positions differ in ${unsettled.join(', ')}`);
  }

  /** The stream is up: what waited for it goes on. */
  noteStream(): void {
    if (this.#phase === 'clock' && this.#hasReadClock) this.#enter('trades', 'clock and stream are there');
  }

  /** Positions must not wait for clock and stream: what stands behind them is looked at right away. */
  #lookEarly(): void {
    const { inquiries, requests, street, trades } = this.#parts;
    inquiries.askTrades(trades.askFrom);
    requests.send({ kind: 'ask-open-orders' }, 'question', street.now);
    if (street.options.traits.attachesStops) requests.send({ kind: 'ask-positions' }, 'question', street.now);
  }

  #noteRead(answer: VenueAnswer): void {
    if (answer.kind === 'trades') this.#hasReadTrades = true;
    if (answer.kind === 'open-orders') this.#hasReadOrders = true;
    if (answer.kind === 'positions') this.#hasReadPositions = true;
  }

  #retry(): void {
    if (!this.#differs) {
      if (this.#phase === 'clock' && !this.mayProtect) this.#lookEarly();
      return this.#ask();
    }
    this.#differs = false;
    this.#enter('trades', `positions differ, round ${this.#round}`);
  }

  /** A question of ours has failed: the next one does not wait for the answer that will not come. */
  #retrySoon(): void {
    const { now } = this.#parts.street;
    const at = now + (RETRY_MS[this.#retries - 1] ?? PACE.recheck);
    if (this.#retryAt !== undefined && !this.#differs) this.#retryAt = Math.min(this.#retryAt, at);
  }

  #clockRead(): void {
    this.#hasReadClock = true;
    if (this.#parts.street.isStreamUp) this.#enter('trades', 'clock and stream are there');
  }

  #enter(phase: VenuePhase, because: string): void {
    const { street } = this.#parts;
    this.#phase = phase;
    this.#enteredAt = street.now;
    this.#retries = 0;
    this.#retryAt = undefined;
    street.emit({ kind: 'venue-phase', phase, because });
    this.#ask();
  }

  #ask(): void {
    const { inquiries, requests, street, trades } = this.#parts;
    const { now } = street;
    this.#retryAt = undefined;
    if (this.#phase === 'clock') requests.send({ kind: 'ask-clock' }, 'question', now);
    else if (this.#phase === 'trades') inquiries.askTrades(trades.askFrom);
    else if (this.#phase === 'open-orders') requests.send({ kind: 'ask-open-orders' }, 'question', now);
    else if (this.#phase === 'positions') {
      requests.send({ kind: 'ask-positions' }, 'question', now);
      requests.send({ kind: 'ask-balances' }, 'normal', now);
    } else return;
    this.#retryAt = now + PACE.reply + (RETRY_MS[this.#retries] ?? PACE.recheck);
    this.#retries += 1;
  }

  #isResolved(): boolean {
    for (const { order } of this.#parts.street.records.open())
      if (order.status === 'sending' || order.status === 'unknown') return false;
    return true;
  }

  #isProtected(): boolean {
    const { street } = this.#parts;
    if (street.protection.unguarded().length === 0) return true;
    return street.now >= this.#enteredAt + PACE.protectionPass;
  }
}
