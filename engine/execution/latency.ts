import type { DrawnLatency } from '../domain/order/fill-cause.ts';
import type { LatencySettings } from '../domain/session/session-description.ts';
import { unixMs, type UnixMs } from '../domain/units/time.ts';

/** Draws the three delays of one order. A model with chance in it takes its seeded source as an argument. */
export interface LatencyModel {
  draw(): DrawnLatency;
}

/** The same delays for every order. @throws {RangeError} when a delay is not a whole number of ms or negative. */
export function constantLatency({ feedMs, orderMs, responseMs }: LatencySettings): LatencyModel {
  for (const [name, ms] of Object.entries({ feedMs, orderMs, responseMs })) {
    if (!Number.isSafeInteger(ms) || ms < 0) {
      throw new RangeError(`${name} must be whole milliseconds and not negative, was ${ms}`);
    }
  }
  const latency = Object.freeze({ feedMs, orderMs, responseMs });
  return { draw: () => latency };
}

/**
 * When an order sent at `sentAt` meets the book, on our clock. It reaches the venue `orderMs` later, and
 * what the venue holds then is what we hold `feedMs` after that.
 */
export const meetsBookAt = (sentAt: UnixMs, { feedMs, orderMs }: DrawnLatency): UnixMs =>
  unixMs(sentAt + orderMs + feedMs);

/** The venue's time of the market we hold at `time`: its events took `feedMs` to reach us. */
export const venueTimeOf = (time: UnixMs, { feedMs }: DrawnLatency): UnixMs =>
  unixMs(Math.max(0, time - feedMs));

/**
 * When we learn of something that happened in the market we hold at `time`. The answer left the venue
 * `feedMs` before that and needs `responseMs`; it is never known before the market it follows from.
 */
export const knownAt = (time: UnixMs, { feedMs, responseMs }: DrawnLatency): UnixMs =>
  unixMs(time + Math.max(0, responseMs - feedMs));
