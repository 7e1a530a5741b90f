import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { VenueReport } from '../../domain/venue/venue-report.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import type { Clock } from '../clock.ts';
import type { Session } from '../session.ts';
import { SteadyTime } from '../steady-time.ts';
import { EntryPassage } from './entry-passage.ts';
import { Gateway } from './gateway.ts';
import { inSessionTime } from './in-session-time.ts';

/** What a link runs between. */
export interface LiveLinkParts {
  readonly session: Session;
  readonly venue: Pick<VenueSession, 'send' | 'onReport' | 'close'>;
  readonly clock: Clock;
  /** Has the session committed and what followed shown and released, soon. */
  readonly wake: () => void;
}

/** Wall clock minus monotonic clock may differ by so much, in ms, before we must have slept. */
const SLEEP_MS = 2000;

/**
 * Joins a live session with its venue: reports become events of the session, committed requests leave through
 * the gateway. Notices when the machine has slept, since nothing may be believed after that.
 */
export class LiveLink {
  readonly gateway: Gateway;
  readonly #parts: LiveLinkParts;
  readonly #time: SteadyTime;
  #skewMs: number;
  #isClosed = false;
  #isReleasing = false;
  readonly #heard: VenueReport[] = [];
  #closing: Promise<void> | undefined;

  constructor(parts: LiveLinkParts) {
    const { clock, session, venue } = parts;
    this.#parts = parts;
    this.#time = new SteadyTime(clock);
    this.#skewMs = clock.now() - clock.monotonicMs();
    this.gateway = new Gateway({
      venue,
      committedSequence: () => session.committedSequence,
      now: () => this.#now(),
      passage: new EntryPassage({
        entrySpacingMs: session.kernel.rooms.description.risk.entrySpacingMs,
        now: () => this.#now(),
        monotonicMs: () => clock.monotonicMs(),
      }),
      answer: (report) => this.#take(report),
    });
    const { tradingState, tradingStateReason } = session.kernel;
    if (tradingState === 'halted') this.gateway.freeze(tradingStateReason);
    venue.onReport((report) => this.#take(report));
  }

  /** What was just committed: requests among it leave. */
  release(outcomes: readonly RecordedOutcome[]): void {
    if (this.#isClosed || outcomes.length === 0) return;
    this.#follow(outcomes);
    this.#isReleasing = true;
    this.gateway.release(outcomes);
    this.#isReleasing = false;
    // What was answered on the spot is heard once everybody knows what was asked.
    if (this.#heard.length > 0) this.#parts.clock.after(0, () => this.#hear());
  }

  /** To be called regularly: notices a sleep, and has everything compared after it. */
  watchSleep(): void {
    const { clock } = this.#parts;
    const skewMs = clock.now() - clock.monotonicMs();
    const sleptMs = Math.round(skewMs - this.#skewMs);
    this.#skewMs = skewMs;
    if (Math.abs(sleptMs) > SLEEP_MS)
      this.resynchronize(`the clock jumped by ${sleptMs} ms`, Math.max(0, sleptMs));
  }

  /** The computer says it is awake: what the clocks show of that sleep is known with it. */
  woke(sleptMs: number): void {
    const { clock } = this.#parts;
    this.#skewMs = clock.now() - clock.monotonicMs();
    this.resynchronize('the computer was asleep', sleptMs);
  }

  resynchronize(because: string, sleptMs: number): void {
    const { session, wake } = this.#parts;
    session.take({
      kind: 'command',
      time: this.#now(),
      command: { kind: 'resynchronize', sleptMs, because },
    });
    wake();
  }

  /** Ends it at once; the promise is settled when the venue has been let go of. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#closing ??= this.#parts.venue.close();
    return this.#closing;
  }

  /** The gateway is frozen with trading, and opens only after trading was let go of. */
  #follow(outcomes: readonly RecordedOutcome[]): void {
    const last = outcomes.findLast(({ outcome }) => outcome.kind === 'trading-state')?.outcome;
    if (last?.kind !== 'trading-state') return;
    if (last.state === 'halted') this.gateway.freeze(last.because);
    else this.gateway.thaw();
  }

  #take(report: VenueReport): void {
    if (this.#isClosed) return;
    if (this.#isReleasing || this.#heard.length > 0) {
      this.#heard.push(report);
      return;
    }
    this.#enter(report);
    this.#parts.wake();
  }

  #hear(): void {
    if (this.#isClosed || this.#heard.length === 0) return;
    for (const report of this.#heard.splice(0)) this.#enter(report);
    this.#parts.wake();
  }

  #enter(report: VenueReport): void {
    const { clock, session } = this.#parts;
    const time = this.#now();
    session.take({ kind: 'venue-report', time, report: inSessionTime(report, time - clock.now()) });
  }

  #now() {
    return unixMs(this.#time.now(this.#parts.session.kernel.time));
  }
}
