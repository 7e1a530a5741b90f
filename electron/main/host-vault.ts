import { join } from 'node:path';
import { clipboard } from 'electron';
import type { Redactor } from '../../engine/guard/redaction/redactor.ts';
import { AccountDesk } from '../keychain/account-desk.ts';
import { KeyEntry } from '../keychain/entry/key-entry.ts';
import { KeyFiles } from '../keychain/key-files.ts';
import { KeyVault } from '../keychain/key-vault.ts';
import { openSafeStorage, type SafeStorage } from '../keychain/safe-storage.ts';
import { openSessionStore } from '../keychain/session-store.ts';
import type { DeskEngine } from './desk-engine.ts';
import type { DeskWindow } from './desk-window.ts';
import { systemTimers } from './host-timers.ts';
import { entryWindows } from './key-entry-window.ts';
import { showQuestion, tell } from './native-dialogs.ts';

export interface HostVaultParts {
  readonly engine: DeskEngine;
  readonly window: DeskWindow;
  readonly log: (line: string) => void;
  readonly redactor: Redactor;
  readonly stateFolder: string;
  readonly safeStorage: SafeStorage;
  readonly language: () => 'en' | 'de';
}

/** Puts accounts together: files, the key store of the system, the key-entry window, the line to the engine. */
export function openHostVault({
  engine,
  language,
  log,
  redactor,
  safeStorage,
  stateFolder,
  window,
}: HostVaultParts): { readonly accounts: AccountDesk; readonly keyEntry: KeyEntry } {
  const nowMs = () => systemTimers.now();
  const vault = new KeyVault({
    files: new KeyFiles(join(stateFolder, 'keys')),
    store: openSafeStorage(safeStorage, process.platform),
    sessionStore: openSessionStore(),
    nowMs,
  });
  const accounts = new AccountDesk({
    vault,
    line: engine.vaultLine,
    question: (question, otherwise) => showQuestion(window.current, question, otherwise),
    tell: (message, detail) => tell(window.current, message, detail),
    nowMs,
    restartEngine: () => engine.restart(),
    changed: () => window.showAccountsChanged(),
    hide: (text) => redactor.hide(text),
    note: (text) => log(`accounts: ${text}`),
  });
  const keyEntry = new KeyEntry({
    timers: systemTimers,
    openWindow: entryWindows(log),
    // Older runtimes answer at once, newer ones later.
    clipboard: { readText: async () => clipboard.readText(), clear: async () => clipboard.clear() },
    submit: (submitted, id) => accounts.submit(submitted, id),
    language,
  });
  return { accounts, keyEntry };
}
