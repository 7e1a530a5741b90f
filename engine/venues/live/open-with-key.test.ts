import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeKey } from '../../domain/venue/key-permissions.ts';
import { secretOf } from '../../domain/venue/secret.ts';
import { dropKey, type VenueKey } from '../../domain/venue/venue-key.ts';
import { realClock } from '../ccxt/real-clock.fixture.ts';
import { bybitWords } from '../loopback/trading/bybit-words.ts';
import { openTradingLoopback } from '../loopback/trading/trading-loopback.ts';
import { createKeyProbe } from './open-with-key.ts';

const KEY = { apiKey: 'loopback-key-0001', secret: 'loopback-secret-0001' };
const hidden = (venue: VenueKey['venue'], secret = KEY.secret): VenueKey => ({
  venue,
  apiKey: secretOf(KEY.apiKey),
  apiSecret: secretOf(secret),
  passphrase: undefined,
});

describe('asking a venue with a hidden key', () => {
  it('tells what the key may do, through the genuine client', async () => {
    const venue = await openTradingLoopback({ words: bybitWords, seed: 7, clock: realClock, key: KEY });
    try {
      const probe = createKeyProbe({ clock: realClock, random: () => 0, loopback: venue.urls });
      const told = await probe(hidden('bybit'));
      expect(told.kind).toBe('told');
      expect(judgeKey(told).use).toBe('trade');
      const wrong = await probe(hidden('bybit', 'another-secret'));
      expect(wrong.kind).toBe('not-accepted');
      expect(JSON.stringify([told, wrong])).not.toMatch(/loopback-secret|another-secret/);
    } finally {
      await venue.close();
    }
  }, 30_000);

  it('cannot tell where nobody answers, and with a key that was dropped', async () => {
    const nowhere = { restUrl: 'http://127.0.0.1:9', wsUrl: 'ws://127.0.0.1:9' };
    const probe = createKeyProbe({
      clock: realClock,
      random: () => 0,
      loopback: nowhere,
      requestTimeoutMs: 300,
    });
    expect(await probe(hidden('bybit'))).toEqual({ kind: 'unreachable', because: 'Bybit does not answer' });
    expect(await probe(hidden('coinbase'))).toEqual({
      kind: 'unreachable',
      because: 'Coinbase does not answer',
    });
    const dropped = hidden('bybit');
    dropKey(dropped);
    await expect(probe(dropped)).rejects.toThrow('after it was dropped');
  }, 30_000);

  it('R-SEC-01: one file reads the text of a key, in the room of the venues', () => {
    const engine = join(import.meta.dirname, '..', '..');
    const readers = readdirSync(engine, { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        name.endsWith('.ts') &&
        !/\.(?:test|fixture)\.ts$/.test(name) &&
        /\breveal\(|Secret\.read\(/.test(readFileSync(join(engine, name), 'utf8')),
    );
    expect(readers.map((name) => relative(engine, join(engine, name))).toSorted()).toEqual([
      'domain/venue/secret.ts',
      'venues/live/open-with-key.ts',
    ]);
  });
});
