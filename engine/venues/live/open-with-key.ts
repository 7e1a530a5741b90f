import { LIVE_VENUES } from '../../domain/instrument/live-venues.ts';
import type { KeyProbe, ProbeKey } from '../../domain/venue/key-permissions.ts';
import { reveal } from '../../domain/venue/secret.ts';
import type { VenueKey } from '../../domain/venue/venue-key.ts';
import { openSession, SessionFailed, type SessionOptions } from './open-session.ts';
import { tradingDialectOf } from './trading-dialects.ts';
import type { VenueSession } from './venue-session.ts';

/** What a session needs beside its key. */
export type KeyedSessionOptions = Omit<SessionOptions, 'dialect' | 'key'>;

/**
 * Opens a private session with a hidden key. The only reader of a key's text: from here it goes to the client that
 * signs and nowhere else.
 * @throws {SessionFailed} when the venue cannot be traded here, does not answer, or does not list a symbol.
 */
export async function openWithKey(key: VenueKey, options: KeyedSessionOptions): Promise<VenueSession> {
  const { title } = LIVE_VENUES[key.venue];
  const dialect = await tradingDialectOf(key.venue);
  if (dialect === undefined) throw new SessionFailed(`${title} can only be listened to, not traded`);
  const { apiKey, apiSecret, passphrase } = key;
  return openSession({
    ...options,
    dialect,
    key: {
      apiKey: reveal(apiKey),
      secret: reveal(apiSecret),
      passphrase: passphrase && reveal(passphrase),
    },
  });
}

/** Asks venues what keys may do, each in a session that ends with the answer. */
export function createKeyProbe(options: Omit<KeyedSessionOptions, 'symbols'>): ProbeKey {
  return async (key): Promise<KeyProbe> => {
    const [symbol] = LIVE_VENUES[key.venue].symbols;
    try {
      const session = await openWithKey(key, { ...options, symbols: [symbol] });
      try {
        return await session.probe();
      } finally {
        await session.close();
      }
    } catch (error) {
      if (error instanceof SessionFailed) return { kind: 'unreachable', because: error.message };
      throw error;
    }
  };
}
