import type { LiveVenue } from '../instrument/live-venues.ts';
import type { Secret } from './secret.ts';

/** What signs requests of an account at a venue. */
export interface VenueKey {
  readonly venue: LiveVenue;
  readonly apiKey: Secret;
  readonly apiSecret: Secret;
  /** Some venues want a third word. */
  readonly passphrase: Secret | undefined;
}

/** Drops every part of a key. */
export function dropKey({ apiKey, apiSecret, passphrase }: VenueKey): void {
  apiKey.drop();
  apiSecret.drop();
  passphrase?.drop();
}

/** Venues that want a passphrase beside key and secret. */
export const PASSPHRASE_VENUES: ReadonlySet<LiveVenue> = new Set<LiveVenue>(['okx']);
