import type { VenueClock } from '../venue-clock.ts';
import type { VenueDialect } from './dialect.ts';
import type { VenueClient } from './venue-client.ts';

const SAMPLES = 5;

/** How a venue's clock differs from ours. */
export interface ClockOffset {
  /** Ms to add to our clock to get the venue's. */
  readonly offsetMs: number;
  /** How long the best sample was under way; the offset is exact to half of it. */
  readonly roundTripMs: number;
}

/**
 * Asks for the venue's time five times and believes the quickest answer.
 * @throws {RangeError} when an answer holds no time, or what the request threw.
 */
export async function measureClockOffset({
  client,
  clock,
  dialect,
}: {
  readonly client: Pick<VenueClient, 'exchange' | 'lastRoundTripMs'>;
  readonly clock: VenueClock;
  readonly dialect: VenueDialect;
}): Promise<ClockOffset> {
  const { exchange } = client;
  let best: ClockOffset | undefined;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const theirs = await (dialect.time?.(exchange) ?? exchange.fetchTime());
    if (theirs === undefined || !Number.isSafeInteger(theirs)) {
      throw new RangeError(`${dialect.title}'s time must be Unix ms, was ${theirs}`);
    }
    const roundTripMs = client.lastRoundTripMs;
    if (best !== undefined && roundTripMs >= best.roundTripMs) continue;
    best = { offsetMs: theirs - (clock.now() - roundTripMs / 2), roundTripMs };
  }
  return best ?? { offsetMs: 0, roundTripMs: 0 };
}
