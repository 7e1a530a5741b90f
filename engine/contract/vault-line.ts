import type { LiveVenue } from '../domain/instrument/live-venues.ts';
import type { KeyProbe } from '../domain/venue/key-permissions.ts';

/**
 * The line secrets take: from the host to the engine over a port of its own that comes with each start of the
 * engine, and never back. Nothing else goes over it.
 */
export type ToVault =
  /** Ask the venue what this key may do; the key is dropped when the answer is there. */
  | { readonly type: 'probe'; readonly askId: number; readonly key: KeyWords }
  /** Hold this key for its account until it is dropped; `keyId` names it from then on. */
  | { readonly type: 'hold'; readonly askId: number; readonly keyId: string; readonly key: KeyWords }
  | { readonly type: 'drop'; readonly askId: number; readonly keyId: string }
  | { readonly type: 'drop-all'; readonly askId: number };

/** A key in the clear, as bytes: they can be zeroed where a text cannot. */
export interface KeyWords {
  readonly venue: LiveVenue;
  readonly apiKey: Uint8Array;
  readonly apiSecret: Uint8Array;
  /** Empty where the venue wants none. */
  readonly passphrase: Uint8Array;
}

/** The engine's answers: never an echo of what it was given. */
export type FromVault =
  | { readonly type: 'probed'; readonly askId: number; readonly probe: KeyProbe }
  /** The first four characters of the key it holds now. */
  | { readonly type: 'held'; readonly askId: number; readonly fingerprint: string }
  /** How many keys are still held. */
  | { readonly type: 'dropped'; readonly askId: number; readonly stillHeld: number };
