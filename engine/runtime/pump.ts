import type { MarketEvent } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import type { PulledFeed, PushedFeed } from '../venues/feed.ts';
import type { Clock } from './clock.ts';
import type { Session } from './session.ts';

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
  /** Works for at most `budgetMs` of real time. */
  turn(session: Session, budgetMs: number): PumpTurn;
  /** The market's time now: what a command entering now is stamped with. */
  marketTime(): number;
  progress(): number | undefined;
  close(): Promise<void>;
}

/** A machine that slept does not replay the night: beyond this lag the market waits instead. */
const LARGEST_LAG_MS = 5000;
const CHECK_CLOCK_EVERY = 64;

export interface PulledPumpOptions {
  readonly feed: PulledFeed;
  readonly clock: Clock;
  /** Market time that belongs to now; undefined anchors at the first event. */
  readonly marketNow: number | undefined;
  readonly speed: number | undefined;
}

export function createPulledPump({ clock, feed, marketNow, speed: firstSpeed }: PulledPumpOptions): Pump {
  let speed = firstSpeed;
  let anchorMarket = marketNow;
  let anchorReal = clock.monotonicMs();
  let waiting: MarketEvent | undefined;
  let ended = false;
  let hasCaughtUp = false;
  let lastTaken = 0;

  const marketTime = (): number => {
    if (anchorMarket === undefined || speed === undefined) return lastTaken;
    return Math.floor(anchorMarket + (clock.monotonicMs() - anchorReal) * speed);
  };
  const anchorAt = (market: number | undefined) => {
    anchorMarket = market;
    anchorReal = clock.monotonicMs();
  };
  const next = (): MarketEvent | undefined => {
    if (waiting === undefined && !ended) {
      waiting = feed.next();
      if (waiting === undefined) ended = true;
      else if (anchorMarket === undefined) anchorAt(waiting.time);
    }
    return waiting;
  };

  return {
    get speed() {
      return speed;
    },
    setSpeed(value) {
      anchorAt(anchorMarket === undefined ? undefined : Math.max(lastTaken, marketTime()));
      speed = value;
    },
    turn(session, budgetMs) {
      if (speed === 0) return { events: 0, caughtUp: true, ended };
      const until = clock.monotonicMs() + budgetMs;
      let target = speed === undefined ? Infinity : (next(), marketTime());
      if (hasCaughtUp && speed !== undefined && target - lastTaken > LARGEST_LAG_MS * Math.max(1, speed)) {
        anchorAt(lastTaken);
        target = lastTaken;
      }
      let events = 0;
      for (let event = next(); event && event.time <= target; event = next()) {
        session.take(event);
        lastTaken = event.time;
        waiting = undefined;
        events += 1;
        if (events % CHECK_CLOCK_EVERY === 0 && clock.monotonicMs() >= until)
          return { events, caughtUp: false, ended };
      }
      hasCaughtUp = true;
      return { events, caughtUp: true, ended };
    },
    marketTime: () => Math.max(lastTaken, marketTime()),
    progress: () => feed.progress(),
    async close() {
      feed.close();
    },
  };
}

/** Live data: events come when they come, and time passes without them too. */
export function createPushedPump(feed: PushedFeed, clock: Clock): Pump {
  const queue: MarketEvent[] = [];
  let taken = 0;
  void feed.start((event) => queue.push(event));
  return {
    speed: 1,
    setSpeed: () => undefined,
    turn(session, budgetMs) {
      const until = clock.monotonicMs() + budgetMs;
      let events = 0;
      while (taken < queue.length) {
        session.take(queue[taken] as MarketEvent);
        taken += 1;
        events += 1;
        if (events % CHECK_CLOCK_EVERY === 0 && clock.monotonicMs() >= until)
          return { events, caughtUp: false, ended: false };
      }
      queue.length = 0;
      taken = 0;
      session.take({ kind: 'clock', time: unixMs(clock.now()) });
      return { events, caughtUp: true, ended: false };
    },
    marketTime: () => clock.now(),
    progress: () => undefined,
    close: () => feed.stop(),
  };
}
