import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeKeyStore } from './fake-safe-storage.fixture.ts';
import { canaryKey, tradeOnlyRights, vaultOn } from './vault.fixture.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const facts = { rights: tradeOnlyRights, wordGivenAtMs: null };
const kept = { until: 'removed' } as const;
const withBackend = (backend: string) => Object.assign(new FakeKeyStore(), { backend });

describe.each(['later', 'atOnce'] as const)('keys kept through the calls that answer %s', (calls) => {
  it('R-SEC-03: are kept, found after a restart, opened, replaced and removed', async () => {
    const { start, vault } = vaultOn(new FakeKeyStore(), calls);
    const { id } = await vault.keep(canaryKey, facts, kept);
    const restarted = start();
    expect(await restarted.open(id)).toEqual({ ok: true, material: canaryKey.material, venue: 'okx' });
    const newer = { ...canaryKey.material, apiKey: 'ZyXw-rotated', apiSecret: 'other secret' };
    await restarted.keep({ ...canaryKey, material: newer }, facts, { ...kept, id });
    expect(await start().open(id)).toEqual({ ok: true, material: newer, venue: 'okx' });
    expect((await start().list()).map(({ record }) => record.fingerprint)).toEqual(['ZyXw']);
    const held = (await start().list()).length;
    restarted.remove(id);
    const left = (await start().list()).length;
    measured(
      'R-SEC-03',
      `by calls that answer ${calls}: ${held} key after restarts, ${left} after it was removed`,
    );
    expect(await start().list()).toEqual([]);
    expect(await start().open(id)).toEqual({ ok: false, because: 'no-such-key' });
  });

  it('R-SEC-02: refuses to keep by a back end that keeps nothing secret', async () => {
    const unsafe = ['basic_text', 'unknown', '', 'invented'];
    let sealed = 0;
    for (const backend of unsafe) {
      const { folder, os, vault } = vaultOn(withBackend(backend), calls);
      expect(await vault.storeState()).toEqual({ kind: 'unsafe', backend });
      await expect(vault.keep(canaryKey, facts, kept)).rejects.toThrow('a key must not be kept by');
      expect([os.sealed, existsSync(folder)]).toEqual([0, false]);
      sealed += os.sealed;
    }
    measured('R-SEC-02', `${unsafe.length} unsafe stores, ${sealed} keys kept in them`);
  });

  it.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])('keeps by %s', async (backend) => {
    const { vault } = vaultOn(withBackend(backend), calls);
    expect((await vault.keep(canaryKey, facts, kept)).backend).toBe(backend);
  });
});

