import type { DrawnLatency } from '../domain/order/fill-cause.ts';
import type { LatencySettings } from '../domain/session/session-description.ts';
import { unixMs, type UnixMs } from '../domain/units/time.ts';
import { Random } from '../numerics/random.ts';

/** The three delays of the order with a number. They depend on the seed and that number alone. */
export type LatencyModel = (orderNumber: number) => DrawnLatency;

/** Longest delay that is drawn from a log-normal: its tail has no end. */
const LONGEST_MS = 60_000;

/**
 * The delays of a session's orders.
 * @throws {RangeError} when a delay is not a whole number of ms or negative, or there is no sample to draw from.
 */
export function latencyModelOf(settings: LatencySettings, seed: number): LatencyModel {
  const { feedMs, orderMs, responseMs, variation } = settings;
  checkDelays({ feedMs: [feedMs], orderMs: [orderMs], responseMs: [responseMs] });
  const constant = Object.freeze({ feedMs, orderMs, responseMs });
  switch (variation?.kind) {
    case undefined:
      return () => constant;
    case 'log-normal':
      return logNormal(constant, variation.sigmaPerMille / 1000, new Random(seed));
    case 'empirical':
      checkDelays(variation);
      return empirical(variation, new Random(seed));
  }
}

/** Log-normal delays with the given medians, in whole ms. */
function logNormal(median: DrawnLatency, sigma: number, random: Random): LatencyModel {
  const drawn = (ms: number, source: Random) =>
    Math.min(LONGEST_MS, Math.round(ms * Math.exp(sigma * source.normal())));
  return (orderNumber) => {
    const source = random.fork(`latency ${orderNumber}`);
    return {
      feedMs: drawn(median.feedMs, source),
      orderMs: drawn(median.orderMs, source),
      responseMs: drawn(median.responseMs, source),
    };
  };
}

/** Delays that were recorded, each as likely as the other; the three are drawn apart. */
function empirical(samples: Samples, random: Random): LatencyModel {
  const drawn = (of: readonly number[], source: Random) => of[source.integer(of.length)] ?? 0;
  return (orderNumber) => {
    const source = random.fork(`latency ${orderNumber}`);
    return {
      feedMs: drawn(samples.feedMs, source),
      orderMs: drawn(samples.orderMs, source),
      responseMs: drawn(samples.responseMs, source),
    };
  };
}

type Samples = Readonly<Record<keyof DrawnLatency, readonly number[]>>;

function checkDelays({ feedMs, orderMs, responseMs }: Samples): void {
  for (const [name, delays] of Object.entries({ feedMs, orderMs, responseMs })) {
    if (delays.length === 0) throw new RangeError(`${name} must have a sample to draw from, had none`);
    for (const ms of delays) {
      if (!Number.isSafeInteger(ms) || ms < 0)
        throw new RangeError(`${name} must be whole milliseconds and not negative, was ${ms}`);
    }
  }
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
