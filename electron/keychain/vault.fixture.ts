import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { FakeKeyStore } from './fake-safe-storage.fixture.ts';
import { KeyFiles } from './key-files.ts';
import type { KeyRights } from './key-record.ts';
import { KeyVault, type TypedKey } from './key-vault.ts';
import { openSafeStorage } from './safe-storage.ts';
import { openSessionStore } from './session-store.ts';

/** A key nobody has, with words that are found wherever they go. */
export const canaryKey: TypedKey = {
  venue: 'okx',
  label: 'Main',
  material: {
    apiKey: 'AbCd-canary-key-0123456789',
    apiSecret: 'canary/secret+with=every kind~of.sign',
    passphrase: 'canary pass phrase',
  },
};

export const tradeOnlyRights: KeyRights = {
  canTrade: true,
  canWithdraw: false,
  canTransfer: false,
  isIpBound: true,
  expiresAtMs: null,
};

/** An empty folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A vault in a folder of its own on a key store of the test; opened again, it is a new start of the app. */
export function vaultOn(
  os = new FakeKeyStore(),
  calls: 'later' | 'atOnce' = 'later',
  folder = join(temporaryFolder(), 'keys'),
) {
  let nowMs = 1_000_000;
  const start = () =>
    new KeyVault({
      files: new KeyFiles(folder),
      store: openSafeStorage(os[calls], 'linux'),
      sessionStore: openSessionStore(),
      nowMs: () => (nowMs += 1000),
    });
  return { os, folder, start, vault: start() };
}
