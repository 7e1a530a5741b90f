import type { VenueClock } from '../venue-clock.ts';
import { isPassing, type VenueClient } from './venue-client.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

interface Persistence {
  readonly client: VenueClient;
  readonly clock: VenueClock;
  readonly withinMs: number;
  /** Whether anybody still waits for the answer; looked at before the request is made again. */
  readonly isWanted?: () => boolean;
}

/**
 * Makes a REST request until it succeeds, fails for good or the time is up: as long as the venue's
 * Retry-After says, otherwise 1, 2, 4, … 60 s after each failure that may pass. One request per wait.
 * @throws what the last attempt threw.
 */
export async function persistentRequest<Answer>(
  request: () => Promise<Answer>,
  { client, clock, isWanted = () => true, withinMs }: Persistence,
): Promise<Answer> {
  const deadline = clock.monotonicMs() + withinMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    try {
      return await request();
    } catch (error) {
      const waitMs = client.lastFailure?.retryAfterMs ?? wait;
      if (!isPassing(error) || clock.monotonicMs() + waitMs >= deadline) throw error;
      await new Promise<void>((resolve) => clock.after(waitMs, resolve));
      if (!isWanted()) throw error;
    }
  }
}
