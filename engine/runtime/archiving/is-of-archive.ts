import type { MarketEvent } from '../../domain/market/market-event.ts';

const MINUTE_MS = 60_000;

/**
 * Whether an event of a recording belongs into the archive. Of the past a session was told as it began only real
 * minutes do: longer bars are told anew each time and would open a day of the archive each, and a sandbox makes its
 * past up.
 */
export const isOfArchive = (event: MarketEvent, isSimulated: boolean): boolean =>
  event.kind !== 'venue-bar' || (!isSimulated && event.intervalMs === MINUTE_MS);
