import { join } from 'node:path';
import { clipboard } from 'electron';
import type { HostQuestion } from '../../engine/contract/host-control.ts';
import type { Redactor } from '../../engine/guard/redaction/redactor.ts';
import { AccountDesk } from '../keychain/account-desk.ts';
import { ArmingDesk } from '../keychain/arming-desk.ts';
import { DeadManDesk } from '../keychain/dead-man-desk.ts';
import { KeyEntry } from '../keychain/entry/key-entry.ts';
import { KeyFiles } from '../keychain/key-files.ts';
import { KeyVault } from '../keychain/key-vault.ts';
import { OpenAccount } from '../keychain/open-account.ts';
import { openSafeStorage, type SafeStorage } from '../keychain/safe-storage.ts';
import { openSessionStore } from '../keychain/session-store.ts';
import type { DeskEngine } from './desk-engine.ts';
import type { DeskWindow } from './desk-window.ts';
import { systemTimers } from './host-timers.ts';
import { LargeOrderDesk } from './large-order-desk.ts';
import { SafetyDesk } from './safety-desk.ts';
import { entryWindows } from './key-entry-window.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import { type HostLanguage, textsOf } from './dialog-texts/texts-of.ts';
import { askIn, tell } from './native-dialogs.ts';

export interface HostVaultParts {
  readonly engine: DeskEngine;
  readonly window: DeskWindow;
  readonly log: (line: string) => void;
  readonly redactor: Redactor;
  readonly stateFolder: string;
  readonly safeStorage: SafeStorage;
  readonly language: () => HostLanguage;
}

/** Accounts and everything that is done with their keys. */
export interface HostVault {
  readonly accounts: AccountDesk;
  readonly openAccount: OpenAccount;
  readonly arming: ArmingDesk;
  readonly deadMan: DeadManDesk;
  readonly largeOrders: LargeOrderDesk;
  readonly safety: SafetyDesk;
  readonly keyEntry: KeyEntry;
}

/** A venue is asked once a day what the keys in use may do. */
const CHECK_EVERY_MS = 86_400_000;

const NO_ANSWER = { ok: false, detail: 'the engine gave no answer to what was asked' } as const;

/** Puts accounts together: files, the key store of the system, the key-entry window, the line to the engine. */
export function openHostVault({
  engine,
  language,
  log,
  redactor,
  safeStorage,
  stateFolder,
  window,
}: HostVaultParts): HostVault {
  const nowMs = () => systemTimers.now();
  const texts = () => textsOf(language());
  const vault = new KeyVault({
    files: new KeyFiles(join(stateFolder, 'keys')),
    store: openSafeStorage(safeStorage, process.platform),
    sessionStore: openSessionStore(),
    nowMs,
  });
  const accounts: AccountDesk = new AccountDesk({
    vault,
    line: engine.vaultLine,
    question: askIn(window),
    tell: (message, detail) => tell(window.current, message, detail),
    nowMs,
    texts,
    restartEngine: () => engine.restart(),
    changed: () => window.showAccountsChanged(),
    letGo: (id) => openAccount.letGo(id),
    isOpen: (id) => openAccount.isOpen(id),
    freeze: (because) => engine.killSwitch.freeze(because),
    warnOfGrowth: (label) => window.showAlert({ level: 'error', ...texts().alerts.keyGrown(label) }),
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
  const openAccount: OpenAccount = openOpenAccount({ accounts, engine, texts, window });
  const arming = openArming({ accounts, engine, openAccount, texts, window });
  const deadMan = openDeadMan({ accounts, engine, openAccount, texts, window });
  engine.whenUp(() => void accounts.engineUp().then(() => openAccount.engineUp()));
  systemTimers.every(CHECK_EVERY_MS, () => void accounts.checkConnected());
  return { accounts, arming, deadMan, keyEntry, openAccount, ...openQuestions({ engine, texts, window }) };
}

/** What only the person answers and needs no key. */
function openQuestions({
  engine,
  texts,
  window,
}: Omit<ArmingHost, 'accounts'>): Pick<HostVault, 'largeOrders' | 'safety'> {
  const ask = (asked: HostQuestion) => engine.line.question(asked);
  const question = askIn(window);
  return {
    largeOrders: new LargeOrderDesk({ ask, question, texts }),
    safety: new SafetyDesk({ ask, question, texts, nowMs: () => systemTimers.now() }),
  };
}

type ArmingHost = Pick<HostVaultParts, 'engine' | 'window'> &
  Pick<HostVault, 'accounts'> & { readonly texts: () => DialogTexts };

function openOpenAccount({ accounts, engine, texts, window }: ArmingHost): OpenAccount {
  return new OpenAccount({
    labelOf: (id) => accounts.labelOf(id),
    check: (id) => accounts.check(id),
    connect: (id) => accounts.connect(id),
    disconnect: (id) => accounts.disconnect(id),
    open: async (keyId, accountName) => {
      const deadMan = await accounts.deadManOf(keyId);
      const answer = await engine.line.question({ kind: 'open-account', keyId, accountName, deadMan });
      if (!answer.ok) return answer;
      return 'account' in answer ? { ok: true, account: answer.account } : NO_ANSWER;
    },
    leave: (because) => engine.line.question({ kind: 'leave-account', because }),
    isWatched: (id) => engine.trading.account?.keyId === id,
    positions: () => engine.trading.openPositions,
    question: askIn(window),
    texts,
    alert: (alert) => window.showAlert(alert),
    changed: () => window.showAccountsChanged(),
    timers: systemTimers,
  });
}

function openArming({
  accounts,
  engine,
  openAccount,
  texts,
  window,
}: ArmingHost & Pick<HostVault, 'openAccount'>): ArmingDesk {
  return new ArmingDesk({
    isOpen: (id) => openAccount.isOpen(id),
    open: (id) => openAccount.open(id),
    check: (id) => accounts.check(id),
    useOf: (id) => accounts.useOf(id),
    review: async (keyId) => {
      const answer = await engine.line.question({ kind: 'review-arming', keyId });
      if (!answer.ok) return answer;
      return 'review' in answer ? { ok: true, review: answer.review } : NO_ANSWER;
    },
    arm: async (keyId, deed) => {
      const answer = await engine.line.question({ kind: 'arm', keyId, deed });
      if (!answer.ok) return answer;
      return 'armedUntilMs' in answer ? { ok: true, armedUntilMs: answer.armedUntilMs } : NO_ANSWER;
    },
    question: askIn(window),
    texts,
    nowMs: () => systemTimers.now(),
  });
}

function openDeadMan({
  accounts,
  engine,
  openAccount,
  texts,
  window,
}: ArmingHost & Pick<HostVault, 'openAccount'>): DeadManDesk {
  return new DeadManDesk({
    isOpen: (id) => openAccount.isOpen(id),
    review: async (keyId) => {
      const answer = await engine.line.question({ kind: 'review-dead-man', keyId });
      if (!answer.ok) return answer;
      return 'deadManReview' in answer ? { ok: true, review: answer.deadManReview } : NO_ANSWER;
    },
    test: async (keyId) => {
      const answer = await engine.line.question({ kind: 'test-dead-man', keyId });
      if (!answer.ok) return answer;
      return 'deadMan' in answer ? { ok: true, fact: answer.deadMan } : NO_ANSWER;
    },
    note: (id, fact) => accounts.noteDeadMan(id, fact),
    question: askIn(window),
    texts,
  });
}
