import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { reveal, Secret, secretOf } from './secret.ts';
import { dropKey, type VenueKey } from './venue-key.ts';

const TEXT = 'canary-5f3759df';

describe('a secret', () => {
  it('R-SEC-01: shows nothing of itself, however it is printed', () => {
    const secret = secretOf(TEXT);
    const key: VenueKey = { venue: 'bybit', apiKey: secret, apiSecret: secret, passphrase: undefined };
    const error = new Error('it broke', { cause: key });
    const shown = [
      String(secret),
      ''.concat(secret as unknown as string),
      JSON.stringify(secret),
      JSON.stringify(key),
      JSON.stringify(Object.assign({}, secret)),
      inspect(secret, { showHidden: true, depth: 9 }),
      inspect(key, { showHidden: true, depth: 9 }),
      inspect(error, { showHidden: true, depth: 9 }),
      Object.entries(secret).join(),
      JSON.stringify(structuredClone(Object.assign({}, secret))),
      String([secret]),
      [secret].join(),
    ];
    expect(shown.filter((text) => text.includes('canary'))).toEqual([]);
    expect(shown[0]).toBe('[secret]');
  });

  it('can be read until it is dropped', () => {
    const secret = secretOf(TEXT);
    expect(reveal(secret)).toBe(TEXT);
    secret.drop();
    expect(secret.isDropped).toBe(true);
    expect(() => reveal(secret)).toThrow('a secret must not be read after it was dropped');
  });

  it('zeroes the bytes it was made of, with every part of a key', () => {
    const words = ['key', 'secret', 'phrase'].map((word) => new TextEncoder().encode(word));
    const [apiKey, apiSecret, passphrase] = words.map((bytes) => new Secret(bytes));
    if (!apiKey || !apiSecret || !passphrase) throw new Error('three words make three secrets');
    dropKey({ venue: 'okx', apiKey, apiSecret, passphrase });
    expect(words.map((bytes) => [...bytes].every((byte) => byte === 0))).toEqual([true, true, true]);
  });
});
