import type { VenueClock } from '../venue-clock.ts';
import type { BybitClient } from './bybit-client.ts';

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
export async function measureClockOffset(client: BybitClient, clock: VenueClock): Promise<ClockOffset> {
  let best: ClockOffset | undefined;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const theirs = await client.fetchTime();
    if (theirs === undefined || !Number.isSafeInteger(theirs)) {
      throw new RangeError(`Bybit's time must be Unix ms, was ${theirs}`);
    }
    const roundTripMs = client.lastRoundTripMs();
    if (best !== undefined && roundTripMs >= best.roundTripMs) continue;
    best = { offsetMs: theirs - (clock.now() - roundTripMs / 2), roundTripMs };
  }
  return best ?? { offsetMs: 0, roundTripMs: 0 };
}
