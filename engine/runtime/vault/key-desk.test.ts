import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { KeyWords } from '../../contract/vault-line.ts';
import type { KeyProbe } from '../../domain/venue/key-permissions.ts';
import { reveal } from '../../domain/venue/secret.ts';
import type { VenueKey } from '../../domain/venue/venue-key.ts';
import { Redactor } from '../../guard/redaction/redactor.ts';
import { KeyDesk } from './key-desk.ts';
import { measured } from '../../test/reliability/measured.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const words = (name: string, passphrase = ''): KeyWords => ({
  venue: 'okx',
  apiKey: bytes(`${name}-canary-key`),
  apiSecret: bytes(`${name}-canary-secret`),
  passphrase: bytes(passphrase),
});
const told: KeyProbe = {
  kind: 'told',
  permissions: {
    canTrade: true,
    canWithdraw: false,
    canTransfer: false,
    isIpBound: false,
    expiresAt: undefined,
  },
};

function deskWith(probe: (key: VenueKey) => Promise<KeyProbe> = () => Promise.resolve(told)) {
  const redactor = new Redactor();
  const dropped: string[] = [];
  const desk = new KeyDesk({ probe, redactor, dropping: (keyId) => dropped.push(keyId) });
  return { desk, dropped, redactor };
}

/** Everything that can be reached from an object, as text: what a heap snapshot of it would show. */
function everythingIn(root: unknown): string {
  const seen = new Set<unknown>();
  const found: string[] = [];
  const waiting: unknown[] = [root];
  for (let value = waiting.pop(); value !== undefined || waiting.length > 0; value = waiting.pop()) {
    if (value instanceof Uint8Array) found.push(Buffer.from(value).toString('latin1'));
    else if (typeof value === 'string') found.push(value);
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map) waiting.push(...value.keys(), ...value.values());
    for (const key of Reflect.ownKeys(value)) waiting.push((value as Record<PropertyKey, unknown>)[key]);
  }
  return found.join('\n');
}

describe('the desk that holds keys in the engine', () => {
  it('holds a key, answers with four characters of it, and hands it to its venue alone', async () => {
    const { desk } = deskWith();
    const answer = await desk.hear({ type: 'hold', askId: 1, keyId: 'a', key: words('main', 'open sesame') });
    expect(answer).toEqual({ type: 'held', askId: 1, fingerprint: 'main' });
    const key = desk.keyOf('a');
    expect(key && [key.apiKey, key.apiSecret, key.passphrase].map((part) => part && reveal(part))).toEqual([
      'main-canary-key',
      'main-canary-secret',
      'open sesame',
    ]);
    expect(desk.keyOf('b')).toBeUndefined();
  });

  it.each(['drop', 'drop-all'] as const)('R-SEC-08: lets go of key material at once on %s', async (type) => {
    const { desk, dropped, redactor } = deskWith();
    const given = words('main', 'canary phrase');
    await desk.hear({ type: 'hold', askId: 1, keyId: 'a', key: given });
    const key = desk.keyOf('a');
    expect(redactor.text('main-canary-secret')).toBe('[hidden]');
    const answer = await desk.hear({ type, askId: 2, keyId: 'a' });
    expect(answer).toEqual({ type: 'dropped', askId: 2, stillHeld: 0 });
    expect(dropped).toEqual(['a']);
    expect(desk.keyOf('a')).toBeUndefined();
    // Whoever still has the object, or the bytes it was made of, has nothing.
    expect(() => key && reveal(key.apiSecret)).toThrow('after it was dropped');
    const reachable = everythingIn([desk, key, given, redactor]);
    const left = reachable.split('canary').length - 1;
    measured('R-SEC-08', `${type}: ${left} parts of a key within reach afterwards`);
    expect(left).toBe(0);
    expect(inspect([desk, key, given, redactor], { depth: 12, showHidden: true })).not.toContain('canary');
  });

  it('R-SEC-08: a search of what can be reached does find a key that is held', async () => {
    const given = words('main');
    expect(everythingIn({ inside: [given] })).toContain('canary');
  });

  it('drops the old key when a new one comes under its name', async () => {
    const { desk, dropped } = deskWith();
    await desk.hear({ type: 'hold', askId: 1, keyId: 'a', key: words('old') });
    const old = desk.keyOf('a');
    await desk.hear({ type: 'hold', askId: 2, keyId: 'a', key: words('new') });
    expect([old?.apiKey.isDropped, dropped, desk.heldIds]).toEqual([true, ['a'], ['a']]);
  });

  it('goes on with what was opened when the same key comes once more', async () => {
    const { desk, dropped } = deskWith();
    await desk.hear({ type: 'hold', askId: 1, keyId: 'a', key: words('main', 'open sesame') });
    const held = desk.keyOf('a');
    const again = words('main', 'open sesame');
    const answer = await desk.hear({ type: 'hold', askId: 2, keyId: 'a', key: again });
    expect([answer, dropped, desk.keyOf('a') === held, held?.apiKey.isDropped]).toEqual([
      { type: 'held', askId: 2, fingerprint: 'main' },
      [],
      true,
      false,
    ]);
    expect(everythingIn(again)).not.toContain('canary');
    for (const other of [words('main'), { ...words('main', 'open sesame'), venue: 'bybit' as const }]) {
      await desk.hear({ type: 'hold', askId: 3, keyId: 'a', key: words('main', 'open sesame') });
      await desk.hear({ type: 'hold', askId: 4, keyId: 'a', key: other });
    }
    expect(dropped).toEqual(['a', 'a', 'a']);
  });

  it('closes what was opened with a key before its bytes are zeroed', async () => {
    const seen: boolean[] = [];
    const desk: KeyDesk = new KeyDesk({
      probe: () => Promise.resolve(told),
      redactor: new Redactor(),
      dropping: () => seen.push(held?.apiKey.isDropped === true),
    });
    await desk.hear({ type: 'hold', askId: 1, keyId: 'a', key: words('main') });
    const held = desk.keyOf('a');
    desk.drop('a');
    expect([seen, held?.apiKey.isDropped]).toEqual([[false], true]);
  });

  it('asks the venue with a key that ends with the answer, also when asking breaks', async () => {
    const seen: VenueKey[] = [];
    const { desk, redactor } = deskWith((key) => {
      seen.push(key);
      expect(redactor.text('new-canary-secret')).toBe('[hidden]');
      return seen.length === 1 ? Promise.resolve(told) : Promise.reject(new Error('it broke'));
    });
    const answer = await desk.hear({ type: 'probe', askId: 3, key: words('new') });
    expect(answer).toEqual({ type: 'probed', askId: 3, probe: told });
    await expect(desk.hear({ type: 'probe', askId: 4, key: words('new') })).rejects.toThrow('it broke');
    expect(seen.map(({ apiSecret }) => apiSecret.isDropped)).toEqual([true, true]);
    expect(desk.heldIds).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});