describe('a key file', () => {
  it('is one for each key, for this user alone, whole, and shows no part of a secret', async () => {
    const { folder, vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, facts, kept);
    await vault.keep({ ...canaryKey, venue: 'bybit' }, facts, kept);
    expect(readdirSync(folder)).toHaveLength(2);
    const path = join(folder, `${id}.key.json`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const text = readFileSync(path, 'utf8');
    expect(text).not.toMatch(/canary/);
    expect(JSON.parse(text)).toMatchObject({ version: 1, venue: 'okx', label: 'Main', fingerprint: 'AbCd' });
  });

  it.each([
    ['is empty', ''],
    ['is no JSON', '{"version":1'],
    ['has a field nobody knows', '{"version":1,"hello":true}'],
    ['is of a newer version', '{"version":2}'],
  ])('that %s is told about and left alone', async (_what, text) => {
    const { folder, vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, facts, kept);
    writeFileSync(join(folder, `${id}.key.json`), text);
    expect(await vault.list()).toEqual([]);
    expect(vault.unreadable).toEqual([`${id}.key.json`]);
    expect(readFileSync(join(folder, `${id}.key.json`), 'utf8')).toBe(text);
  });

  it('under the name of another key is not believed', async () => {
    const { folder, vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, facts, kept);
    const copy = '00000000-0000-4000-8000-000000000000.key.json';
    writeFileSync(join(folder, copy), readFileSync(join(folder, `${id}.key.json`)));
    expect(vault.unreadable).toEqual([copy]);
  });

  it('R-SEC-03: goes with all others when everything is wiped', async () => {
    const { folder, vault } = vaultOn();
    await vault.keep(canaryKey, facts, kept);
    await vault.keep(canaryKey, facts, { until: 'quit' });
    vault.wipe();
    expect([await vault.list(), existsSync(folder)]).toEqual([[], false]);
  });
});

describe('a key that is kept until the app quits', () => {
  it('R-SEC-02: can be used, and never reaches a file', async () => {
    const { folder, start, vault } = vaultOn(withBackend('basic_text'));
    const { id } = await vault.keep(canaryKey, facts, { until: 'quit' });
    expect(await vault.open(id)).toMatchObject({ ok: true, material: canaryKey.material });
    expect((await vault.list()).map(({ condition }) => condition)).toEqual([{ kind: 'session-only' }]);
    expect(existsSync(folder)).toBe(false);
    expect(await start().open(id)).toEqual({ ok: false, because: 'no-such-key' });
  });
});

describe('a key store that is not the one it was', () => {
  it.each([
    ['gnome_libsecret', 'kwallet6'],
    ['kwallet6', 'gnome_libsecret'],
    ['gnome_libsecret', 'basic_text'],
    ['kwallet5', 'unknown'],
    ['kwallet5', 'kwallet6'],
  ])('R-SEC-04: from %s to %s is told with both names, nothing is opened or lost', async (before, after) => {
    const { folder, os, start, vault } = vaultOn(withBackend(before));
    const { id } = await vault.keep(canaryKey, facts, kept);
    const text = readFileSync(join(folder, `${id}.key.json`), 'utf8');
    os.backend = after;
    const restarted = start();
    const condition = { kind: 'other-store', sealedBy: before, storeNow: after };
    expect((await restarted.list()).map((key) => key.condition)).toEqual([condition]);
    expect(await restarted.open(id)).toEqual({ ok: false, because: 'other-store' });
    measured('R-SEC-04', `${before} become ${after}: ${os.opened} keys opened`);
    expect(os.opened).toBe(0);
    expect(readFileSync(join(folder, `${id}.key.json`), 'utf8')).toBe(text);
    os.backend = before;
    expect(await start().open(id)).toMatchObject({ ok: true, material: canaryKey.material });
  });

  it('R-SEC-04: another keyring of the same kind is told, nothing is lost, the key can be entered again', async () => {
    const { os, start, vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, facts, kept);
    os.keyring = 'second';
    expect(await start().open(id)).toEqual({ ok: false, because: 'cannot-open' });
    os.keyring = 'first';
    expect(await start().open(id)).toMatchObject({ ok: true });
    os.keyring = 'second';
    const again = start();
    await again.keep(canaryKey, facts, { ...kept, id });
    expect(await start().open(id)).toMatchObject({ ok: true, material: canaryKey.material });
  });

  it('R-SEC-04: a locked store is told and asked again later', async () => {
    const { os, start, vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, facts, kept);
    os.isOpen = false;
    const restarted = start();
    expect((await restarted.list())[0]?.condition).toEqual({ kind: 'store-closed' });
    expect(await restarted.open(id)).toEqual({ ok: false, because: 'store-closed' });
    os.isOpen = true;
    expect(await restarted.open(id)).toMatchObject({ ok: true });
  });

  it('with a newer key gets the secret sealed anew, once', async () => {
    const { folder, os, start, vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, facts, kept);
    const text = readFileSync(join(folder, `${id}.key.json`), 'utf8');
    os.hasNewerKey = true;
    expect(await vault.open(id)).toMatchObject({ ok: true, material: canaryKey.material });
    expect(readFileSync(join(folder, `${id}.key.json`), 'utf8')).not.toBe(text);
    os.hasNewerKey = false;
    expect(await start().open(id)).toMatchObject({ ok: true, material: canaryKey.material });
    expect(os.sealed).toBe(2);
  });
});

describe('what is noted about a key', () => {
  it('is what the venue said last, and when', async () => {
    const { start, vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, { rights: null, wordGivenAtMs: 5 }, kept);
    expect((await vault.list())[0]?.record).toMatchObject({ checkedAtMs: null, wordGivenAtMs: 5 });
    vault.note(id, { rights: tradeOnlyRights });
    const record = (await start().list())[0]?.record;
    expect(record).toMatchObject({ rights: tradeOnlyRights, wordGivenAtMs: 5 });
    expect(record?.checkedAtMs).toBeGreaterThan(0);
  });
});

it('never asks Electron to scramble with the key everybody knows', () => {
  const folder = join(import.meta.dirname, '..');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const word = ['setUsePlainText', 'Encryption'].join('');
  expect(sources.filter((name) => readFileSync(join(folder, name), 'utf8').includes(word))).toEqual([]);
  expect(sources.length).toBeGreaterThan(50);
});
