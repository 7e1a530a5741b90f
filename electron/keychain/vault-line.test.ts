import { describe, expect, it } from 'vitest';
import type { ToVault } from '../../engine/contract/vault-line.ts';
import { ManualTimers } from '../main/manual-timers.fixture.ts';
import { canaryKey } from './vault.fixture.ts';
import { VaultLine } from './vault-line.ts';

/** An engine's end of a port: what it was given, as it was then, and a way to answer. */
function engineEnd(answer: (message: ToVault) => unknown = () => undefined) {
  const given: ToVault[] = [];
  const originals: ToVault[] = [];
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  const port = {
    postMessage: (message: ToVault) => {
      given.push(structuredClone(message));
      originals.push(message);
      const said = answer(message);
      if (said !== undefined) queueMicrotask(() => hear({ data: said }));
    },
    on: (_event: 'message', listener: typeof hear) => (hear = listener),
    start: () => undefined,
  };
  return { given, originals, port, say: (data: unknown) => hear({ data }) };
}

const obedient = (message: ToVault) => {
  const { askId } = message;
  if (message.type === 'hold') return { type: 'held', askId, fingerprint: 'AbCd' };
  if (message.type === 'probe')
    return { type: 'probed', askId, probe: { kind: 'not-accepted', venueCode: '7' } };
  return { type: 'dropped', askId, stillHeld: 0 };
};

describe('the line secrets take to the engine', () => {
  it('gives each key once, as bytes that are zeroed on our side at once', async () => {
    const { given, originals, port } = engineEnd(obedient);
    const line = new VaultLine(new ManualTimers());
    line.attach(port);
    expect(await line.hold('a', canaryKey.venue, canaryKey.material)).toBe(true);
    expect(line.heldIds).toEqual(['a']);
    const [hold] = given;
    const words = hold?.type === 'hold' ? new TextDecoder().decode(hold.key.apiSecret) : '';
    expect(words).toBe(canaryKey.material.apiSecret);
    expect(Buffer.from(JSON.stringify(originals)).includes('canary')).toBe(false);
    const bytes = originals.flatMap((message) => ('key' in message ? [...message.key.apiSecret] : []));
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('takes an engine for one that holds nothing when it names another key', async () => {
    const { port } = engineEnd(({ askId }) => ({ type: 'held', askId, fingerprint: 'Else' }));
    const line = new VaultLine(new ManualTimers());
    line.attach(port);
    expect(await line.hold('a', canaryKey.venue, canaryKey.material)).toBe(false);
    expect(line.heldIds).toEqual([]);
  });

  it('R-SEC-08: has keys dropped, one or all, and knows what is still held', async () => {
    const { given, port } = engineEnd(obedient);
    const line = new VaultLine(new ManualTimers());
    line.attach(port);
    for (const id of ['a', 'b', 'c']) await line.hold(id, canaryKey.venue, canaryKey.material);
    expect(await line.drop('b')).toBe(true);
    expect(line.heldIds).toEqual(['a', 'c']);
    expect(await line.dropAll()).toBe(true);
    expect(line.heldIds).toEqual([]);
    expect(await line.drop('never held')).toBe(true);
    expect(given.map(({ type }) => type)).toEqual(['hold', 'hold', 'hold', 'drop', 'drop-all']);
  });

  it('passes on what the venue said, or that nobody could be asked', async () => {
    const line = new VaultLine(new ManualTimers());
    const away = { kind: 'unreachable', because: 'the engine does not answer at the moment' };
    expect(await line.probe(canaryKey.venue, canaryKey.material)).toEqual(away);
    line.attach(engineEnd(obedient).port);
    expect(await line.probe(canaryKey.venue, canaryKey.material)).toEqual({
      kind: 'not-accepted',
      venueCode: '7',
    });
  });

  it('waits half a minute for an answer and not longer', async () => {
    const timers = new ManualTimers();
    const line = new VaultLine(timers);
    line.attach(engineEnd().port);
    const held = line.hold('a', canaryKey.venue, canaryKey.material);
    timers.pass(30_000);
    expect(await held).toBe(false);
  });

  it('forgets what the engine before held, and does not hear it any more', async () => {
    const first = engineEnd(obedient);
    const line = new VaultLine(new ManualTimers());
    line.attach(first.port);
    await line.hold('a', canaryKey.venue, canaryKey.material);
    const second = engineEnd();
    line.attach(second.port);
    expect(line.heldIds).toEqual([]);
    const probed = line.probe(canaryKey.venue, canaryKey.material);
    const askId = second.given[0]?.askId;
    first.say({ type: 'probed', askId, probe: { kind: 'told', permissions: {} } });
    second.say('nonsense');
    second.say({ type: 'probed', askId, probe: { kind: 'not-accepted', venueCode: '9' } });
    expect(await probed).toEqual({ kind: 'not-accepted', venueCode: '9' });
  });
});
