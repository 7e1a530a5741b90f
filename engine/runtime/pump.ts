import type { MarketEvent } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import type { PulledFeed, PushedFeed } from '../venues/feed.ts';
import type { Clock } from './clock.ts';
import type { Session } from './session.ts';
import { SteadyTime } from './steady-time.ts';

/** What one turn of the pump did. */
export interface PumpTurn {
  readonly events: number;
  /** The feed has caught up with the clock, or is waiting for it. */
  readonly caughtUp: boolean;
  readonly ended: boolean;
}

/** Moves events from a feed into a session, at the pace the clock or the person sets. */
export interface Pump {
  /** Times real time; 0 is paused, undefined is as fast as possible. */
  readonly speed: number | undefined;
  setSpeed(speed: number | undefined): void;
  /** Runs through everything up to `time` as fast as it can, then goes on at the speed set; not back. */
  skipTo(time: number): void;
  readonly isSkipping: boolean;
  /** Works for at most `budgetMs` of real time, and no longer than nobody has to be waited for. */
  turn(session: Session, budgetMs: number, mustWait?: () => boolean): PumpTurn;
  /** The market's time now: what a command entering now is stamped with. */
  marketTime(): number;
  progress(): number | undefined;
  close(): Promise<void>;
}

/** A machine that slept does not replay the night: beyond this lag the market waits instead. */
const LARGEST_LAG_MS = 5000;
const never = () => false;

export interface PulledPumpOptions {
  readonly feed: PulledFeed;
  readonly clock: Clock;
  /** Market time that belongs to now; undefined anchors at the first event. */
  readonly marketNow: number | undefined;
  readonly speed: number | undefined;
}

export const createPulledPump = (options: PulledPumpOptions): Pump => new PulledPump(options);

class PulledPump implements Pump {
  speed: number | undefined;
  readonly #feed: PulledFeed;
  readonly #clock: Clock;
  #anchorMarket: number | undefined;
  #anchorReal: number;
  #waiting: MarketEvent | undefined;
  #ended = false;
  #hasCaughtUp = false;
  #lastTaken = 0;
  #skipTo: number | undefined;

  constructor({ clock, feed, marketNow, speed }: PulledPumpOptions) {
    this.speed = speed;
    this.#feed = feed;
    this.#clock = clock;
    this.#anchorMarket = marketNow;
    this.#anchorReal = clock.monotonicMs();
  }

  setSpeed(speed: number | undefined): void {
    if (this.#anchorMarket !== undefined) this.#anchorAt(this.marketTime());
    this.speed = speed;
  }

  skipTo(time: number): void {
    this.#skipTo = time;
  }

  get isSkipping(): boolean {
    return this.#skipTo !== undefined;
  }

  turn(session: Session, budgetMs: number, mustWait = never): PumpTurn {
    if (this.speed === 0 && this.#hasCaughtUp && !this.isSkipping)
      return { events: 0, caughtUp: true, ended: this.#ended };
    const until = this.#clock.monotonicMs() + budgetMs;
    const target = this.#target();
    let events = 0;
    for (let event = this.#next(); event && event.time <= target; event = this.#next()) {
      if (mustWait()) return { events, caughtUp: false, ended: this.#ended };
      session.take(event);
      this.#lastTaken = event.time;
      this.#waiting = undefined;
      events += 1;
      if (this.#clock.monotonicMs() >= until) return { events, caughtUp: false, ended: this.#ended };
    }
    if (this.#isStarved) return { events, caughtUp: false, ended: false };
    this.#hasCaughtUp = true;
    this.#endSkip();
    return { events, caughtUp: true, ended: this.#ended };
  }

  marketTime(): number {
    return Math.max(this.#lastTaken, this.#pacedTime());
  }

  progress(): number | undefined {
    return this.#feed.progress();
  }

  async close(): Promise<void> {
    this.#feed.close();
  }

  /** The next event is on its way from the disk; time must not run on without it. */
  get #isStarved(): boolean {
    return this.#waiting === undefined && !this.#ended;
  }

  #endSkip(): void {
    if (this.#skipTo === undefined) return;
    this.#anchorAt(Math.max(this.#skipTo, this.#lastTaken));
    this.#skipTo = undefined;
  }

  /** Market time up to which events are due. */
  #target(): number {
    const { speed } = this;
    this.#next();
    if (this.#skipTo !== undefined) return this.#skipTo;
    // History is read up to now at any speed, or the session would begin in the middle of it, or never.
    if (!this.#hasCaughtUp && !speed) return this.#anchorMarket ?? Infinity;
    if (speed === undefined) return Infinity;
    const paced = this.#pacedTime();
    if (!this.#hasCaughtUp || paced - this.#lastTaken <= LARGEST_LAG_MS * Math.max(1, speed)) return paced;
    this.#anchorAt(this.#lastTaken);
    return this.#lastTaken;
  }

  #pacedTime(): number {
    if (this.#anchorMarket === undefined) return this.#lastTaken;
    if (this.speed === undefined) return this.#hasCaughtUp ? this.#lastTaken : this.#anchorMarket;
    return Math.floor(this.#anchorMarket + (this.#clock.monotonicMs() - this.#anchorReal) * this.speed);
  }

  #anchorAt(market: number): void {
    this.#anchorMarket = market;
    this.#anchorReal = this.#clock.monotonicMs();
  }

  #next(): MarketEvent | undefined {
    if (this.#waiting !== undefined || this.#ended) return this.#waiting;
    this.#waiting = this.#feed.next();
    if (this.#waiting === undefined) this.#ended = this.#feed.isWaiting !== true;
    else if (this.#anchorMarket === undefined) this.#anchorAt(this.#waiting.time);
    return this.#waiting;
  }
}

/** Live data: events come when they come, and time passes without them too. `history` goes first. */
export function createPushedPump(feed: PushedFeed, clock: Clock, history: readonly MarketEvent[] = []): Pump {
  const queue: MarketEvent[] = [...history];
  let taken = 0;
  // A wall clock that is set back neither takes the market with it nor makes it stand still.
  const time = new SteadyTime(clock);
  void feed.start((event) => queue.push(event));
  return {
    speed: 1,
    setSpeed: () => undefined,
    skipTo: () => undefined,
    isSkipping: false,
    turn(session, budgetMs, mustWait = never) {
      const until = clock.monotonicMs() + budgetMs;
      let events = 0;
      while (taken < queue.length) {
        if (mustWait()) return { events, caughtUp: false, ended: false };
        session.take(queue[taken] as MarketEvent);
        taken += 1;
        events += 1;
        if (clock.monotonicMs() >= until) return { events, caughtUp: false, ended: false };
      }
      queue.length = 0;
      taken = 0;
      session.take({ kind: 'clock', time: unixMs(time.now(session.kernel.time)) });
      return { events, caughtUp: true, ended: false };
    },
    marketTime: () => time.now(),
    progress: () => undefined,
    close: () => feed.stop(),
  };
}
